import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { NewSample } from '../../../src/health/sample.js'
import type { ChangesQuery, HealthStore } from '../../../src/store/health-store.js'
import { openMemoryStore, openStore } from '../../../src/store/open-store.js'
import { propertyRuns } from '../../setup/property-runs.js'
import { beat, quantity, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const folder = mkdtempSync(join(tmpdir(), 'vitald-purge-'))
afterAll(() => rmSync(folder, { recursive: true }))

const retention = 1_000

/** A copy of a part of the store, kept by its changes alone. */
class Copy {
  readonly #query: ChangesQuery
  #held = new Set<string>()
  #anchor: string | undefined
  #completeAt = 0

  constructor(query: ChangesQuery) {
    this.#query = query
  }

  /** Reads a page; says whether there is more. */
  async read(store: HealthStore, now: number): Promise<boolean> {
    if (this.#anchor === undefined) this.#completeAt = now
    const page = await store.changes({ ...this.#query, anchor: this.#anchor }).catch((error: { code: string }) => {
      expect(error.code).toBe('anchorExpired')
      // Whoever was told everything since then missed nothing that could be forgotten.
      expect(this.#completeAt).toBeLessThan(now - retention)
      this.#anchor = undefined
      this.#held = new Set()
      return undefined
    })
    if (page === undefined) return true
    for (const { uuid } of page.deleted) this.#held.delete(uuid)
    for (const { sample } of page.added) this.#held.add(sample.uuid)
    this.#anchor = page.anchor
    if (!page.more) this.#completeAt = now
    return page.more
  }

  async expectSame(store: HealthStore, now: number): Promise<void> {
    while (await this.read(store, now));
    const { user = '', types } = this.#query
    const { items } = await store.samples(user, { types, limit: 10_000 })
    expect([...this.#held].sort()).toEqual(items.map(({ uuid }) => uuid).sort())
  }
}

const instant = fc.integer({ min: 0, max: 30 })
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('save' as const), at: fc.array(instant, { maxLength: 8 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('delete' as const), picks: fc.array(fc.nat(), { maxLength: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('condense' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('purge' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 700 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('read' as const), copy: fc.integer({ min: 0, max: 2 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const samplesAt = (at: readonly number[]): NewSample[] =>
  at.flatMap((n) => [
    beat(ten + n * 1_000, n),
    quantity('bodyMass', ten + n * 1_000, 70, { metadata: { syncIdentifier: `${n % 5}`, syncVersion: n } }),
  ])

describe('forgetting deletions', () => {
  it('never lets a copy differ from the store, and sends nobody back who missed nothing', async () => {
    let trial = 0
    const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const file = join(folder, `${trial++}.db`)
      let now = ten
      const open = (): HealthStore =>
        openStore({ file, clock: () => now, random: seededRandom(1), tombstoneRetentionMs: retention })
      let store = open()
      const copies = [
        new Copy({ user: 'me', limit: 3 }),
        new Copy({ user: 'me', types: ['heartRate'], limit: 2 }),
        new Copy({ user: 'me', types: ['bodyMass'], limit: 50 }),
      ]
      const take = async (one: Step): Promise<unknown> => {
        if (one.do === 'save') return store.save('me', samplesAt(one.at))
        if (one.do === 'condense') return store.condense()
        if (one.do === 'purge') return store.housekeeping.purge()
        if (one.do === 'read') return copies[one.copy]?.read(store, now)
        if (one.do === 'wait') {
          now += one.ms
          return
        }
        if (one.do === 'reopen') {
          await store.close()
          store = open()
          return
        }
        const { items } = await store.samples('me', {})
        const picked = one.picks.flatMap((pick) => items[pick % Math.max(1, items.length)]?.uuid ?? [])
        return store.delete('me', picked)
      }
      for (const one of steps) await take(one)
      for (const copy of copies) await copy.expectSame(store, now)
      expect(await store.housekeeping.check()).toMatchObject({ ok: true, faults: [] })
      await store.close()
    })
    await fc.assert(property, propertyRuns(60, 3_000))
  }, 60_000)

  it('goes on where it stopped, in small steps', async () => {
    const file = join(folder, 'steps.db')
    let now = ten
    const open = (turn?: () => Promise<void>): HealthStore =>
      openStore({ file, clock: () => now, random: seededRandom(1), tombstoneRetentionMs: retention, turn })
    const first = open(() => new Promise((resolve) => setImmediate(resolve)))
    const bodies = Array.from({ length: 900 }, (_, at) => quantity('bodyMass', ten + at, 70, { metadata: { at } }))
    const { uuids } = await first.save('me', bodies)
    await first.delete('me', uuids)
    expect(first.figures()).toMatchObject({ tombstones: 900, purged: 0 })
    now += retention + 1
    const purging = first.housekeeping.purge()
    await expect.poll(() => first.figures().purged, { interval: 0 }).toBeGreaterThan(0)
    await first.close()
    await purging
    const second = open()
    expect(second.figures().tombstones).toBeGreaterThan(0)
    await second.housekeeping.purge()
    expect(second.figures().tombstones).toBe(0)
    expect(second.anchor()).toBe(first.anchor())
    await second.close()
  })

  it('does so by itself, an hour after it looked last', async () => {
    let now = ten
    const store = openMemoryStore({ clock: () => now, random: seededRandom(1), tombstoneRetentionMs: 7_200_000 })
    const { uuids } = await store.save('me', [beat(ten, 60), beat(ten + 1, 61)])
    await store.delete('me', uuids)
    now += 7_200_001
    await store.save('me', [beat(ten + 2, 60)])
    await expect.poll(() => store.figures()).toMatchObject({ tombstones: 0, purged: 1 })
    await store.close()
  })

  it('forgets what is due when it is asked to, also while it looks at what was due before', async () => {
    let now = ten
    const store = openMemoryStore({ clock: () => now, random: seededRandom(1), tombstoneRetentionMs: retention })
    const { uuids } = await store.save('me', [beat(ten, 1)])
    await store.delete('me', uuids)
    const before = store.housekeeping.purge()
    now += 2 * retention
    await Promise.all([before, store.housekeeping.purge()])
    expect(store.figures()).toMatchObject({ tombstones: 0, purged: 1 })
    await store.close()
  })

  it('begins anew with the UUIDs of a reading whose deletions are forgotten, which nobody has any more', async () => {
    let now = ten
    const store = openMemoryStore({ clock: () => now, random: seededRandom(1), tombstoneRetentionMs: retention })
    const save = async (): Promise<string> => (await store.save('me', [beat(ten, 60)])).uuids[0] ?? ''
    const first = await save()
    const old = (await store.changes({})).anchor
    await store.delete('me', [first])
    const second = await save()
    expect(second).not.toBe(first)
    await store.delete('me', [second])
    now += retention + 1
    await store.housekeeping.purge()
    expect(await save()).toBe(first)
    await expect(store.changes({ anchor: old })).rejects.toMatchObject({ code: 'anchorExpired' })
    await store.condense()
    expect(await save()).toBe(first)
    expect(await store.statistics('me', { type: 'heartRate' })).toMatchObject({ count: 1 })
    expect(await store.find('me', second)).toBeUndefined()
    await store.close()
  })
})
