/** A planned part of a workout: power as a share of threshold power, going evenly from one to the other. */
export interface Interval {
  readonly name: 'warmUp' | 'work' | 'recovery' | 'coolDown'
  /** Seconds since the start of the workout; `start` is in, `end` is out. */
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

type Part = Pick<Interval, 'name' | 'from' | 'to'> & { readonly share: number }

const warmUp: Part = { name: 'warmUp', from: 0.45, to: 0.75, share: 4 }
const work: Part = { name: 'work', from: 1.06, to: 1.06, share: 2 }
const recovery: Part = { name: 'recovery', from: 0.5, to: 0.5, share: 1.5 }
const coolDown: Part = { name: 'coolDown', from: 0.5, to: 0.35, share: 2 }

const parts = [warmUp, ...Array.from({ length: 4 }, () => [work, recovery]).flat(), coolDown]
const shares = parts.reduce((sum, part) => sum + part.share, 0)

/** Four hard intervals between a warm-up and a cool-down, fitted into `minutes` to the second. */
export const intervalWorkout = (minutes: number): readonly Interval[] => {
  const seconds = Math.round(minutes * 60)
  let passed = 0
  return parts
    .map(({ share, ...part }) => {
      const start = Math.round((passed / shares) * seconds)
      passed += share
      return { ...part, start, end: Math.round((passed / shares) * seconds) }
    })
    .filter((part) => part.end > part.start)
}

/** The interval that runs at this second; undefined before the start and after the end. */
export const intervalAt = (workout: readonly Interval[], second: number): Interval | undefined =>
  workout.find((interval) => second >= interval.start && second < interval.end)

/** Share of threshold power that is asked for at this second; 0 outside the workout. */
export const intensityAt = (workout: readonly Interval[], second: number): number => {
  const interval = intervalAt(workout, second)
  if (interval === undefined) return 0
  const { start, end, from, to } = interval
  return from + ((to - from) * (second - start)) / (end - start)
}
