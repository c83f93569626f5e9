import type { QuantityTypeName } from '../../src/health/type.js'
import type { Ride } from '../ride.js'

/** What a ride tells of an instant; what it has no sensor for is left out. Units as in `AthleteReadings`. */
export interface RideValues {
  readonly heartRate?: number
  readonly power?: number
  readonly cadence?: number
  readonly speed?: number
}

const fields: Readonly<Partial<Record<QuantityTypeName, keyof RideValues>>> = {
  heartRate: 'heartRate',
  cyclingPower: 'power',
  cyclingCadence: 'cadence',
  cyclingSpeed: 'speed',
  runningPower: 'power',
  runningSpeed: 'speed',
}

/** Reads a ride second by second: the last value of each kind until then; from the start again when it is over. */
export const rideValues = (ride: Ride): ((seconds: number) => RideValues) => {
  const bySecond: RideValues[] = []
  let values: RideValues = {}
  for (const fact of ride.facts) {
    if (fact.kind !== 'reading') continue
    const field = fields[fact.reading.type]
    if (field === undefined) continue
    values = { ...values, [field]: fact.reading.value }
    bySecond[Math.max(0, Math.floor((fact.at - ride.start) / 1000))] = values
  }
  const length = Math.max(1, Math.ceil((ride.end - ride.start) / 1000))
  for (let second = 1; second < length; second++) bySecond[second] ??= bySecond[second - 1] ?? {}
  return (seconds) => bySecond[Math.floor(seconds) % length] ?? {}
}
