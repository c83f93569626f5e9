import type { Logger } from 'pino'
import type { Clock, RandomBytes } from '../health/clock.js'

/** What a part is told that keeps time and a log. */
export interface Told {
  readonly clock: Clock
  readonly log: Logger
}

/** What an engine takes from the world outside. */
export interface World {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly timeZone: string
  /** Of this program. */
  readonly version: string
}
