import { HealthError } from '../../health/error.js'
import type { DeviceProperties } from '../../health/origin.js'
import type { History } from '../archive/history.js'
import type { Revisions } from '../archive/revisions.js'
import type { OriginTables, SourceFacts } from '../sqlite/origin-table.js'

/** What is told of a source, a device or a person. */
export type Description =
  | { readonly what: 'source'; readonly source: string; readonly facts: SourceFacts }
  | { readonly what: 'device'; readonly device: string; readonly properties: DeviceProperties }
  | { readonly what: 'person'; readonly user: string; readonly timeZone: string }

interface Described<Facts extends object> {
  readonly revisions: Revisions<Facts>
  readonly table: OriginTables['sources' | 'devices'] & { insert(id: number, of: string, facts: Facts): void }
  readonly name: string
  readonly facts: Facts
}

// Somebody whose version is another at every start would fill the store with streams.
const mostRevisions = 1_000

/** Writes descriptions down in a commit, and says what new samples get from then on. */
export class Describer {
  readonly #history: History
  // What is written at the end of the commit. A revision outlives a failed one, as the streams that name it do.
  readonly #added: (() => void)[] = []
  readonly #pointed: (() => void)[] = []
  // Which revisions and zones hold has to be as before when the commit fails.
  readonly #undo: (() => void)[] = []

  constructor(history: History) {
    this.#history = history
  }

  describe(description: Description): void {
    const { origins, tables } = this.#history
    if (description.what === 'person') this.#move(description.user, description.timeZone)
    else if (description.what === 'source') {
      const { source, facts } = description
      this.#revise({ revisions: origins.sources, table: tables.origins.sources, name: source, facts })
    } else {
      const { device, properties } = description
      this.#revise({ revisions: origins.devices, table: tables.origins.devices, name: device, facts: properties })
    }
  }

  /** Writes what was gathered. */
  finish(): void {
    for (const step of this.#added) step()
    for (const step of this.#pointed) step()
  }

  /** To be called after the commit. */
  written(): void {
    this.#added.length = 0
    this.#pointed.length = 0
    this.#undo.length = 0
  }

  /** To be called after the commit failed. */
  undo(): void {
    this.#pointed.length = 0
    if (this.#undo.length === 0) return
    for (const step of this.#undo.splice(0).reverse()) step()
    this.#history.streams.reroute()
  }

  #move(user: string, timeZone: string): void {
    const { zones } = this.#history.origins
    const before = zones.get(user)
    if (before === timeZone) return
    this.#pointed.push(() => this.#history.tables.origins.setZone(user, timeZone))
    zones.set(user, timeZone)
    this.#undo.push(() => (before === undefined ? zones.delete(user) : zones.set(user, before)))
    this.#history.streams.reroute()
  }

  #revise<Facts extends object>(described: Described<Facts>): void {
    const { revisions, table, name, facts } = described
    const before = revisions.current(name)
    const known = revisions.find(name, facts)
    if (before !== undefined && known === before) return
    const revision = known ?? this.#add(described)
    this.#pointed.push(() => table.setCurrent(revision.id, name))
    revisions.setCurrent(name, revision)
    this.#undo.push(() => revisions.setCurrent(name, before))
    this.#history.streams.reroute()
  }

  #add<Facts extends object>({ revisions, table, name, facts }: Described<Facts>) {
    if (revisions.countOf(name) >= mostRevisions) {
      throw new HealthError('dataSizeExceeded', `more than ${mostRevisions} revisions of one source or device`)
    }
    const revision = revisions.add({ id: revisions.last + 1, name, facts, isCurrent: false })
    this.#added.push(() => table.insert(revision.id, name, facts))
    return revision
  }
}
