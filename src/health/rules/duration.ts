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

/** What is of an instant. */
const instants: ReadonlySet<string> = new Set(['menopausalState', 'stateOfMind'])

/** Recordings. */
const briefRecordings: ReadonlySet<string> = new Set(['heartbeatSeries', 'electrocardiogram', 'audiogram'])

const isRestricted = (type: SampleType): boolean =>
  type.family === 'quantity'
    ? !slowQuantities.has(type.name)
    : briefCategories.has(type.name) || briefRecordings.has(type.name)

/**
 * The longest that a sample of this type may last, ms. Restricted are all quantities but those over weeks, so that
 * statistics by interval stay exact, the categories of one sitting and recordings. What is of an instant does not last
 * at all. Others are unlimited.
 */
export function maximumDurationMs(type: SampleType): number {
  if (instants.has(type.name)) return 0
  return isRestricted(type) ? durationMaxMs : Infinity
}

/** Whether a sample of this type may be saved before anybody knows when it ends: of the categories that are unlimited. */
export const mayBeUndetermined = (type: SampleType): boolean =>
  type.family === 'category' && maximumDurationMs(type) === Infinity
