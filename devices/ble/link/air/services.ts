import type { Advertisement, GattUuid } from '../../radio/radio.js'

/** What can be measured by way of a service (`reference: UUID table, HealthKit mapping`). */
const types: ReadonlyMap<GattUuid, readonly string[]> = new Map([
  ['180D', ['heartRate']],
  ['1816', ['cyclingSpeed', 'cyclingCadence']],
  ['1818', ['cyclingPower']],
  ['1814', ['runningSpeed']],
  ['1822', ['oxygenSaturation', 'heartRate']],
  ['1809', ['bodyTemperature']],
  ['181D', ['bodyMass']],
  ['181B', ['bodyFatPercentage', 'leanBodyMass']],
  ['1810', ['bloodPressureSystolic', 'bloodPressureDiastolic']],
])

/** By the bit of the machine's type in its service data, Fitness Machine Service 1.0 § 3.1. */
const machines: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['runningSpeed', 'distanceWalkingRunning']],
  [1, ['physicalEffort', 'activeEnergyBurned']],
  [4, ['rowingSpeed', 'distanceRowing']],
  [5, ['cyclingPower', 'cyclingSpeed', 'cyclingCadence']],
])
const fitnessMachine = '1826'

const machineTypes = (data: Uint8Array | undefined): readonly string[] => {
  const bits = data !== undefined && data.length >= 3 ? (data[1] ?? 0) | ((data[2] ?? 0) << 8) : 0
  const found = [...machines].filter(([bit]) => (bits >> bit) & 1).flatMap(([, each]) => each)
  // Some machines say nothing of their type, and most of those that connect are bikes.
  return found.length > 0 ? found : (machines.get(5) ?? [])
}

/** What it can measure, by its services; nothing for what is no sensor. */
export const measurableBy = (services: readonly GattUuid[], { serviceData }: Pick<Advertisement, 'serviceData'>) => [
  ...new Set(
    services.flatMap((service) =>
      service === fitnessMachine ? machineTypes(serviceData.get(service)) : (types.get(service) ?? []),
    ),
  ),
]
