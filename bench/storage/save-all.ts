import type { NewSample } from '../../src/health/sample.js'
import type { HealthStore, SaveResult } from '../../src/store/health-store.js'
import { quantityOf } from './quantity.js'
import type { Correction, Workload } from './workload.js'

/** Saves a workload, second by second, and remembers the UUIDs of what is going to be corrected. */
export class Saving {
  readonly #store: HealthStore
  readonly #workload: Workload
  readonly #uuids = new Map<number, string>()
  readonly #wrong: ReadonlySet<number>

  constructor(store: HealthStore, workload: Workload) {
    this.#store = store
    this.#workload = workload
    this.#wrong = new Set(workload.corrections.flatMap((some) => some.map(({ row }) => row)))
  }

  /** What turned out to be wrong is deleted; then a save for each run of one person's rows. All are awaited together. */
  async second(second: number): Promise<void> {
    const { persons, seconds, corrections } = this.#workload
    const [from = 0, to = 0] = [seconds[second], seconds[second + 1]]
    const writes = this.#correct(corrections[second] ?? [])
    for (let row = from; row < to; ) {
      let end = row + 1
      while (end < to && persons[end] === persons[row]) end += 1
      writes.push(this.#save(row, end))
      row = end
    }
    await Promise.all(writes)
  }

  #save(from: number, to: number): Promise<unknown> {
    const samples: NewSample[] = []
    for (let row = from; row < to; row += 1) samples.push(quantityOf(this.#workload, row))
    const saved = this.#store.save(this.#nameOf(from), samples)
    for (let row = from; row < to; row += 1) if (this.#wrong.has(row)) return this.#remember(saved, from, to)
    return saved
  }

  async #remember(saving: Promise<SaveResult>, from: number, to: number): Promise<void> {
    const { uuids } = await saving
    for (let row = from; row < to; row += 1) if (this.#wrong.has(row)) this.#uuids.set(row, uuids[row - from] ?? '')
  }

  /** What is wrong is deleted, and what is right is saved in its place. */
  #correct(corrections: readonly Correction[]): Promise<unknown>[] {
    const deleted = corrections.map(({ row }) => this.#store.delete(this.#nameOf(row), [this.#uuids.get(row) ?? '']))
    const saved = corrections.map(({ row, value }) =>
      this.#store.save(this.#nameOf(row), [{ ...quantityOf(this.#workload, row), value }]),
    )
    return [...deleted, ...saved]
  }

  #nameOf(row: number): string {
    const { names, persons } = this.#workload
    return names[persons[row] as number] as string
  }
}
