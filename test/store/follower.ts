import { expect } from 'vitest'
import type { Sample } from '../../src/health/sample.js'
import type { ChangesQuery, HealthStore } from '../../src/store/health-store.js'
import type { Oracle } from './oracle.js'

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
    const page = await store.changes({ ...this.#query, limit, anchor: this.#anchor })
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
