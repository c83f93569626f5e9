import type { Quantities } from './quantities.js'

// A value counts for as long as it held: a span for its own length, an instant until the next reading begins, at most
// the type's hold limit (design/metrics.md). Instants that begin together count as one, their mean.

/** How long an instant may hold, ms, and whether values are sound levels, which are averaged by their energy. */
export interface HoldScale {
  readonly limit: number
  readonly isLevel: boolean
}

/** Sum of value and time held, and of that time in ms; without the last reading when that is an instant. */
export interface Held {
  readonly weighted: number
  readonly weight: number
  /** The value of the last reading, which holds until what comes after these. */
  readonly last_value: number
}

type Readings = Pick<Quantities, 'starts' | 'durations' | 'values'>

/** What is averaged in place of a value. */
export const levelOf = (value: number, { isLevel }: HoldScale): number => (isLevel ? 10 ** (value / 10) : value)

/** Undoes `levelOf`. */
export const valueOfLevel = (level: number, { isLevel }: HoldScale): number =>
  isLevel ? 10 * Math.log10(level) : level

/** The first row that begins later than this one. */
const nextStart = (starts: readonly number[], row: number): number => {
  let next = row + 1
  while (next < starts.length && starts[next] === starts[row]) next += 1
  return next
}

/** Weighs readings that are ordered by start, and spans before instants where they begin together. */
export function holdValues({ starts, durations, values }: Readings, scale: HoldScale): Held {
  let [weighted, weight, lastValue] = [0, 0, 0]
  for (let row = 0; row < starts.length; ) {
    const next = nextStart(starts, row)
    let [instants, level] = [0, 0]
    for (let at = row; at < next; at += 1) {
      const [duration, own] = [durations[at] as number, levelOf(values[at] as number, scale)]
      weighted += own * duration
      weight += duration
      instants += duration === 0 ? 1 : 0
      level += duration === 0 ? own : 0
    }
    const hold =
      instants > 0 && next < starts.length
        ? Math.min((starts[next] as number) - (starts[row] as number), scale.limit)
        : 0
    if (instants > 0) weighted += (level / instants) * hold
    weight += hold
    lastValue = instants > 1 ? valueOfLevel(level / instants, scale) : (values[next - 1] as number)
    row = next
  }
  return { weighted, weight, last_value: lastValue }
}
