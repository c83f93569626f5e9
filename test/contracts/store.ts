import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewSample } from '../../src/health/sample.js'
import type { Commit, HealthStore } from '../../src/store/health-store.js'
import { beat, quantity, saved, steps, ten } from '../store/samples.js'
import { storeExamples } from './store-examples.js'
import { storeFeedContract } from './store-feed.js'
import { pressure, storeSavesContract } from './store-saves.js'

/** Opens an empty store. */
export type OpenEmptyStore = () => Promise<HealthStore>

const minute = 60_000

/** What every health store does; each implementation's test calls this once. */
export function storeContract(name: string, open: OpenEmptyStore): void {
  describe(`${name} keeps the store contract`, () => {
    let store: HealthStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const all = async (user = 'me') => (await store.samples(user, {})).items
    const saveOne = async (sample: NewSample): Promise<string> => (await store.save('me', [sample])).uuids[0] ?? ''

    describe('when it deletes', () => {
      it('deletes all of them or none', async () => {
        const { uuids } = await store.save('me', [beat(ten, 60), beat(ten + 1, 60, { metadata: { a: 1 } })])
        const unknown = '018f0000-0000-7000-8000-000000000009'
        await expect(store.delete('me', [...uuids, unknown])).rejects.toMatchObject({ code: 'notFound' })
        await expect(store.delete('you', uuids)).rejects.toMatchObject({ code: 'notFound' })
        await expect(store.delete('me', uuids, 'other')).rejects.toMatchObject({ code: 'notFound' })
        expect(await all()).toHaveLength(2)
        await store.delete('me', uuids, 'watch')
        expect(await all()).toEqual([])
        await expect(store.delete('me', uuids)).rejects.toMatchObject({ code: 'notFound' })
      })

      it('deletes what matches and counts it', async () => {
        await store.save(
          'me',
          [0, 1, 2, 3].map((at) => beat(ten + at * minute, 60 + at)),
        )
        await store.condense()
        await store.save('me', [beat(ten + 4 * minute, 64), steps(ten, ten + minute, 5)])
        expect(
          await store.deleteMatching('me', { types: ['heartRate'], start: ten + minute, end: ten + 5 * minute }),
        ).toBe(4)
        expect((await all()).map(({ type, start }) => [type, start]).sort()).toEqual([
          ['heartRate', ten],
          ['stepCount', ten],
        ])
      })

      it('deletes the objects of a correlation with it', async () => {
        await store.delete('me', [await saveOne(pressure(ten))])
        expect(await all()).toEqual([])
      })
    })

    describe('when it reads', () => {
      it('pages by start and UUID without skipping or repeating', async () => {
        const samples = [5, 3, 9, 1, 7].flatMap((at) => [
          beat(ten + at, at),
          beat(ten + at, at, { device: 'other', metadata: { b: true } }),
        ])
        await store.save('me', samples.slice(0, 6))
        await store.condense()
        await store.save('me', samples.slice(6))
        for (const sort of ['ascending', 'descending'] as const) {
          const found = []
          let cursor: string | undefined
          do {
            const page = await store.samples('me', { limit: 3, sort, cursor })
            expect(page.items.length).toBeLessThanOrEqual(3)
            found.push(...page.items)
            cursor = page.cursor
          } while (cursor !== undefined)
          const keys = found.map(({ start, uuid }) => `${start} ${uuid}`)
          expect(new Set(keys).size).toBe(10)
          expect(keys).toEqual(sort === 'ascending' ? [...keys].sort() : [...keys].sort().reverse())
        }
      })

      it('selects by type, source, device, metadata and UUID', async () => {
        const { uuids } = await store.save('me', [
          beat(ten, 60),
          beat(ten + 1, 61, { source: 'phone', device: 'other' }),
          quantity('bodyMass', ten, 70, { metadata: { place: { value: 1, unit: 'm' }, wasUserEntered: true } }),
        ])
        const find = async (query: Parameters<HealthStore['samples']>[1]) =>
          (await store.samples('me', query)).items.map(({ uuid }) => uuids.indexOf(uuid)).sort()
        expect(await find({ types: ['bodyMass'] })).toEqual([2])
        expect(await find({ sources: ['phone'] })).toEqual([1])
        expect(await find({ devices: ['strap', 'other'] })).toEqual([0, 1])
        expect(await find({ metadata: { wasUserEntered: true, place: { value: 1, unit: 'm' } } })).toEqual([2])
        expect(await find({ metadata: { wasUserEntered: false } })).toEqual([])
        expect(await find({ uuids: [uuids[0] ?? '', uuids[2] ?? '', 'nonsense'], types: ['heartRate'] })).toEqual([0])
        expect(await store.sources('me')).toEqual(['phone', 'watch'])
        expect(await store.sources('me', ['bodyMass'])).toEqual(['watch'])
        await expect(store.samples('me', { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalidArgument' })
        await expect(store.samples('me', { limit: 0 })).rejects.toMatchObject({ code: 'invalidArgument' })
      })

      it('refuses statistics that the type cannot have, and has none without quantities', async () => {
        const none = store.statistics('me', { type: 'stepCount', options: ['discreteAverage'] })
        await expect(none).rejects.toMatchObject({ code: 'invalidArgument' })
        expect(await store.statistics('me', { type: 'stepCount' })).toBeUndefined()
        await store.save('me', [steps(ten, ten + minute, 100)])
        const sum = await store.statistics('me', { type: 'stepCount', options: ['cumulativeSum'] })
        const facts = { type: 'stepCount', unit: 'count', start: ten, end: ten + minute }
        expect(sum).toEqual({ ...facts, sum: 100, count: 1, sources: ['watch'] })
      })
    })

    describe('its documents', () => {
      it('are read before they are durable, and found by kind in the order of their ids', async () => {
        const writes = [store.documents.put('user', 'b', { n: 1 }), store.documents.put('user', 'a', { n: 2 })]
        expect(store.documents.get('user', 'b')).toEqual({ n: 1 })
        expect(store.documents.all('user').map(({ id }) => id)).toEqual(['a', 'b'])
        await Promise.all(writes)
        const removal = store.documents.remove('user', 'b')
        expect(store.documents.get('user', 'b')).toBeUndefined()
        await removal
        await store.documents.remove('user', 'b')
        expect(store.documents.all('user')).toEqual([{ id: 'a', value: { n: 2 } }])
        expect(store.documents.all('device')).toEqual([])
      })
    })

    it('tells its subscribers of every commit, in order, once it is durable', async () => {
      const commits: Commit[] = []
      const end = store.subscribe((commit) => commits.push(commit))
      store.subscribe(() => {
        throw new Error('a subscriber that fails harms nobody')
      })
      const uuid = await saveOne(beat(ten, 60))
      await store.delete('me', [uuid])
      end()
      await saveOne(beat(ten + 1, 60))
      expect(commits.map(({ added, deleted }) => [added.length, deleted.length])).toEqual([
        [1, 0],
        [0, 1],
      ])
      expect(commits[0]?.added).toEqual([{ user: 'me', sample: saved(beat(ten, 60), uuid) }])
      expect((await store.changes({ anchor: commits[0]?.anchor })).deleted).toEqual(commits[1]?.deleted)
    })

    it('counts what it does', async () => {
      await store.save('me', [beat(ten, 60), beat(ten, 60), beat(ten + 1, 60)])
      const waiting = store.save('me', [beat(ten + 2, 60)])
      expect(store.figures().pending).toBe(1)
      await store.settled()
      await waiting
      expect(store.figures()).toMatchObject({
        stored: 3,
        duplicates: 1,
        journalQuantities: 3,
        journalRows: 2,
        seriesRows: 0,
      })
      await store.condense()
      expect(store.figures()).toMatchObject({ journalQuantities: 0, journalRows: 0, seriesRows: 1, condensations: 1 })
      expect(store.health()).toEqual({ ok: true })
    })

    it('is closed twice without harm', async () => {
      const last = store.save('me', [beat(ten, 60)])
      await store.close()
      await store.close()
      expect(await last).toMatchObject({ stored: 1 })
      await expect(store.save('me', [beat(ten, 60)])).rejects.toMatchObject({ code: 'databaseInaccessible' })
    })
  })

  storeSavesContract(name, open)
  storeFeedContract(name, open)
  storeExamples(name, open)
}
