import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewSample } from '../../src/health/sample.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { beat, quantity, saved, steps, ten } from '../store/samples.js'
import type { OpenEmptyStore } from './store.js'

const minute = 60_000

/** A blood pressure, with its two objects. */
export const pressure = (start: number): NewSample => {
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

/** What becomes of samples that are saved: kept as they are, each reading once. */
export function storeSavesContract(name: string, open: OpenEmptyStore): void {
  describe(`${name} saves`, () => {
    let store: HealthStore
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    const all = async (user = 'me') => (await store.samples(user, {})).items
    const saveOne = async (sample: NewSample): Promise<string> => (await store.save('me', [sample])).uuids[0] ?? ''

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
      const again = await store.save('me', [beat(ten, 60, { source: 'relay' }), beat(ten, 60, { metadata: { a: 1 } })])
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

    it("keeps a client's own UUID, and takes the same sample of a repeated delivery as the same", async () => {
      const mine = beat(ten, 60, { uuid: '018f0000-0000-4000-8000-000000000001' })
      expect(await saveOne(mine)).toBe(mine.uuid)
      const again = await store.save('me', [mine], { replays: true })
      expect(again).toMatchObject({ stored: 0, duplicates: 1, uuids: [mine.uuid] })
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
}
