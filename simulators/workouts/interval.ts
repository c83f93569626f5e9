/** A planned part of a workout: power as a share of threshold power, going evenly from one to the other. */
export interface Interval {
  readonly name: 'warmUp' | 'work' | 'recovery' | 'stop' | 'coolDown'
  /** Seconds since the start of the workout; `start` is in, `end` is out. */
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** An interval of no fixed length; `share` is its weight among the others. */
export type Part = Pick<Interval, 'name' | 'from' | 'to'> & { readonly share: number }

/** The parts one after the other, fitted into `minutes` to the second; none that would have no length. */
export const fitted = (parts: readonly Part[], minutes: number): readonly Interval[] => {
  const seconds = Math.round(minutes * 60)
  const shares = parts.reduce((sum, part) => sum + part.share, 0)
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
export const intervalAt = (plan: readonly Interval[], second: number): Interval | undefined =>
  plan.find((interval) => second >= interval.start && second < interval.end)

/** Share of threshold power that is asked for at this second; 0 outside the workout. */
export const intensityAt = (plan: readonly Interval[], second: number): number => {
  const interval = intervalAt(plan, second)
  if (interval === undefined) return 0
  const { start, end, from, to } = interval
  return from + ((to - from) * (second - start)) / (end - start)
}
