import type { Timers } from '../../devices/ble/radio/timers.js'
import type { SensorHandlers } from '../../devices/ble/sensor-handlers.js'
import type { Clock } from '../health/clock.js'
import type { Reading } from '../health/sample.js'
import type { Devices } from '../ingest/device.js'
import type { Ingest } from '../ingest/ingest.js'
import { SensorLane } from './sensor-lane.js'

/** The parts that a sensor's words can reach. */
export interface SensorParts {
  readonly devices: Devices
  readonly ingest: Ingest
  readonly clock: Clock
  readonly timers: Timers
}

/** Where the words of sensors go, and what has to be done about it now and then. */
export interface KeptSensorHandlers {
  readonly handlers: SensorHandlers
  /** Tries again to store what could not be stored. To be called about once a second. */
  retry(): void
  /** Readings that wait to be stored. */
  waiting(): number
  /** Stores what waits, as far as that is possible now. */
  flush(): Promise<void>
}

/**
 * For so long it is gathered what all sensors say, ms: the values of a trainer's characteristics, and those of forty
 * straps, are one commit then. A commit costs as much as two hundred values, and nobody reads more than two a second.
 */
const gatherMs = 400

/** What becomes of what sensors say. One that was let go a moment ago is not heard any more. */
export function keepSensorHandlers({ devices, ingest, clock, timers }: SensorParts): KeptSensorHandlers {
  const lanes = new Map<string, SensorLane>()
  let gathering: unknown
  const flush = async (): Promise<void> => {
    if (gathering !== undefined) timers.clearTimeout(gathering)
    gathering = undefined
    await Promise.all([...lanes.values()].map((lane) => lane.retry()))
  }
  const gather = (): void => {
    gathering ??= timers.setTimeout(() => void flush(), gatherMs)
  }
  const isOurs = (device: string): boolean => devices.get(device)?.sensor !== undefined
  const refuse = (readings: readonly Reading[]): void => ingest.refuse('forgottenDevice', readings.length)
  const laneOf = (device: string): SensorLane => {
    const lane =
      lanes.get(device) ??
      new SensorLane({
        filled: gather,
        deliver: async (readings, at) => (isOurs(device) ? ingest.receive({ device, readings, at }) : refuse(readings)),
        dropped: (readings) => ingest.refuse('backlog', readings),
      })
    lanes.set(device, lane)
    return lane
  }
  const handlers: SensorHandlers = {
    samples: async (device, readings, at) => {
      if (!isOurs(device)) return refuse(readings)
      devices.notice(device, { status: 'online', lastSeen: at })
      return laneOf(device).take(readings, at)
    },
    facts: async (device, facts) => (isOurs(device) ? devices.introduce(device, facts) : undefined),
    status: (device, status) =>
      devices.notice(device, status === 'online' ? { status, lastSeen: clock() } : { status }),
    battery: (device, battery) => devices.notice(device, { battery, lastSeen: clock() }),
    refused: (reason, readings) => ingest.refuse(reason, readings),
  }
  return {
    handlers,
    retry: () => {
      void flush()
      for (const [device, lane] of lanes) if (lane.waiting === 0 && !isOurs(device)) lanes.delete(device)
    },
    waiting: () => [...lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0),
    flush,
  }
}
