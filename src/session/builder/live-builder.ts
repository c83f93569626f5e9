import type { Sample } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'
import { Fold, type FoldPlan } from './fold.js'
import { foldStored } from './stored.js'

/** What a builder works with; `plan` tells the workout's times and events as they are now. */
export interface BuilderParts {
  readonly store: HealthStore
  readonly user: string
  readonly plan: () => FoldPlan
}

const leastRefoldMs = 10_000
const refoldShare = 0.05

/**
 * The live builder: folds what is committed. What comes out of order, or an event that changes the past, calls for a new
 * fold from the store; for the former that waits until a part of the workout's length has passed, so that a
 * disorderly device costs no more than a constant times an orderly one.
 */
export class LiveBuilder {
  readonly #parts: BuilderParts
  #fold: Fold
  #isDirty = false
  #changedAt = Number.POSITIVE_INFINITY
  #refoldedTo: number
  #missed: Sample[] | undefined
  #refolding: Promise<void> | undefined

  constructor(parts: BuilderParts) {
    this.#parts = parts
    this.#fold = new Fold(parts.plan())
    this.#refoldedTo = this.#fold.newest
  }

  get fold(): Fold {
    return this.#fold
  }

  /** Folds samples that were committed. */
  take(samples: readonly Sample[]): void {
    this.#missed?.push(...samples)
    for (const sample of samples) if (!this.#fold.take(sample)) this.#isDirty = true
    this.#refoldInTime()
  }

  /** Samples are gone from the store. */
  forget(): void {
    this.#isDirty = true
    this.#refoldInTime()
  }

  /** Takes over an event at an instant; resolves once the figures are those of the new course of events. */
  async revise(changedAt: number): Promise<void> {
    if (!this.#fold.revise(this.#parts.plan(), changedAt)) this.#isDirty = true
    this.#changedAt = Math.min(this.#changedAt, changedAt)
    if (this.#isDirty) await this.refold()
  }

  /** Folds anew from the store. When it cannot be read the figures stay as they were, and a later commit tries again. */
  refold(): Promise<void> {
    this.#refolding ??= this.#refoldUntilCurrent()
      .catch(() => {
        this.#isDirty = true
      })
      .finally(() => {
        this.#refolding = undefined
        this.#missed = undefined
      })
    return this.#refolding
  }

  #refoldInTime(): void {
    const { newest, start } = this.#fold
    const length = newest - start
    if (!this.#isDirty || newest - this.#refoldedTo < Math.max(leastRefoldMs, refoldShare * length)) return
    this.#refoldedTo = newest
    void this.refold()
  }

  async #refoldUntilCurrent(): Promise<void> {
    do await this.#refoldOnce()
    while (this.#changedAt <= this.#fold.newest)
  }

  async #refoldOnce(): Promise<void> {
    const { store, user, plan } = this.#parts
    const read = new Set<string>()
    this.#missed = []
    this.#changedAt = Number.POSITIVE_INFINITY
    const fold = await foldStored({ store, user, plan: plan() }, (uuid) => read.add(uuid))
    const missed = this.#missed.filter(({ uuid }) => !read.has(uuid))
    this.#isDirty = !missed.every((sample) => fold.take(sample))
    fold.revise(plan(), this.#changedAt)
    this.#fold = fold
    this.#refoldedTo = fold.newest
  }
}
