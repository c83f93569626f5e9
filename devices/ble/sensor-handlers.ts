import type { Reading } from '../../src/health/sample.js'

/** What a sensor says of itself, by the Device Information Service. */
export interface SensorFacts {
  readonly name?: string | undefined
  readonly manufacturer?: string | undefined
  readonly model?: string | undefined
  readonly hardware?: string | undefined
  readonly firmware?: string | undefined
  readonly serial?: string | undefined
}

/** Where the words of sensors go. `device` is its slug. */
export interface SensorHandlers {
  /** Resolves when the readings are durable. `at` is when they arrived, epoch ms. */
  samples(device: string, readings: readonly Reading[], at: number): Promise<unknown>
  facts(device: string, facts: SensorFacts): Promise<unknown>
  status(device: string, status: 'online' | 'offline'): void
  /** Percent. */
  battery(device: string, level: number): void
  /** What never became a reading, by reason, in readings: for the ledger. */
  refused(reason: string, readings: number): void
}
