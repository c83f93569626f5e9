import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'
import type { ActivityRecord, RecordedActivity } from './recorded-activity.js'
import { some } from './records.js'
import { saysIndoor } from './sport-words.js'

/** Indoors when the file says so, or when it has neither a position nor any speed. */
export const locationOf = ({
  sport,
  subSport,
  hasPosition,
  records,
}: Pick<RecordedActivity, 'sport' | 'subSport' | 'hasPosition'> & {
  readonly records: Iterable<ActivityRecord>
}): WorkoutLocation => {
  const moves = some(records, ({ speed = 0, distance = 0 }) => speed > 0 || distance > 0)
  return saysIndoor(sport, subSport) || !(hasPosition || moves) ? 'indoor' : 'outdoor'
}

/** Which quantity type each field of a record is in an activity; a field without one is left out. */
export interface Measures {
  readonly heartRate?: QuantityTypeName
  readonly power?: QuantityTypeName
  readonly cadence?: QuantityTypeName
  readonly speed?: QuantityTypeName
  readonly distance?: QuantityTypeName
  readonly strideLength?: QuantityTypeName
  readonly verticalOscillation?: QuantityTypeName
  readonly groundContactTime?: QuantityTypeName
}

const anySport: Measures = { heartRate: 'heartRate' }
const onFoot: Measures = { distance: 'distanceWalkingRunning', speed: 'walkingSpeed' }

const pedalled: Measures = { power: 'cyclingPower', cadence: 'cyclingCadence' }

const measures: Partial<Record<WorkoutActivityTypeName, Measures>> = {
  cycling: { ...pedalled, speed: 'cyclingSpeed', distance: 'distanceCycling' },
  handCycling: { ...pedalled, speed: 'cyclingSpeed' },
  // Files that name no sport: power and cadence are nearly always a bicycle's.
  other: pedalled,
  running: {
    distance: 'distanceWalkingRunning',
    power: 'runningPower',
    speed: 'runningSpeed',
    strideLength: 'runningStrideLength',
    verticalOscillation: 'runningVerticalOscillation',
    groundContactTime: 'runningGroundContactTime',
  },
  walking: onFoot,
  hiking: onFoot,
  rowing: { distance: 'distanceRowing', speed: 'rowingSpeed' },
  paddleSports: { distance: 'distancePaddleSports', speed: 'paddleSportsSpeed' },
  crossCountrySkiing: { distance: 'distanceCrossCountrySkiing', speed: 'crossCountrySkiingSpeed' },
  downhillSkiing: { distance: 'distanceDownhillSnowSports' },
  snowboarding: { distance: 'distanceDownhillSnowSports' },
  skatingSports: { distance: 'distanceSkatingSports' },
  swimming: { distance: 'distanceSwimming' },
}

export const measuresOf = (activityType: WorkoutActivityTypeName): Measures => ({
  ...anySport,
  distance: distanceTypeOf(activityType),
  ...measures[activityType],
})
