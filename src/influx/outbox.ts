import { setImmediate } from 'node:timers/promises'
import { LineBatch, type Lines } from './protocol/line-batch.js'

const pointsPerBatch = 5_000

/** Collects lines and sends them in batches, one at a time, while the next one is put together. */
export class Outbox {
  readonly lines = new LineBatch()
  readonly #send: (lines: Lines) => Promise<void>
  #sent = Promise.resolve()

  constructor(send: (lines: Lines) => Promise<void>) {
    this.#send = send
  }

  /** How many lines the batch still takes; 0 when it is to be sent. */
  get room(): number {
    return Math.max(0, pointsPerBatch - this.lines.length)
  }

  /** Sends what fills batches. Resolves when the next one may be put together. */
  async sendFull(): Promise<void> {
    while (this.room === 0) {
      await this.#sent
      this.#sent = this.#send(this.lines.take(pointsPerBatch))
      // It is awaited a turn later; until then nobody would seem to care when it fails.
      this.#sent.catch(() => {})
      // Lets the batch out before the next one is put together, so that the server and we work at the same time.
      await setImmediate()
    }
  }

  /** Sends the rest. Resolves when all of it was answered. */
  async sendAll(): Promise<void> {
    await this.#sent
    if (this.lines.length > 0) await this.#send(this.lines.take(pointsPerBatch))
  }
}
