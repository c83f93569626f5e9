import { expect } from 'vitest'
import type { Sample } from '../../src/health/sample.js'
import type { Changes, ChangesQuery, HealthStore, PackedChanges } from '../../src/store/health-store.js'
import type { Oracle } from './oracle.js'

/** What the columns say, with everything that they leave out of a sample left out of `page` too. */
function expectSame({ samples, quantities, ...packed }: PackedChanges, { added, ...page }: Changes): void {
  const said: unknown[] = [...quantities.starts].map((start, row) => ({
    ...quantities.origins[quantities.originOf[row] ?? -1],
    ...{ start, end: quantities.ends[row], value: quantities.values[row] },
  }))
  for (const { after, ...owned } of [...samples].reverse()) said.splice(after, 0, owned)
  const whole = new Set(samples.map(({ sample }) => sample.uuid))
  const expected = added.map((owned) => {
    if (whole.has(owned.sample.uuid)) return owned
    const { uuid, kind, metadata, ...facts } = owned.sample
    expect([kind, metadata]).toEqual(['quantity', {}])
    return { user: owned.user, ...facts }
  })
  expect(said).toMatchObject(expected)
  expect(said.length).toBe(expected.length)
  expect(packed).toEqual(page)
}

/** A reader of the feed that builds its own copy of the store. */
export class Follower {
  readonly #query: ChangesQuery
  readonly #copy = new Map<string, { readonly user: string; readonly sample: Sample }>()
  #anchor: string | undefined

  constructor(query: ChangesQuery) {
    this.#query = query
  }

  /** Takes a page; says whether there is more. */
  async take(store: HealthStore, limit: number): Promise<boolean> {
    const query = { ...this.#query, limit, anchor: this.#anchor }
    const page = await store.changes(query)
    expectSame(await store.packedChanges(query), page)
    expect(page.added.length + page.deleted.length).toBeLessThanOrEqual(limit)
    for (const { uuid } of page.deleted) this.#copy.delete(uuid)
    for (const owned of page.added) {
      expect(this.#copy.has(owned.sample.uuid)).toBe(false)
      this.#copy.set(owned.sample.uuid, owned)
    }
    this.#anchor = page.anchor
    return page.more
  }

  /** Fails unless the copy is what the model has of it. */
  expectState(oracle: Oracle): void {
    const { user, types } = this.#query
    const wanted = oracle.samples
      .filter((owned) => user === undefined || owned.user === user)
      .filter(({ sample }) => types?.includes(sample.type) ?? true)
    const byUuid = (a: { sample: Sample }, b: { sample: Sample }): number => (a.sample.uuid < b.sample.uuid ? -1 : 1)
    expect([...this.#copy.values()].sort(byUuid)).toEqual([...wanted].sort(byUuid))
  }
}
