/** Critical power, W, and the work that can be done above it, W′, J. */
export interface AnaerobicFacts {
  readonly criticalPower: number
  readonly capacity: number
}

/**
 * What is left of W′, second by second: work above critical power takes from it, work below gives back the more the more
 * of it is gone. It may fall below zero when the facts are too low.
 *
 * @see Skiba et al. 2015: Intramuscular determinants of the ability to recover work capacity above critical power
 *   (differential form).
 */
export class AnaerobicBalance {
  readonly #facts: AnaerobicFacts
  #balance: number
  #lowest: number

  constructor(facts: AnaerobicFacts) {
    this.#facts = facts
    this.#balance = facts.capacity
    this.#lowest = facts.capacity
  }

  /** J. */
  get balance(): number {
    return this.#balance
  }

  /** J. */
  get lowest(): number {
    return this.#lowest
  }

  /** One second at a power. */
  push(watts: number): void {
    const { criticalPower, capacity } = this.#facts
    const missing = (capacity - this.#balance) / capacity
    this.#balance += watts > criticalPower ? criticalPower - watts : (criticalPower - watts) * missing
    this.#lowest = Math.min(this.#lowest, this.#balance)
  }
}
