import type { Logger } from 'pino'
import type { Clock } from '../../../src/health/clock.js'
import type { Advertisement, Radio } from '../radio/radio.js'
import type { Timers } from '../radio/timers.js'
import type { CreateSensorReader } from '../readings/sensor-reader.js'
import type { SensorHandlers } from '../sensor-handlers.js'
import type { AdapterPolicy } from './adapters.js'

/** What Bluetooth is made of. The radio stays its opener's to close. */
export interface BluetoothParts {
  readonly radio: Radio
  readonly handlers: SensorHandlers
  readonly createReader: CreateSensorReader
  /** The heart rate in an advertisement, count/min, when its maker broadcasts it. */
  readonly broadcastHeartRate: (advertisement: Advertisement) => number | undefined
  /** Whether a workout runs of the person that a sensor belongs to: then it is missed more. */
  readonly workoutRuns: (device: string) => boolean
  readonly policy: AdapterPolicy
  readonly clock: Clock
  readonly timers: Timers
  /** 0 to 1, for the jitter of waits. */
  readonly random: () => number
  readonly log: Logger
}
