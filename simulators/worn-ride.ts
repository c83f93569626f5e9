import type { QuantityTypeName } from '../src/health/type.js'
import type { Ride } from './ride.js'
import type { WornDevice } from './watch-messages.js'

/** What a device without buttons measures; a watch measures all of a ride. */
const measured: Readonly<Record<WornDevice, ReadonlySet<QuantityTypeName> | undefined>> = {
  watch: undefined,
  strap: new Set(['heartRate']),
  trainer: new Set(['cyclingPower', 'cyclingCadence', 'cyclingSpeed']),
}

/** A ride as a device sees it: what it measures, and none of the rider's commands unless it is a watch. */
export const wornRide = (ride: Ride, device: WornDevice): Ride => {
  const types = measured[device]
  if (types === undefined) return ride
  const facts = function* () {
    for (const fact of ride.facts) if (fact.kind === 'reading' && types.has(fact.reading.type)) yield fact
  }
  return { ...ride, types: ride.types.filter((type) => types.has(type)), facts: { [Symbol.iterator]: facts } }
}
