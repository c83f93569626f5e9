import type { Clock } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'
import type { StoreState } from '../store-state.js'
import { Condensing, type CondensingParts } from './condensing.js'

/** When and with what to condense. */
export interface CondenserParts extends CondensingParts {
  readonly state: StoreState
  readonly clock: Clock
  /** The newest commit. */
  readonly head: () => number
  /** How often quantities were taken out of the journal; what was built before that is void. */
  readonly journalEdits: () => number
  /** The journal is condensed when it holds so many quantities; at twice as many nothing else goes on meanwhile. */
  readonly journalLimit: number
  /** Resolves when the next step may be taken. */
  readonly turn: () => Promise<void>
}

const journalAgeMs = 3_600_000
const retryMs = 60_000
// Someone who keeps deleting would keep us from ever finishing, so then we stop stepping aside.
const mostInterruptions = 2

/** Condenses the journal when it is long or old, in the background. */
export class Condenser {
  readonly #parts: CondenserParts
  #steps: Generator<void> | undefined
  #running: Promise<void> | undefined
  #agedAt: number
  #retryAt = Number.NEGATIVE_INFINITY
  #isOpen = true

  constructor(parts: CondenserParts) {
    this.#parts = parts
    this.#agedAt = parts.clock() + journalAgeMs
  }

  /** To be called after every commit. */
  afterCommit(): void {
    const { state, journalLimit, clock } = this.#parts
    if (state.uncondensed === 0) return
    const now = clock()
    const isDue = state.uncondensed >= journalLimit || now >= this.#agedAt
    if (this.#running === undefined && isDue && now >= this.#retryAt) this.#start().catch(() => undefined)
    if (state.uncondensed >= 2 * journalLimit) this.#hurry()
  }

  /** Condenses all that is in the journal now. */
  async condense(): Promise<void> {
    await this.#running?.catch(() => undefined)
    if (this.#isOpen) await (this.#running ?? this.#start())
  }

  /** Stops; what is half done is done anew after the next start. */
  close(): void {
    this.#isOpen = false
  }

  #start(): Promise<void> {
    const { clock } = this.#parts
    this.#agedAt = clock() + journalAgeMs
    const steps = this.#work()
    this.#steps = steps
    this.#running = this.#takeTurns(steps)
      .catch((cause: unknown) => {
        this.#retryAt = clock() + retryMs
        throw new HealthError('databaseInaccessible', 'the journal cannot be condensed at present', [], cause)
      })
      .finally(() => {
        this.#running = undefined
        this.#steps = undefined
      })
    return this.#running
  }

  async #takeTurns(steps: Generator<void>): Promise<void> {
    do await this.#parts.turn()
    while (this.#isOpen && !steps.next().done)
  }

  // The steps that are left, without a pause. A failure ends them, and the next turn finds them ended.
  #hurry(): void {
    try {
      while (this.#isOpen && this.#steps?.next().done === false);
    } catch {
      this.#retryAt = this.#parts.clock() + retryMs
    }
  }

  *#work(): Generator<void> {
    const { history, head, journalEdits, state } = this.#parts
    for (let attempt = 0; history.journal.length > 0; attempt += 1) {
      const edits = journalEdits()
      const condensing = new Condensing(this.#parts, head())
      for (const _ of condensing.build()) {
        if (attempt < mostInterruptions) yield
        if (journalEdits() !== edits) break
      }
      if (journalEdits() !== edits) continue
      condensing.publish()
      state.condensations += 1
      state.uncondensed = history.journal.length
      return yield* condensing.sweep()
    }
  }
}
