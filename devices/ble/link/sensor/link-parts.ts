import type { Logger } from 'pino'
import type { Clock } from '../../../../src/health/clock.js'
import type { SensorStatus } from '../../bluetooth.js'
import type { Advertisement } from '../../radio/radio.js'
import type { CreateSensorReader } from '../../readings/sensor-reader.js'
import type { SensorHandlers } from '../../sensor-handlers.js'
import type { AdapterTerms } from '../air/hearings.js'
import type { Turns } from '../air/turns.js'
import type { Way } from './steps.js'

/** What every link of an engine shares. */
export interface LinkParts {
  readonly way: Way
  readonly turns: Turns
  readonly handlers: SensorHandlers
  readonly createReader: CreateSensorReader
  /** The heart rate in an advertisement, count/min, when its maker broadcasts it. */
  readonly broadcastHeartRate: (advertisement: Advertisement) => number | undefined
  readonly clock: Clock
  /** 0 to 1. */
  readonly random: () => number
  readonly workoutRuns: (device: string) => boolean
  /** How adapters stand, for a sensor that may be bound to one. */
  readonly terms: (bound: string | undefined) => AdapterTerms
  /** Whether straps are listened to, so that nobody connects blindly while they cannot be heard. */
  readonly isListening: () => boolean
  readonly changed: (status: SensorStatus) => void
  readonly log: Logger
}
