import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewQuantitySample, NewSample, Owned, Sample } from '../../src/health/sample.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { workoutSample } from '../http/workout-sample.js'
import { beat, quantity, steps, ten } from '../store/samples.js'
import type { OpenEmptyStore } from './store.js'

const metadata = { metadata: { by: 'hand' } }

const values = (added: readonly Owned[]): unknown[] =>
  added.map(({ sample }) => ('value' in sample ? sample.value : undefined))

/** What the feed promises: ordered, durable, each change once. */
export function storeFeedContract(name: string, open: OpenEmptyStore): void {
  describe(`${name} feeds its followers`, () => {
    let store: HealthStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const save = async (...samples: NewSample[]): Promise<readonly string[]> => (await store.save('me', samples)).uuids

    it.each(['not at all', 'between the pages'] as const)('is exact when it is condensed %s', async (when) => {
      const [, b] = await save(beat(ten, 1), beat(ten + 1, 2), beat(ten + 2, 3))
      const first = await store.changes({ limit: 2 })
      expect(values(first.added)).toEqual([1, 2])
      expect(first.more).toBe(true)
      await store.delete('me', [b ?? ''])
      await save(beat(ten + 3, 4))
      if (when === 'between the pages') await store.condense()
      const second = await store.changes({ anchor: first.anchor })
      expect(values(second.added)).toEqual([3, 4])
      expect(second.deleted.map(({ uuid }) => uuid)).toEqual([b])
      expect(second.more).toBe(false)
      const third = await store.changes({ anchor: second.anchor })
      expect(third).toEqual({ added: [], deleted: [], anchor: second.anchor, more: false })
    })

    it('ends a page early that long series make heavy, and skips nothing', async () => {
      const times = Array.from({ length: 20_000 }, (_, index) => ten + index * 1_000)
      const values = times.map(() => 60)
      const uuids = await save(
        ...Array.from({ length: 7 }, (_, index): NewSample => {
          const facts = { source: `watch-${index}`, metadata: {}, start: ten, end: times.at(-1) ?? ten }
          return { kind: 'series', type: 'heartRate', times, values, ...facts }
        }),
      )
      const pages: number[] = []
      const found: string[] = []
      for (let anchor: string | undefined, more = true; more; ) {
        const page = await store.changes({ anchor })
        pages.push(page.added.length)
        found.push(...page.added.map(({ sample }) => sample.uuid))
        ;({ anchor, more } = page)
      }
      expect([pages, new Set(found)]).toEqual([[3, 3, 1], new Set(uuids)])
      const first = await store.samples('me', {})
      const rest = await store.samples('me', { cursor: first.cursor, limit: 4 })
      const last = await store.samples('me', { cursor: rest.cursor })
      const held = [first, rest, last].map(({ items }) => items.map(({ uuid }) => uuid))
      expect(held.map(({ length }) => length)).toEqual([3, 3, 1])
      expect(new Set(held.flat())).toEqual(new Set(uuids))
      expect(last.cursor).toBeUndefined()
    })

    it('delivers in the order of arrival, not of start', async () => {
      await save(beat(ten, 1))
      const { anchor } = await store.changes({})
      await store.condense()
      await save(beat(ten - 365 * 86_400_000, 2))
      expect(values((await store.changes({ anchor })).added)).toEqual([2])
      await store.condense()
      expect(values((await store.changes({ anchor })).added)).toEqual([2])
    })

    describe.each(['journal', 'blocks'] as const)('§ 10.1 samples that are added to a workout, in the %s', (form) => {
      const ride = workoutSample(0, { start: ten, end: ten + 1_000, sources: [] })
      const condense = async () => (form === 'blocks' ? store.condense() : undefined)
      let uuids: readonly string[]
      beforeEach(async () => {
        await save({ ...ride, start: ten, end: ten + 1_000 })
        uuids = await save(beat(ten - 9, 1), beat(ten - 8, 2), { ...beat(ten - 7, 3), ...metadata })
        await condense()
      })

      it('are told again, once, to who follows its samples or all', async () => {
        const { anchor } = await store.changes({})
        const heard: string[] = []
        store.subscribe(({ added }) => heard.push(...added.map(({ sample }) => sample.uuid)))
        await store.associate('me', ride.uuid, [uuids[0] ?? '', uuids[2] ?? ''])
        await condense()
        expect(heard).toEqual([uuids[0], uuids[2]])
        const asked = [{ user: 'me', predicate: { workout: ride.uuid } }, { types: ['heartRate'] }, {}] as const
        for (const query of asked) {
          const first = await store.changes({ ...query, anchor, limit: 1 })
          const second = await store.changes({ ...query, anchor: first.anchor })
          expect([first, second].map(({ added }) => values(added))).toEqual([[1], [3]])
          expect(second).toMatchObject({ deleted: [], more: false })
        }
        const { anchor: later } = await store.changes({ anchor })
        await store.associate('me', ride.uuid, uuids)
        expect(values((await store.changes({ anchor: later })).added)).toEqual([2])
        expect((await store.changes({ anchor: later, types: ['stepCount'] })).added).toEqual([])
      })

      it('are told of once when they came in the same commit', async () => {
        const { anchor } = await store.changes({})
        const heard: number[] = []
        store.subscribe(({ added }) => heard.push(added.length))
        const fresh = [beat(ten - 6, 4), beat(ten - 7, 3), { ...beat(ten - 5, 5), ...metadata }]
        await store.save('me', fresh, { workout: ride.uuid })
        await condense()
        expect(values((await store.changes({ anchor })).added).toSorted()).toEqual([3, 4, 5])
        expect(heard).toEqual([3])
      })

      it('are told as deleted alone once they are', async () => {
        const { anchor } = await store.changes({})
        await store.associate('me', ride.uuid, uuids)
        await store.delete('me', [uuids[0] ?? ''])
        const { added, deleted } = await store.changes({ anchor })
        expect([values(added), deleted.map(({ uuid }) => uuid)]).toEqual([[2, 3], [uuids[0]]])
        await store.delete('me', [ride.uuid])
        expect(await store.changes({ anchor })).toMatchObject({ added: [], deleted: [{}, {}] })
      })
    })

    it('gives plain quantities as columns, and says where in between the other samples were added', async () => {
      const [, , mass] = await save(beat(ten, 1), steps(ten, ten + 1, 2), quantity('bodyMass', ten, 70, metadata))
      await save(beat(ten + 2, 3))
      for (const round of ['journal', 'blocks']) {
        const { samples, quantities, ...page } = await store.packedChanges({})
        expect([round, page]).toEqual([round, { deleted: [], anchor: store.anchor(), more: false }])
        expect(samples.map(({ user, sample }) => [user, sample.uuid])).toEqual([['me', mass]])
        const rows = [...quantities.originOf].map((origin, row) => [
          quantities.origins[origin]?.type,
          (quantities.starts[row] ?? 0) - ten,
          (quantities.ends[row] ?? 0) - ten,
          quantities.values[row],
        ])
        expect([round, rows.sort()]).toEqual([
          round,
          [
            ['heartRate', 0, 0, 1],
            ['heartRate', 2, 2, 3],
            ['stepCount', 0, 1, 2],
          ],
        ])
        await store.condense()
      }
      const { anchor } = await store.packedChanges({ limit: 2 })
      expect(await store.packedChanges({ anchor })).toMatchObject({
        more: false,
        quantities: { values: { length: 2 } },
      })
    })

    it('selects by person and type', async () => {
      await save(beat(ten, 1), steps(ten, ten + 1, 2))
      await store.save('you', [beat(ten, 3)])
      for (const round of ['journal', 'blocks']) {
        expect([round, values((await store.changes({ user: 'me' })).added)]).toEqual([round, [1, 2]])
        expect([round, values((await store.changes({ types: ['heartRate'] })).added)]).toEqual([round, [1, 3]])
        expect([round, values((await store.changes({ user: 'you', types: ['stepCount'] })).added)]).toEqual([round, []])
        await store.condense()
      }
    })

    it('tells of a deleted sample what a follower needs to find it', async () => {
      const metadata = { syncIdentifier: 'x', syncVersion: 1, note: 'not told' }
      const uuids = await save(beat(ten, 1, { metadata }), beat(ten + 1, 2))
      const { anchor } = await store.changes({})
      await store.delete('me', uuids)
      const facts = { user: 'me', type: 'heartRate', kind: 'quantity', source: 'watch', device: 'strap' }
      const told = (await store.changes({ anchor })).deleted
      expect([...told].sort((a, b) => a.start - b.start)).toEqual([
        { ...facts, uuid: uuids[0], start: ten, end: ten, metadata: { syncIdentifier: 'x', syncVersion: 1 } },
        { ...facts, uuid: uuids[1], start: ten + 1, end: ten + 1, metadata: {} },
      ])
    })

    it('tells when the quantities of a deleted series were', async () => {
      const times = [ten, ten + 500]
      const [uuid] = await save({
        kind: 'series',
        type: 'heartRate',
        start: ten,
        end: ten + 500,
        times,
        values: [1, 2],
        source: 'watch',
        metadata: {},
      })
      await store.delete('me', [uuid ?? ''])
      expect((await store.changes({})).deleted).toMatchObject([{ uuid, kind: 'series', times }])
    })

    it('delivers a replacement as a deletion and an addition of one page', async () => {
      const version = (syncVersion: number, value: number) =>
        beat(ten, value, { metadata: { syncIdentifier: 'x', syncVersion } })
      const [old] = await save(version(1, 60))
      const { anchor } = await store.changes({})
      const [uuid] = await save(version(2, 61))
      const page = await store.changes({ anchor })
      expect(page.deleted.map((deleted) => deleted.uuid)).toEqual([old])
      expect(page.added.map(({ sample }) => sample.uuid)).toEqual([uuid])
    })

    it('tells a correlation anew that lost a member, or has another version of it', async () => {
      const version = (syncVersion: number): NewSample => ({
        ...quantity('bloodPressureSystolic', ten, 119 + syncVersion, { source: 'cuff' }),
        metadata: { syncIdentifier: 'x', syncVersion },
      })
      const low = quantity('bloodPressureDiastolic', ten, 80, { source: 'cuff' })
      const objects = [version(1), low] as NewQuantitySample[]
      const facts = { start: ten, end: ten, source: 'cuff', metadata: {}, objects }
      const [whole = ''] = await save({ kind: 'correlation', type: 'bloodPressure', ...facts })
      const copy = new Map((await store.changes({})).added.map(({ sample }) => [sample.uuid, sample]))
      const follow = async (anchor: string): Promise<void> => {
        const page = await store.changes({ anchor })
        for (const { uuid } of page.deleted) copy.delete(uuid)
        for (const { sample } of page.added) copy.set(sample.uuid, sample)
        const byUuid = (a: Sample, b: Sample): number => (a.uuid < b.uuid ? -1 : 1)
        const { items } = await store.samples('me', {})
        expect([...copy.values()].sort(byUuid)).toEqual([...items].sort(byUuid))
      }
      const first = store.anchor()
      await save(version(2))
      await follow(first)
      expect(await store.find('me', whole)).toMatchObject({ objects: [{ value: 80 }, { value: 121 }] })
      const second = store.anchor()
      const lost = [...copy.values()].find(({ type }) => type === 'bloodPressureDiastolic')
      await store.delete('me', [lost?.uuid ?? ''])
      await store.condense()
      await follow(second)
      await store.delete('me', [whole])
      await follow(second)
      expect(copy.size).toBe(0)
    })

    it('goes from page to page through any number of commits', async () => {
      for (let at = 0; at < 30; at += 1) {
        await save(beat(ten + at, at), quantity('bodyMass', ten + at, 70, { metadata: { at } }))
        if (at === 10) await store.condense()
      }
      const seen = new Set<string>()
      let page = await store.changes({ limit: 7 })
      for (;;) {
        for (const { sample } of page.added) seen.add(sample.uuid)
        if (!page.more) break
        page = await store.changes({ limit: 7, anchor: page.anchor })
      }
      expect(seen.size).toBe(60)
      expect(page.anchor).toBe(store.anchor())
    })

    it('knows an anchor of another store, and text that is none', async () => {
      await save(beat(ten, 1))
      const [salt, seq] = store.anchor().split('.')
      const other = `${salt === '00000000' ? '00000001' : '00000000'}.${seq}`
      await expect(store.changes({ anchor: other })).rejects.toMatchObject({ code: 'anchorExpired' })
      await expect(store.changes({ anchor: `${salt}.999` })).rejects.toMatchObject({ code: 'anchorExpired' })
      await expect(store.changes({ anchor: 'nonsense' })).rejects.toMatchObject({ code: 'invalidArgument' })
      await expect(store.changes({ limit: 0 })).rejects.toMatchObject({ code: 'invalidArgument' })
    })
  })
}
