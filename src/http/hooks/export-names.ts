import { findActivityType, findType, type QuantityTypeName, type WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'

// Where the app's name is not HealthKit's in other letters.
const metricNames: Readonly<Record<string, QuantityTypeName>> = {
  active_energy: 'activeEnergyBurned',
  basal_energy: 'basalEnergyBurned',
  walking_running_distance: 'distanceWalkingRunning',
  cycling_distance: 'distanceCycling',
  swimming_distance: 'distanceSwimming',
  wheelchair_distance: 'distanceWheelchair',
  downhill_snow_sports_distance: 'distanceDownhillSnowSports',
  heart_rate_variability: 'heartRateVariabilitySDNN',
  blood_oxygen_saturation: 'oxygenSaturation',
  weight_body_mass: 'bodyMass',
  weight: 'bodyMass',
  body_weight: 'bodyMass',
  cardio_recovery: 'heartRateRecoveryOneMinute',
  six_minute_walking_test_distance: 'sixMinuteWalkTestDistance',
  stair_speed_up: 'stairAscentSpeed',
  stair_speed_down: 'stairDescentSpeed',
  dietary_energy: 'dietaryEnergyConsumed',
  carbohydrates: 'dietaryCarbohydrates',
  protein: 'dietaryProtein',
  fiber: 'dietaryFiber',
  total_fat: 'dietaryFatTotal',
  saturated_fat: 'dietaryFatSaturated',
  monounsaturated_fat: 'dietaryFatMonounsaturated',
  polyunsaturated_fat: 'dietaryFatPolyunsaturated',
  cholesterol: 'dietaryCholesterol',
  sodium: 'dietarySodium',
  potassium: 'dietaryPotassium',
  calcium: 'dietaryCalcium',
  iron: 'dietaryIron',
  caffeine: 'dietaryCaffeine',
  peripheral_perfusion_index: 'peripheralPerfusionIndex',
  atrial_fibrillation_burden: 'atrialFibrillationBurden',
  apple_sleeping_wrist_temperature: 'appleSleepingWristTemperature',
}

const camelCase = (text: string): string =>
  text.toLowerCase().replaceAll(/[_ -]+([a-z0-9])/g, (_, letter) => letter.toUpperCase())

/** The quantity type of one of the app's metrics; undefined when there is none. */
export function exportedType(name: string): QuantityTypeName | undefined {
  const key = name.toLowerCase()
  if (Object.hasOwn(metricNames, key)) return metricNames[key]
  const type = findType(camelCase(name))
  return type?.family === 'quantity' ? type.name : undefined
}

const activities: readonly (readonly [RegExp, WorkoutActivityTypeName])[] = [
  [/\brun/, 'running'],
  [/\bwheelchair walk/, 'wheelchairWalkPace'],
  [/\bwheelchair run/, 'wheelchairRunPace'],
  [/\bwalk/, 'walking'],
  [/\bhand cycl/, 'handCycling'],
  [/\b(cycl|bik)/, 'cycling'],
  [/\bswim bike run|multisport|triathlon/, 'swimBikeRun'],
  [/\bswim/, 'swimming'],
  [/\b(hiit|high intensity)/, 'highIntensityIntervalTraining'],
  [/\brow/, 'rowing'],
  [/\bstair stepper/, 'stairClimbing'],
  [/\bcooldown/, 'cooldown'],
]
const last: ReadonlySet<WorkoutActivityTypeName> = new Set([
  'wheelchairWalkPace',
  'wheelchairRunPace',
  'handCycling',
  'swimBikeRun',
])
// What is more particular comes first, whatever stands where above.
const ordered = [...activities].sort(([, a], [, b]) => Number(last.has(b)) - Number(last.has(a)))

/** What a workout's name in the app says: `Outdoor Run`, `Indoor Cycling`, `Traditional Strength Training`. */
export function exportedActivity(name: string): {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
} {
  const words = name.slice(0, 128).toLowerCase()
  const location =
    words.includes('indoor') || words.includes('pool')
      ? 'indoor'
      : /outdoor|open water/.test(words)
        ? 'outdoor'
        : 'unknown'
  const bare = words.replaceAll(/\b(indoor|outdoor|pool|open water)\b/g, '').trim()
  const activityType =
    findActivityType(camelCase(bare)) ?? ordered.find(([pattern]) => pattern.test(bare))?.[1] ?? 'other'
  return { activityType, location }
}
