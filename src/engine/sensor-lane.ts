import { HealthError } from '../health/error.js'
import type { Reading } from '../health/sample.js'

interface Held {
  readonly readings: readonly Reading[]
  /** Epoch ms of its arrival. */
  readonly at: number
  readonly resolve: (receipt: unknown) => void
  readonly reject: (error: unknown) => void
}

/** What a lane leads to. */
export interface LaneEnds {
  deliver(readings: readonly Reading[], at: number): Promise<unknown>
  /** Hears that there is something to `retry`. */
  filled(): void
  /** Hears how many readings were given up because too many waited. */
  dropped(readings: number): void
}

// More than an hour of a trainer at 4 Hz while the disk is full.
const readingsMax = 20_000

// The readings are not to blame for these: they can be stored later.
const isPassing = (error: unknown): boolean =>
  error instanceof HealthError && (error.code === 'databaseInaccessible' || error.code === 'tooManyRequests')

const overflow = () => new HealthError('tooManyRequests', 'too much waits to be stored')

const readingsIn = (held: readonly Held[]): number => held.reduce((sum, { readings }) => sum + readings.length, 0)

/** Tells what became of it; whether anything did. */
function settle({ resolve, reject }: Held, fate: PromiseSettledResult<unknown> | undefined): boolean {
  if (fate?.status !== 'rejected') resolve(fate?.value)
  else if (isPassing(fate.reason)) return false
  else reject(fate.reason)
  return true
}

/**
 * The way of one sensor's readings to the store. A sensor cannot be asked to wait or to say it again, so what cannot be
 * stored now is held here, in order, and the oldest is given up when it gets too much.
 */
export class SensorLane {
  readonly #ends: LaneEnds
  readonly #max: number
  #held: Held[] = []
  #delivering: readonly Held[] = []

  constructor(ends: LaneEnds, max = readingsMax) {
    this.#ends = ends
    this.#max = max
  }

  /** Readings that wait, or are being stored. */
  get waiting(): number {
    return readingsIn(this.#held) + readingsIn(this.#delivering)
  }

  /** Resolves once they are durable; rejects when they are refused or given up. */
  take(readings: readonly Reading[], at: number): Promise<unknown> {
    const taken = new Promise<unknown>((resolve, reject) => {
      this.#held.push({ readings, at, resolve, reject })
    })
    // Who does not want to know is not to bring the process down.
    taken.catch(() => undefined)
    this.#makeRoom()
    this.#ends.filled()
    return taken
  }

  /** Tries to store what is held; resolves when nothing is, or nothing can be stored now. */
  async retry(): Promise<void> {
    if (this.#delivering.length > 0 || this.#held.length === 0) return
    if (await this.#deliver()) await this.retry()
  }

  /** Everything that is held, at once; whether it came to an end. */
  async #deliver(): Promise<boolean> {
    const batch = this.#held
    this.#held = []
    this.#delivering = batch
    const fates = await Promise.allSettled(batch.map(({ readings, at }) => this.#ends.deliver(readings, at)))
    this.#delivering = []
    const kept = batch.filter((held, index) => !settle(held, fates[index]))
    this.#held = [...kept, ...this.#held]
    this.#makeRoom()
    return kept.length === 0
  }

  #makeRoom(): void {
    let readings = readingsIn(this.#held)
    const fits = this.#held.findIndex((held) => {
      if (readings <= this.#max) return true
      readings -= held.readings.length
      return false
    })
    for (const { readings: lost, reject } of this.#held.splice(0, fits < 0 ? this.#held.length : fits)) {
      this.#ends.dropped(lost.length)
      reject(overflow())
    }
  }
}
