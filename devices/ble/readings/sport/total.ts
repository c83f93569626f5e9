/** What a counter rose by, and since when: epoch ms. */
export interface Rise {
  readonly amount: number
  readonly since: number
}

// A counter of whole units stands still for some notifications and then rises by what was gathered in all of them.
const gatheredMs = 10_000
// Notifications can come late, all at once.
const lateMs = 5_000

/**
 * A total that only ever rises: distance, energy, steps (gatt-profiles § 3.5, § 8.1). Its first value is a baseline, and so
 * is one that is lower, or higher than `most` a second would make it.
 */
export class Total {
  readonly #most: number
  #last: number | undefined
  #seenAt = 0
  #roseAt = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Undefined when it has not risen; `implausible` when it cannot have risen by so much. */
  take(total: number, at: number): Rise | 'implausible' | undefined {
    const amount = total - (this.#last ?? total)
    if (amount === 0 && this.#last !== undefined) {
      this.#seenAt = at
      return undefined
    }
    const since = Math.min(at, this.#seenAt, Math.max(this.#roseAt, at - gatheredMs))
    const isPossible = amount <= (this.#most * (at - this.#seenAt + lateMs)) / 1_000
    this.#last = total
    this.#seenAt = at
    this.#roseAt = at
    if (amount <= 0) return undefined
    return isPossible ? { amount, since } : 'implausible'
  }

  reset(): void {
    this.#last = undefined
  }
}
