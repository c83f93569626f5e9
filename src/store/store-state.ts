import type { Logger } from 'pino'
import type { Outcome } from './commit/pending.js'

/** What the store knows of its own doings since the start. */
export class StoreState {
  readonly #log: Pick<Logger, 'info' | 'warn'> | undefined
  #reason: string | undefined
  stored = 0
  duplicates = 0
  deleted = 0
  condensations = 0
  /** Quantities that came to the journal since it was last condensed. */
  uncondensed = 0

  constructor(log: Pick<Logger, 'info' | 'warn'> | undefined) {
    this.#log = log
  }

  get health(): { readonly ok: boolean; readonly reason?: string } {
    return this.#reason === undefined ? { ok: true } : { ok: false, reason: this.#reason }
  }

  /** Notes why the last commit failed, or with undefined that it worked. */
  setHealth(error: unknown): void {
    const reason = error === undefined ? undefined : reasonOf(error)
    if (reason === this.#reason) return
    this.#reason = reason
    if (reason === undefined) this.#log?.info({}, 'the store can be written again')
    else this.#log?.warn({ reason }, 'the store cannot be written')
  }

  count(outcome: Outcome): void {
    if (typeof outcome === 'number') {
      this.deleted += outcome
      return
    }
    this.stored += outcome.stored
    this.duplicates += outcome.duplicates
  }
}

/** SQLite's code, which never has data in it; a message might. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
