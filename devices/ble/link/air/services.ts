import { advertisedMachine, type FitnessMachineKind } from '../../advertising/fitness-machine.js'
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
  ['181F', ['bloodGlucose']],
  ['181B', ['bodyFatPercentage', 'leanBodyMass']],
  ['1810', ['bloodPressureSystolic', 'bloodPressureDiastolic']],
])

const machines: Readonly<Record<FitnessMachineKind, readonly string[]>> = {
  treadmill: ['runningSpeed', 'distanceWalkingRunning'],
  crossTrainer: ['physicalEffort', 'activeEnergyBurned'],
  stepClimber: ['flightsClimbed'],
  stairClimber: ['flightsClimbed'],
  rower: ['rowingSpeed', 'distanceRowing'],
  indoorBike: ['cyclingPower', 'cyclingSpeed', 'cyclingCadence'],
}
const fitnessMachine = '1826'

const machineTypes = (advertisement: Pick<Advertisement, 'serviceData'>): readonly string[] => {
  const found = advertisedMachine(advertisement)?.kinds.flatMap((kind) => machines[kind]) ?? []
  // Some machines say nothing of their type, and most of those that connect are bikes.
  return found.length > 0 ? found : machines.indoorBike
}

/** What it can measure, by its services; nothing for what is no sensor. */
export const measurableBy = (services: readonly GattUuid[], advertisement: Pick<Advertisement, 'serviceData'>) => [
  ...new Set(
    services.flatMap((service) =>
      service === fitnessMachine ? machineTypes(advertisement) : (types.get(service) ?? []),
    ),
  ),
]
