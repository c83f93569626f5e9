import type { Clock } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'
import type { StoreState } from '../store-state.js'
import { Condensing, type CondensingParts, type Steps } from './condensing.js'
import type { Packer } from './packer.js'

/** When and with what to condense. */
export interface CondenserParts extends CondensingParts {
  readonly state: StoreState
  readonly clock: Clock
  /** The newest commit. */
  readonly head: () => number
  /** Starts a thread that makes the blocks up to a commit; undefined where there can be none. */
  readonly startPacker: ((upto: number) => Packer) | undefined
  /** Fewer quantities than this are packed here. */
  readonly packedByThread: number
  /** The journal is condensed when it holds so many quantities; at twice as many nothing else goes on meanwhile. */
  readonly journalLimit: number
  /** Resolves when the next step may be taken. */
  readonly turn: () => Promise<void>
  /** Lets nothing be committed until the work is done. */
  readonly hold: (work: () => Promise<unknown>) => Promise<unknown>
}

const journalAgeMs = 3_600_000
const retryMs = 60_000

/** Condenses the journal when it is long or old, in the background. */
export class Condenser {
  readonly #parts: CondenserParts
  #steps: Steps | undefined
  #packer: Packer | undefined
  #isHolding = false
  #running: Promise<void> | undefined
  #agedAt: number
  #retryAt = Number.NEGATIVE_INFINITY
  #isOpen = true

  constructor(parts: CondenserParts) {
    this.#parts = parts
    this.#agedAt = parts.clock() + journalAgeMs
  }

  /** Whether commits wait for this, and so it for no turn of theirs. */
  get isHolding(): boolean {
    return this.#isHolding
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
  async close(): Promise<void> {
    this.#isOpen = false
    await this.#packer?.abandon()
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
        this.#packer = undefined
      })
    return this.#running
  }

  async #takeTurns(steps: Steps): Promise<void> {
    let step: IteratorResult<Promise<void> | undefined, void> | undefined
    do {
      await step?.value
      await this.#parts.turn()
      step = this.#isOpen ? steps.next() : undefined
    } while (step?.done === false)
  }

  /** Commits wait while a thread makes the blocks; without one, the steps that are left are taken at once. */
  #hurry(): void {
    if (this.#packer === undefined) this.#takeAll()
    if (this.#packer !== undefined && !this.#isHolding) this.#hold()
  }

  #hold(): void {
    this.#isHolding = true
    this.#parts
      .hold(async () => this.#running)
      .catch(() => undefined)
      .finally(() => {
        this.#isHolding = false
      })
  }

  // A failure ends them, and the next turn finds them ended.
  #takeAll(): void {
    try {
      while (this.#isOpen && this.#packer === undefined && this.#steps?.next().done === false);
    } catch {
      this.#retryAt = this.#parts.clock() + retryMs
    }
  }

  *#work(): Steps {
    const { history, head, state } = this.#parts
    if (history.journal.length === 0) return
    const upto = head()
    const condensing = new Condensing(this.#parts, upto)
    yield* this.#blocks(condensing, upto)
    condensing.publish()
    state.condensations += 1
    state.uncondensed = history.journal.length
    yield* condensing.sweep()
  }

  #blocks(condensing: Condensing, upto: number): Steps {
    const { history, startPacker, packedByThread } = this.#parts
    if (startPacker === undefined || history.journal.length < packedByThread) return condensing.build()
    this.#packer = startPacker(upto)
    return condensing.take(this.#packer)
  }
}
