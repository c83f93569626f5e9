import type { Reading } from '../../../src/health/sample.js'
import type { GattUuid } from '../radio/radio.js'
import type { SensorFacts } from '../sensor-handlers.js'
import type { SensorSettings } from '../sensor-settings.js'

/** What a value of a characteristic came to. */
export interface Taken {
  /** In canonical units, ready to be saved. */
  readonly readings: readonly Reading[]
  /** Percent. */
  readonly battery?: number | undefined
  readonly facts?: SensorFacts | undefined
  /** What became no reading, by reason: `truncated`, `implausible`, `noContact` and the like. */
  readonly refused: readonly { readonly reason: string; readonly readings: number }[]
  /** What the sensor proposes for a workout: its own buttons. */
  readonly event?: 'start' | 'pause' | 'stop' | undefined
}

/**
 * One sensor's stream of values, from bytes to readings: it remembers the last revolutions, energy counters, halves of
 * records, beats. Pure: times are passed in, epoch ms of arrival.
 */
export interface SensorReader {
  take(value: { characteristic: GattUuid; handle: string; bytes: Uint8Array; at: number }): Taken
  /** Says that time has passed without a value: flushes what was held back for long enough, and coasting to a stop. */
  lapse(at: number): Taken
  /** The link was lost or made: counters begin anew, beats before and after do not join. */
  interrupt(at: number): Taken
  change(settings: SensorSettings): void
}

export type CreateSensorReader = (settings: SensorSettings) => SensorReader
