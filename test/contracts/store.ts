import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewSample } from '../../src/health/sample.js'
import type { Commit, HealthStore } from '../../src/store/health-store.js'
import { beat, quantity, saved, steps, ten } from '../store/samples.js'
import { storeExamples } from './store-examples.js'
import { storeFeedContract } from './store-feed.js'

/** Opens an empty store. */
export type OpenEmptyStore = () => Promise<HealthStore>

const minute = 60_000

const pressure = (start: number): NewSample => {
  const origin = { source: 'cuff', device: 'omron' }
  return {
    kind: 'correlation',
    type: 'bloodPressure',
    start,
    end: start,
    ...origin,
    metadata: {},
    objects: [
      quantity('bloodPressureSystolic', start, 120, origin),
      quantity('bloodPressureDiastolic', start, 80, origin),
    ],
  }
}

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

    describe('when it saves', () => {
      it('gives each sample a UUID and gives it back as it was', async () => {
        const samples = [beat(ten, 60), beat(ten + 1_000, 61.5, { metadata: { heartRateMotionContext: 1 } })]
        const { uuids, stored, duplicates } = await store.save('me', samples)
        expect({ stored, duplicates }).toEqual({ stored: 2, duplicates: 0 })
        expect(await all()).toEqual(samples.map((sample, at) => saved(sample, uuids[at])))
        for (const uuid of uuids)
          expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      })

      it('keeps the same device, type and start once, and names the one that it keeps', async () => {
        const first = await store.save('me', [beat(ten, 60), beat(ten, 99), beat(ten + 1, 61)])
        expect(first).toMatchObject({ stored: 2, duplicates: 1 })
        expect(first.uuids[1]).toBe(first.uuids[0])
        const again = await store.save('me', [
          beat(ten, 60, { source: 'relay' }),
          beat(ten, 60, { metadata: { a: 1 } }),
        ])
        expect(again).toMatchObject({ stored: 0, duplicates: 2, uuids: [first.uuids[0], first.uuids[0]] })
        expect(await all()).toHaveLength(2)
      })

      it('tells people, types and devices apart', async () => {
        await store.save('you', [beat(ten, 60)])
        const more = [
          beat(ten, 60),
          beat(ten, 60, { device: 'other' }),
          quantity('cyclingPower', ten, 200, { device: 'strap' }),
        ]
        expect(await store.save('me', more)).toMatchObject({ stored: 3 })
      })

      it('tells readings without a device apart by their source', async () => {
        const samples = [
          steps(ten, ten + minute, 9),
          steps(ten, ten + minute, 9, { source: 'phone' }),
          steps(ten, ten + minute, 9),
        ]
        expect(await store.save('me', samples)).toMatchObject({ stored: 2, duplicates: 1 })
      })

      it('tells cases of a category apart that begin together', async () => {
        const sleep = (value: number): NewSample => ({
          kind: 'category',
          type: 'sleepAnalysis',
          start: ten,
          end: ten + minute,
          value,
          source: 'watch',
          metadata: {},
        })
        expect(await store.save('me', [sleep(0), sleep(3), sleep(0)])).toMatchObject({ stored: 2, duplicates: 1 })
      })

      it("keeps a client's own UUID, and takes the same sample again as the same", async () => {
        const mine = beat(ten, 60, { uuid: '018f0000-0000-4000-8000-000000000001' })
        expect(await saveOne(mine)).toBe(mine.uuid)
        expect(await store.save('me', [mine])).toMatchObject({ stored: 0, duplicates: 1, uuids: [mine.uuid] })
        expect(await all()).toEqual([mine])
      })

      it('refuses a UUID that is of another sample, and keeps nothing of the batch', async () => {
        const uuid = '018f0000-0000-4000-8000-000000000001'
        await saveOne(beat(ten, 60, { uuid }))
        const batch = [beat(ten + minute, 60), beat(ten + 2 * minute, 60, { uuid })]
        const refused = { code: 'invalidArgument', errors: [{ pointer: '/samples/1/uuid' }] }
        await expect(store.save('me', batch)).rejects.toMatchObject(refused)
        await expect(store.save('you', [beat(ten, 60, { uuid })])).rejects.toMatchObject({ code: 'invalidArgument' })
        expect(await all()).toHaveLength(1)
      })

      it('refuses a whole batch for one bad sample, and none of those that come at the same time', async () => {
        const good = store.save('me', [beat(ten, 60)])
        const bad = store.save('me', [beat(ten + 1, 60), beat(ten + 2, Number.NaN)])
        const backwards = store.save('me', [beat(ten + 3, 60, { end: ten })])
        await expect(bad).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/samples/1' }] })
        await expect(backwards).rejects.toMatchObject({ code: 'invalidArgument' })
        expect(await good).toMatchObject({ stored: 1 })
        expect(await all()).toHaveLength(1)
      })

      it('gives a reading that was deleted and comes again another UUID, each time', async () => {
        const seen = new Set<string>()
        for (let round = 0; round < 4; round += 1) {
          const uuid = await saveOne(beat(ten, 60))
          seen.add(uuid)
          if (round === 1) await store.condense()
          await store.delete('me', [uuid])
          expect(await store.find('me', uuid)).toBeUndefined()
        }
        expect(seen.size).toBe(4)
      })

      it('keeps a series with its values, whole or fractional times', async () => {
        const times = Array.from({ length: 500 }, (_, at) => ten + at * 812)
        const values = times.map((_, at) => 800 + (at % 7) * 1.5)
        const series = { kind: 'series', type: 'heartRate', source: 'watch', device: 'strap', metadata: {} } as const
        const whole = { ...series, start: ten, end: times.at(-1) ?? ten, times, values }
        const broken = { ...whole, start: ten + 0.5, times: times.map((time) => time + 0.5) }
        const { uuids } = await store.save('me', [whole, broken])
        expect(await store.find('me', uuids[0] ?? '')).toEqual(saved(whole, uuids[0]))
        expect(await store.find('me', uuids[1] ?? '')).toEqual(saved(broken, uuids[1]))
      })

      it('saves the objects of a correlation with it, to be found by themselves too', async () => {
        const uuid = await saveOne(pressure(ten))
        const found = await store.find('me', uuid)
        const objects = found?.kind === 'correlation' ? found.objects : []
        expect(objects.map(({ type, value }) => [type, value])).toEqual([
          ['bloodPressureSystolic', 120],
          ['bloodPressureDiastolic', 80],
        ])
        expect((await store.samples('me', { types: ['bloodPressureSystolic'] })).items).toEqual([objects[0]])
        expect(await store.save('me', [pressure(ten)])).toMatchObject({ stored: 0, duplicates: 1, uuids: [uuid] })
        expect(await all()).toHaveLength(3)
      })
    })

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

  storeFeedContract(name, open)
  storeExamples(name, open)
}
