import type { SampleType } from '../type.js'

const dayMs = 86_400_000

/** What HealthKit was seen to allow for a type of restricted duration; it publishes no list (semantics § 4.2). */
const durationMaxMs = 4 * dayMs

/** Figures over a week or longer. */
const slowQuantities: ReadonlySet<string> = new Set([
  'appleSleepingBreathingDisturbances',
  'appleWalkingSteadiness',
  'atrialFibrillationBurden',
])

/** Things a person does in one go; symptoms, pregnancies and the like last as long as they last. */
const briefCategories: ReadonlySet<string> = new Set([
  'appleStandHour',
  'handwashingEvent',
  'mindfulSession',
  'sexualActivity',
  'sleepAnalysis',
  'toothbrushingEvent',
])

const isRestricted = (type: SampleType): boolean =>
  type.family === 'quantity' ? !slowQuantities.has(type.name) : briefCategories.has(type.name)

/**
 * The longest that a sample of this type may last, ms. Restricted are all quantities but those over weeks, so that
 * statistics by interval stay exact, and the categories of one sitting. Others are unlimited.
 */
export const maximumDurationMs = (type: SampleType): number => (isRestricted(type) ? durationMaxMs : Infinity)
