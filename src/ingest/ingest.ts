import type { Reading } from '../health/sample.js'

/** What a device delivered: its readings, and when they arrived (epoch ms). */
export interface Delivery {
  readonly device: string
  readonly readings: readonly Reading[]
  readonly at: number
}

/** What became of a delivery. Counted in readings; a series is one reading. */
export interface Receipt {
  readonly stored: number
  readonly duplicates: number
  readonly waiting: number
}

/** Counts since the start: received = stored + duplicate + the sum of refused + waiting, at all times. */
export interface Ledger {
  readonly received: number
  readonly stored: number
  readonly duplicate: number
  /** By reason: an error code or the name of the broken rule. */
  readonly refused: Readonly<Record<string, number>>
  readonly waiting: number
}

/** From a device's reading to a saved sample: whose it is, whether it is sane and new. */
export interface Ingest {
  /**
   * Resolves once every reading is durable, kept waiting, or known already. A bad one refuses the whole delivery with a
   * `HealthError` that points at it (`/samples/3/value`).
   */
  receive(delivery: Delivery): Promise<Receipt>
  /**
   * The same for a person's own samples, saved by a program named `source`, and added to a workout when one is named;
   * returns their UUIDs in order.
   */
  save(user: string, source: string, readings: readonly Reading[], workout?: string): Promise<readonly string[]>
  /** Counts a message that could not even be read, by reason; `readings` is how many it held as far as one can tell. */
  refuse(reason: string, readings: number): void
  /** Saves what waited for a device that has an owner now; returns how many readings that were. */
  release(device: string): Promise<number>
  ledger(): Ledger
}
