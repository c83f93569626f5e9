import type { TrainingDay } from './progress-wire.js'

const fewestDays = 14

/** The days from the first with anything to show on, a fortnight at least. */
export const shownDays = (days: readonly TrainingDay[]): readonly TrainingDay[] => {
  const first = days.findIndex(({ load, fitness }) => load > 0 || fitness >= 0.5)
  return days.slice(Math.max(0, Math.min(first < 0 ? days.length : first, days.length - fewestDays)))
}
