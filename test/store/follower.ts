import { expect } from 'vitest'
import type { Sample } from '../../src/health/sample.js'
import type { Changes, ChangesQuery, HealthStore, PackedChanges } from '../../src/store/health-store.js'
import type { Oracle } from './oracle.js'

/** What the columns say, with everything that they leave out of a sample left out of `page` too. */
function expectSame({ samples, quantities, ...packed }: PackedChanges, { added, ...page }: Changes): void {
  const said: object[] = [...quantities.starts].map((start, row) => ({
    ...quantities.origins[quantities.originOf[row] ?? -1],
    ...{ start, end: quantities.ends[row], value: quantities.values[row] },
  }))
  for (const { after, ...owned } of [...samples].reverse()) said.splice(after, 0, owned)
  const expected = added.map((owned, at) => {
    if ('sample' in (said[at] ?? {})) return owned
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
  // What it was told of although it had it.
  readonly #again = new Set<string>()
  #anchor: string | undefined

  constructor(query: ChangesQuery) {
    this.#query = query
  }

  /** Takes a page, or starts over when deletions were forgotten meanwhile; says whether there is more. */
  async take(store: HealthStore, limit: number): Promise<boolean> {
    try {
      return await this.#takePage(store, limit)
    } catch (error) {
      // A built store throws a class of its own.
      if (!(error instanceof Error && 'code' in error && error.code === 'anchorExpired')) throw error
      this.#copy.clear()
      this.#anchor = undefined
      return true
    }
  }

  async #takePage(store: HealthStore, limit: number): Promise<boolean> {
    const query = { ...this.#query, limit, anchor: this.#anchor }
    const page = await store.changes(query)
    expectSame(await store.packedChanges(query), page)
    expect(page.added.length + page.deleted.length).toBeLessThanOrEqual(limit)
    for (const { uuid } of page.deleted) this.#copy.delete(uuid)
    for (const owned of page.added) {
      if (this.#copy.has(owned.sample.uuid)) this.#again.add(owned.sample.uuid)
      this.#copy.set(owned.sample.uuid, owned)
    }
    this.#anchor = page.anchor
    return page.more
  }

  /** Fails unless the copy is what the model has of it. */
  expectState(oracle: Oracle): void {
    const { user, types, predicate } = this.#query
    const workout = predicate && 'workout' in predicate ? String(predicate.workout) : undefined
    // Its samples are told of no more when a workout is deleted.
    if (workout !== undefined && !oracle.has(workout)) return
    const wanted = oracle.samples
      .filter((owned) => user === undefined || owned.user === user)
      .filter(({ sample }) => types?.includes(sample.type) ?? true)
      .filter(({ sample }) => workout === undefined || oracle.isOf(workout, sample.uuid))
    expect([...this.#again].filter((uuid) => !oracle.everAdded.has(uuid))).toEqual([])
    const byUuid = (a: { sample: Sample }, b: { sample: Sample }): number => (a.sample.uuid < b.sample.uuid ? -1 : 1)
    expect([...this.#copy.values()].sort(byUuid)).toEqual([...wanted].sort(byUuid))
  }
}
