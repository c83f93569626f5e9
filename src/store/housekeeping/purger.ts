import type { Clock } from '../../health/clock.js'
import type { History } from '../archive/history.js'
import { type Database, inTransaction } from '../sqlite/database.js'

/** What a purger works on. */
export interface PurgerParts {
  readonly database: Database
  readonly history: History
  readonly clock: Clock
  /** How long deletions are told, ms. */
  readonly retentionMs: number
  /** Resolves when the next step may be taken. */
  readonly turn: () => Promise<void>
}

const rowsPerStep = 200
const hourMs = 3_600_000

/**
 * Forgets deletions that were told long enough, a few in each step and in the order of the feed. Each step also notes of
 * which streams it forgot some, and up to which position, so that a reader who missed one hears of it.
 */
export class Purger {
  readonly #parts: PurgerParts
  #running: Promise<number> | undefined
  #nextAt = Number.NEGATIVE_INFINITY
  #purged = 0
  #isOpen = true

  constructor(parts: PurgerParts) {
    this.#parts = parts
  }

  /** How many were forgotten since the start. */
  get purged(): number {
    return this.#purged
  }

  /** To be called after every commit: looks once an hour. A failure is tried again then. */
  afterCommit(): void {
    if (this.#isOpen && this.#parts.clock() >= this.#nextAt) this.#run().catch(() => undefined)
  }

  /** Forgets all that is due now, and resolves to how many those were. */
  async purge(): Promise<number> {
    // One that is under way goes by an earlier present.
    await this.#running?.catch(() => undefined)
    return this.#run()
  }

  #run(): Promise<number> {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  close(): void {
    this.#isOpen = false
  }

  async #work(): Promise<number> {
    const { clock, retentionMs, turn } = this.#parts
    const now = clock()
    this.#nextAt = now + Math.min(hourMs, retentionMs)
    let count = 0
    for (;;) {
      await turn()
      const removed = this.#isOpen ? this.#step(now - retentionMs) : 0
      count += removed
      if (removed < rowsPerStep) return count
    }
  }

  #step(before: number): number {
    const { database, history } = this.#parts
    const { tombstones, purges } = history.tables
    const rows = tombstones.oldest(rowsPerStep)
    const end = rows.findIndex(({ at }) => at >= before)
    const due = end < 0 ? rows : rows.slice(0, end)
    const last = due.at(-1)
    if (last === undefined) return 0
    inTransaction(database, () => {
      for (const { stream, id } of due) purges.raise(stream, id)
      tombstones.removeThrough(last.id)
    })
    this.#purged += due.length
    return due.length
  }
}
