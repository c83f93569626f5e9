import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import { findActivityType, type QuantityTypeName, type WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'
import type { ActivityRecord, RecordedActivity } from './recorded-activity.js'
import { some } from './records.js'

/** The words of FIT, TCX, Garmin Connect and Strava for sports that HealthKit calls otherwise. */
const activityTypes: ReadonlyMap<string, WorkoutActivityTypeName> = new Map([
  ['1', 'cycling'],
  ['4', 'hiking'],
  ['9', 'running'],
  ['10', 'walking'],
  ['alpineSkiing', 'downhillSkiing'],
  ['bike', 'cycling'],
  ['biking', 'cycling'],
  ['canoeing', 'paddleSports'],
  ['cyclocross', 'cycling'],
  ['eBiking', 'cycling'],
  ['fitnessEquipment', 'mixedCardio'],
  ['floorClimbing', 'stairs'],
  ['hike', 'hiking'],
  ['hiit', 'highIntensityIntervalTraining'],
  ['horsebackRiding', 'equestrianSports'],
  ['iceSkating', 'skatingSports'],
  ['inlineSkating', 'skatingSports'],
  ['kayaking', 'paddleSports'],
  ['mixedMartialArts', 'martialArts'],
  ['mountaineering', 'climbing'],
  ['multisport', 'swimBikeRun'],
  ['paddling', 'paddleSports'],
  ['rafting', 'paddleSports'],
  ['resortSkiingSnowboarding', 'downhillSkiing'],
  ['ride', 'cycling'],
  ['rockClimbing', 'climbing'],
  ['row', 'rowing'],
  ['run', 'running'],
  ['snowshoeing', 'snowSports'],
  ['standUpPaddleboarding', 'paddleSports'],
  ['strengthTraining', 'traditionalStrengthTraining'],
  ['surfing', 'surfingSports'],
  ['swim', 'swimming'],
  ['training', 'functionalStrengthTraining'],
  ['virtualRide', 'cycling'],
  ['virtualRun', 'running'],
  ['walk', 'walking'],
  ['wheelchairPushRun', 'wheelchairRunPace'],
  ['wheelchairPushWalk', 'wheelchairWalkPace'],
])

/** The activity of FIT's sub-sports that say more than the sport. */
const activitiesBySubSport: ReadonlyMap<string, WorkoutActivityTypeName> = new Map([
  ['cardio_training', 'mixedCardio'],
  ['elliptical', 'elliptical'],
  ['flexibility_training', 'flexibility'],
  ['hand_cycling', 'handCycling'],
  ['indoor_hand_cycling', 'handCycling'],
  ['indoor_rowing', 'rowing'],
  ['pilates', 'pilates'],
  ['stair_climbing', 'stairClimbing'],
  ['strength_training', 'traditionalStrengthTraining'],
  ['yoga', 'yoga'],
])

/** Words such as `trail_running` and `indoor_cycling` end in what is done. */
const endOf = (name: string): string =>
  name
    .split('_')
    .at(-1)
    ?.replace(/^[A-Z]/, (letter) => letter.toLowerCase()) ?? name

const named = (word: string): WorkoutActivityTypeName | undefined => {
  const name = word
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/[_ ](\w)/g, (_, letter: string) => letter.toUpperCase())
  return activityTypes.get(name) ?? findActivityType(name)
}

/** The HealthKit activity of a file's sport; `other` when there is none. */
export const activityTypeOf = (sport: string, subSport = ''): WorkoutActivityTypeName =>
  activitiesBySubSport.get(subSport) ?? named(sport) ?? named(endOf(sport)) ?? 'other'

const indoorSubSports = new Set([
  'spin',
  'treadmill',
  'elliptical',
  'lap_swimming',
  'stair_climbing',
  'virtual_activity',
])

/** Indoors when the file says so, or when it has neither a position nor any speed. */
export const locationOf = ({
  subSport = '',
  hasPosition,
  records,
}: Pick<RecordedActivity, 'subSport' | 'hasPosition'> & {
  readonly records: Iterable<ActivityRecord>
}): WorkoutLocation => {
  const moves = some(records, ({ speed = 0, distance = 0 }) => speed > 0 || distance > 0)
  const saysIndoor = subSport.startsWith('indoor_') || indoorSubSports.has(subSport)
  return saysIndoor || !(hasPosition || moves) ? 'indoor' : 'outdoor'
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
