import type { Fault } from '../health/error.js'
import type { Reading } from '../health/sample.js'
import { type QuantityTypeName, quantityTypes } from '../health/type.js'

/** What a body, or the sensor on it, can do: canonical units, both ends allowed unless `above` leaves the lower one out. */
interface Plausible {
  readonly least?: number
  readonly above?: number
  readonly most?: number
}

const heartRate: Plausible = { above: 0, most: 300 } // zero is how sensors say that they feel no pulse
const temperature: Plausible = { least: 10, most: 50 }
const share: Plausible = { least: 0, most: 1 }
const speed: Plausible = { least: 0, most: 60 }
const power: Plausible = { least: 0, most: 3_000 }
const pressure: Plausible = { above: 0, most: 400 }
const effort: Plausible = { least: 0, most: 10 }
const noLessThanNothing: Plausible = { least: 0 }

/** The types whose range is known. Any other discrete value only has to be a number. */
const plausible: Readonly<Partial<Record<QuantityTypeName, Plausible>>> = {
  heartRate,
  restingHeartRate: heartRate,
  walkingHeartRateAverage: heartRate,
  heartRateVariabilitySDNN: { least: 0, most: 5_000 },
  respiratoryRate: { least: 0, most: 150 },
  oxygenSaturation: share,
  bloodAlcoholContent: share,
  bodyFatPercentage: share,
  peripheralPerfusionIndex: share,
  walkingAsymmetryPercentage: share,
  walkingDoubleSupportPercentage: share,
  appleWalkingSteadiness: share,
  atrialFibrillationBurden: share,
  bodyTemperature: temperature,
  basalBodyTemperature: temperature,
  appleSleepingWristTemperature: temperature,
  bloodPressureSystolic: pressure,
  bloodPressureDiastolic: pressure,
  bloodGlucose: { above: 0, most: 2_000 },
  bodyMass: { above: 0, most: 700 },
  leanBodyMass: { above: 0, most: 700 },
  height: { above: 0, most: 3 },
  vo2Max: { above: 0, most: 120 },
  workoutEffortScore: effort,
  estimatedWorkoutEffortScore: effort,
  cyclingPower: power,
  runningPower: power,
  cyclingFunctionalThresholdPower: power,
  cyclingCadence: { least: 0, most: 300 },
  cyclingSpeed: speed,
  runningSpeed: speed,
  walkingSpeed: speed,
  rowingSpeed: speed,
  paddleSportsSpeed: speed,
  crossCountrySkiingSpeed: speed,
  stairAscentSpeed: speed,
  stairDescentSpeed: speed,
}

const ranges = new Map(
  quantityTypes.map(({ name, aggregation }) => [
    name,
    plausible[name] ?? (aggregation === 'cumulative' ? noLessThanNothing : {}),
  ]),
)
const rangeOf = (type: QuantityTypeName): Plausible => ranges.get(type) ?? {}

const isWithin = (value: number, { least = -Infinity, above = -Infinity, most = Infinity }: Plausible): boolean =>
  Number.isFinite(value) && value >= least && value > above && value <= most

const describe = ({ least, above, most }: Plausible): string => {
  if (least === undefined && above === undefined) return 'has to be a number'
  const lower = above === undefined ? `at least ${least}` : `above ${above}`
  return most === undefined ? `has to be ${lower}` : `has to be ${lower} and at most ${most}`
}

const check = (type: QuantityTypeName, values: readonly number[], pointer: (index: number) => string): Fault[] => {
  const range = rangeOf(type)
  const index = values.findIndex((value) => !isWithin(value, range))
  return index < 0 ? [] : [{ pointer: pointer(index), message: describe(range) }]
}

/** Whether a body can do that: whether `implausible` has nothing to say. */
export function isPlausible(reading: Reading): boolean {
  if (reading.kind === 'quantity') return isWithin(reading.value, rangeOf(reading.type))
  return implausible(reading, '').length === 0
}

/**
 * What no body does, in canonical units; empty when the reading is sane. Of a series the first such value is named.
 * `pointer` is where the reading stands in the input.
 */
export function implausible(reading: Reading, pointer: string): readonly Fault[] {
  switch (reading.kind) {
    case 'quantity':
      return check(reading.type, [reading.value], () => `${pointer}/value`)
    case 'series':
      return check(reading.type, reading.values, (index) => `${pointer}/values/${index}`)
    case 'correlation':
      return reading.objects.flatMap((object, index) => implausible(object, `${pointer}/objects/${index}`))
    default:
      return []
  }
}
