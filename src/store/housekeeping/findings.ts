import type { CheckReport, StoreFault } from './housekeeping.js'

const mostListed = 100

type Counts = { -readonly [Kind in keyof CheckReport['checked']]: number }

/** What a check has found so far. */
export class Findings {
  readonly checked: Counts = { batches: 0, blocks: 0, samples: 0, deletions: 0, journal: 0 }
  readonly #faults: StoreFault[] = []
  #count = 0

  add(place: string, problem: string): void {
    this.#count += 1
    if (this.#faults.length < mostListed) this.#faults.push({ place, problem })
  }

  /** Notes when something that ought to work does not; no text of it, because it may hold data. */
  attempt(place: string, problem: string, work: () => void): void {
    try {
      work()
    } catch {
      this.add(place, problem)
    }
  }

  report(): CheckReport {
    const { checked } = this
    return { ok: this.#count === 0, faults: this.#faults, faultCount: this.#count, checked }
  }
}
