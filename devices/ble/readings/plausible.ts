import type { QuantityTypeName } from '../../../src/health/type.js'

interface Range {
  readonly least: number
  readonly most: number
}

const cadence: Range = { least: 0, most: 240 }
const speed: Range = { least: 0, most: 40 }
const power: Range = { least: -200, most: 3_000 }
const mass: Range = { least: 2, most: 650 }
const pressure: Range = { least: 1, most: 400 }

/** What a sensor may say of a type, in its canonical unit (gatt-profiles § 3.2); any number where nothing is named. */
const ranges: Readonly<Partial<Record<QuantityTypeName, Range>>> = {
  heartRate: { least: 25, most: 250 },
  cyclingPower: power,
  runningPower: power,
  cyclingCadence: cadence,
  cyclingSpeed: speed,
  runningSpeed: speed,
  walkingSpeed: speed,
  rowingSpeed: speed,
  runningStrideLength: { least: 0.1, most: 4 },
  physicalEffort: { least: 0, most: 30 },
  oxygenSaturation: { least: 0.5, most: 1 },
  peripheralPerfusionIndex: { least: 0, most: 1 },
  bodyTemperature: { least: 25, most: 45 },
  bodyMass: mass,
  leanBodyMass: mass,
  bodyMassIndex: { least: 5, most: 150 },
  height: { least: 0.3, most: 3 },
  bodyFatPercentage: { least: 0, most: 1 },
  bloodPressureSystolic: pressure,
  bloodPressureDiastolic: pressure,
  bloodGlucose: { least: 1, most: 2_000 },
}

/** Whether a body or a machine can do that. */
export const isPlausible = (type: QuantityTypeName, value: number): boolean => {
  const { least, most } = ranges[type] ?? { least: 0, most: Number.MAX_VALUE }
  return value >= least && value <= most
}
