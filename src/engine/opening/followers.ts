import type { Observers } from '../../observers/observers.js'
import type { HealthStore } from '../../store/health-store.js'
import { followInto } from '../influx.js'
import { steerByPlans } from '../plan-steering.js'
import { openSensors, type Sensors } from '../sensors.js'
import type { Foundation } from './foundation.js'
import type { Opening } from './opening.js'
import type { People } from './people.js'
import type { Workouts } from './workouts.js'

/** What follows the store and the workouts, and the sensors that feed them. */
export interface Followers {
  readonly observers: Observers
  readonly influx: ReturnType<typeof followInto>
  readonly sensors: Sensors
}

const checkMs = 1_000

/** Finds out that there is space on the disk again, also when nobody is left who writes. */
function tryAgain({ health, documents }: HealthStore): void {
  if (!health().ok) documents.put('engine', 'trial', null).catch(() => undefined)
}

/** Opens what follows by itself, and looks after everything that time alone changes. */
export async function openFollowers(
  { open, config, world: { clock, random }, logOf, onClose }: Opening,
  { store, newId }: Foundation,
  { devices, ingest, sessions, waitFor }: Pick<People, 'devices'> & Workouts,
): Promise<Followers> {
  const observers = open.openObservers({ store, clock, random, newId, log: logOf('observers') })
  onClose(() => observers.close())
  const influx = followInto(open, config, { store, sessions, clock, log: logOf('influx') })
  onClose(() => influx?.close())
  const log = logOf('bluetooth')
  const sensors = await openSensors(config, { devices, ingest, sessions, random, clock, log })
  waitFor(sensors.flush)
  const steering = steerByPlans({ sessions, bluetooth: sensors.bluetooth, devices, log })
  onClose(() => steering.stop())
  onClose(() => sensors.close())
  const checks = setInterval(() => {
    for (const part of [observers, sessions, sensors, steering]) part.check()
    tryAgain(store)
  }, checkMs)
  onClose(() => clearInterval(checks))
  return { observers, influx, sensors }
}
