import type { RevisionRow } from '../sqlite/origin-table.js'

/** What a source or a device was at one time. */
export interface Revision<Facts> {
  readonly id: number
  readonly facts: Facts
}

const textOf = (facts: object): string =>
  JSON.stringify(
    Object.entries(facts)
      .filter(([, fact]) => fact !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

interface Named<Facts> {
  readonly byText: Map<string, Revision<Facts>>
  current: Revision<Facts> | undefined
}

/** Every revision of every source, or of every device, and which ones new samples are of. */
export class Revisions<Facts extends object> {
  readonly #byId = new Map<number, Revision<Facts>>()
  readonly #byName = new Map<string, Named<Facts>>()
  #last = 0

  /** The highest number given so far. */
  get last(): number {
    return this.#last
  }

  byId(id: number): Revision<Facts> | undefined {
    return this.#byId.get(id)
  }

  current(name: string): Revision<Facts> | undefined {
    return this.#byName.get(name)?.current
  }

  /** The revision of these facts, when there was one. */
  find(name: string, facts: Facts): Revision<Facts> | undefined {
    return this.#byName.get(name)?.byText.get(textOf(facts))
  }

  /** How many there have been of this name. */
  countOf(name: string): number {
    return this.#byName.get(name)?.byText.size ?? 0
  }

  add({ id, name, facts, isCurrent }: RevisionRow<Facts>): Revision<Facts> {
    const revision = { id, facts }
    const named = this.#named(name)
    named.byText.set(textOf(facts), revision)
    if (isCurrent) named.current = revision
    this.#byId.set(id, revision)
    this.#last = Math.max(this.#last, id)
    return revision
  }

  setCurrent(name: string, revision: Revision<Facts> | undefined): void {
    this.#named(name).current = revision
  }

  #named(name: string): Named<Facts> {
    const present = this.#byName.get(name) ?? { byText: new Map(), current: undefined }
    this.#byName.set(name, present)
    return present
  }
}
