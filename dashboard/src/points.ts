/** Values along time, oldest first, no instant twice. Epoch ms. */
export interface Points {
  readonly times: readonly number[]
  readonly values: readonly number[]
}

/** Points that grow while they are shown. */
export interface GrowingPoints extends Points {
  readonly times: number[]
  readonly values: number[]
}

export const emptyPoints = (): GrowingPoints => ({ times: [], values: [] })

/** Index of the first time that is not before `time`. */
export const firstAtOrAfter = (times: readonly number[], time: number): number => {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts a value in its place; the newer word on an instant wins. Fast at the end, where a ride grows. */
export const insertPoint = (points: GrowingPoints, time: number, value: number): void => {
  const index = firstAtOrAfter(points.times, time)
  const known = points.times[index] === time ? 1 : 0
  points.times.splice(index, known, time)
  points.values.splice(index, known, value)
}

/** All of `base`, and of `extra` what is further than `gapMs` from any point of `base`. */
export const fillGaps = (base: Points, extra: Points, gapMs: number): Points => {
  const isFar = (time: number): boolean => {
    const index = firstAtOrAfter(base.times, time)
    return time - (base.times[index - 1] ?? -Infinity) > gapMs && (base.times[index] ?? Infinity) - time > gapMs
  }
  return sortPoints([...pairs(base), ...pairs(extra).filter(([time]) => isFar(time))])
}

const pairs = (points: Points): [number, number][] =>
  points.times.map((time, index) => [time, points.values[index] ?? 0])

/** Points from pairs in any order; of several at one instant the last one counts. */
export const sortPoints = (unsorted: readonly (readonly [time: number, value: number])[]): GrowingPoints => {
  const sorted = [...new Map(unsorted)].sort(([a], [b]) => a - b)
  return { times: sorted.map(([time]) => time), values: sorted.map(([, value]) => value) }
}
