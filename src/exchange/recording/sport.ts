import { findActivityType, type QuantityTypeName, type WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'
import type { RecordedActivity } from './recorded-activity.js'

/** FIT's and TCX's sports that are not called as HealthKit calls them. */
const activityTypes: ReadonlyMap<string, WorkoutActivityTypeName> = new Map([
  ['alpineSkiing', 'downhillSkiing'],
  ['biking', 'cycling'],
  ['eBiking', 'cycling'],
  ['fitnessEquipment', 'mixedCardio'],
  ['hiit', 'highIntensityIntervalTraining'],
  ['iceSkating', 'skatingSports'],
  ['inlineSkating', 'skatingSports'],
  ['kayaking', 'paddleSports'],
  ['mountaineering', 'climbing'],
  ['multisport', 'swimBikeRun'],
  ['paddling', 'paddleSports'],
  ['rafting', 'paddleSports'],
  ['rockClimbing', 'climbing'],
  ['snowshoeing', 'snowSports'],
  ['standUpPaddleboarding', 'paddleSports'],
  ['surfing', 'surfingSports'],
  ['training', 'functionalStrengthTraining'],
])

/** The HealthKit activity of a file's sport; `other` when there is none. */
export const activityTypeOf = (sport: string): WorkoutActivityTypeName => {
  const name = sport
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/[_ ](\w)/g, (_, letter: string) => letter.toUpperCase())
  return activityTypes.get(name) ?? findActivityType(name) ?? 'other'
}

const indoorSubSports = new Set(['spin', 'treadmill', 'elliptical', 'stair_climbing', 'virtual_activity'])

/** Indoors when the file says so, or when it has neither a position nor any speed. */
export const locationOf = ({
  subSport = '',
  hasPosition,
  records,
}: Pick<RecordedActivity, 'subSport' | 'hasPosition' | 'records'>): WorkoutLocation => {
  const moves = records.some(({ speed = 0, distance = 0 }) => speed > 0 || distance > 0)
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
const onFoot: Measures = { distance: 'distanceWalkingRunning' }

const measures: Partial<Record<WorkoutActivityTypeName, Measures>> = {
  cycling: {
    power: 'cyclingPower',
    cadence: 'cyclingCadence',
    speed: 'cyclingSpeed',
    distance: 'distanceCycling',
  },
  running: {
    ...onFoot,
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
  ...measures[activityType],
})
