import { describe, expect, it } from 'vitest'
import { QuantitySeriesBuilder } from '../../src/health/builders/quantity-series-builder.js'
import type { Person } from '../../src/health/person/person.js'
import { beat, iso, noon, type Opened, steps, take } from './person-samples.js'

/** What every `Person` keeps of samples. */
export function personQueries({ person }: Opened): void {
  describe('saving and deleting', () => {
    it('saves one sample or many and gives their UUIDs in order', async () => {
      const [first] = await person().save(beat(0, 60))
      const rest = await person().save([beat(1, 61), beat(2, 62)])
      expect(await take(person().samples())).toMatchObject([
        { uuid: first, value: 60 },
        { uuid: rest[0], value: 61 },
        { uuid: rest[1], value: 62 },
      ])
    })

    it('keeps all or none, and points at what is wrong', async () => {
      await expect(person().save([beat(0, 60), beat(1, 61, { unit: 'kg' })])).rejects.toMatchObject({
        name: 'HealthError',
        code: 'invalidArgument',
        errors: [{ pointer: '/samples/1/unit' }],
      })
      expect(await take(person().samples())).toEqual([])
    })

    it('converts units, and answers in the one that is asked for', async () => {
      const [uuid = ''] = await person().save({ type: 'bodyMass', value: 70_000, unit: 'g', start: noon })
      expect(await person().sample(uuid)).toMatchObject({ value: 70, unit: 'kg', start: iso(0), end: iso(0) })
      expect(await person().sample(uuid, { unit: 'lb' })).toMatchObject({
        value: expect.closeTo(154.32, 2),
        unit: 'lb',
      })
    })

    it('refuses a unit that is not of the type', async () => {
      await person().save(beat(0, 60))
      await expect(person().samplesPage({ types: ['heartRate'], unit: 'kg' })).rejects.toMatchObject({
        code: 'invalidArgument',
        errors: [{ pointer: '/unit' }],
      })
    })

    it('saves what a builder made', async () => {
      const builder = new QuantitySeriesBuilder({ type: 'cyclingPower', start: noon, source: 'trainer' })
      builder.insert({ value: 0.2, unit: 'kW' }, noon)
      builder.insert({ value: 210 }, noon + 1_000)
      const [uuid = ''] = await person().save(builder.finish())
      expect(await person().sample(uuid)).toMatchObject({ count: 2, average: 205, source: 'trainer' })
    })

    it('adds nothing to a workout that is not there', async () => {
      const [uuid = ''] = await person().save(beat(0, 60))
      await expect(person().associate(uuid, [uuid])).rejects.toMatchObject({ code: 'notFound' })
      await expect(person().addToWorkout(uuid, beat(1, 61))).rejects.toMatchObject({ code: 'notFound' })
      expect(await take(person().samples())).toHaveLength(1)
    })

    it('deletes one sample, and says when there is none', async () => {
      const [uuid = ''] = await person().save(beat(0, 60))
      await person().delete(uuid)
      expect(await person().sample(uuid)).toBeUndefined()
      await expect(person().delete(uuid)).rejects.toMatchObject({ code: 'notFound' })
    })

    it('deletes what matches and says how many that were', async () => {
      await person().save([beat(0, 60), beat(1, 61), beat(2, 62, { source: 'strap' }), steps(0, 10)])
      expect(await person().deleteMatching({ types: ['heartRate'], start: iso(1) })).toBe(2)
      expect(await person().deleteMatching({ types: ['heartRate'], sources: ['strap'] })).toBe(0)
      expect((await take(person().samples())).map(({ type }) => type).sort()).toEqual(['heartRate', 'stepCount'])
    })
  })

  describe('sample queries', () => {
    it('finds by type, time, source and device', async () => {
      await person().save([
        beat(0, 60),
        beat(1, 61, { device: 'strap-1' }),
        beat(2, 62, { source: 'strap' }),
        steps(0, 9),
      ])
      const values = async (query: Parameters<Person['samples']>[0]) =>
        (await take(person().samples(query))).map(({ value }) => value)
      expect(await values({ types: ['heartRate'] })).toEqual([60, 61, 62])
      expect(await values({ types: ['heartRate'], start: noon + 1_000, end: iso(2) })).toEqual([61])
      expect(await values({ types: ['heartRate'], sources: ['strap'] })).toEqual([62])
      expect(await values({ devices: ['strap-1'] })).toEqual([61])
      expect(await values({ types: ['heartRate'], sort: 'descending' })).toEqual([62, 61, 60])
      expect(await values({ types: ['bodyMass'] })).toEqual([])
    })

    it('finds by metadata, by strict windows and by predicates', async () => {
      await person().save([
        beat(0, 60, { metadata: { mood: 'calm', round: 1 } }),
        beat(1, 90, { metadata: { mood: '1', round: 2 } }),
        steps(-300, 10),
      ])
      const values = async (query: Parameters<Person['samples']>[0]) =>
        (await take(person().samples(query))).map(({ value }) => value)
      expect(await values({ metadata: { mood: 'calm' } })).toEqual([60])
      expect(await values({ metadata: { mood: '1' } })).toEqual([90])
      expect(await values({ metadata: { round: 2 } })).toEqual([90])
      expect(await values({ start: noon, strict: ['strictStartDate'] })).toEqual([60, 90])
      expect(
        await values({ predicate: { quantity: { is: '>', value: 1, unit: 'count/s' } }, types: ['heartRate'] }),
      ).toEqual([90])
      expect(
        await values({ predicate: { not: { or: [{ type: ['stepCount'] }, { time: { end: noon + 1 } }] } } }),
      ).toEqual([90])
    })

    it('finds by UUIDs, and sorts by several keys', async () => {
      const uuids = await person().save([
        beat(0, 60),
        { ...steps(0, 9), end: iso(60) },
        { ...steps(1, 8), end: iso(60) },
      ])
      const values = async (query: Parameters<Person['samples']>[0]) =>
        (await take(person().samples(query))).map(({ value }) => value)
      expect(await values({ uuids: uuids.slice(1) })).toEqual([9, 8])
      expect(await values({ sort: ['-end', '-start'] })).toEqual([8, 9, 60])
      expect(await values({ sort: 'descending', limit: 1 })).toEqual([8, expect.anything(), expect.anything()])
    })

    it('finds correlations by their objects', async () => {
      const pressure = (second: number, systolic: number) => ({
        type: 'bloodPressure',
        start: iso(second),
        objects: [
          { type: 'bloodPressureSystolic', value: systolic },
          { type: 'bloodPressureDiastolic', value: 80 },
        ],
      })
      await person().save([pressure(0, 120), pressure(60, 150)])
      const high = { bloodPressureSystolic: { quantity: { is: '>', value: 140 } } } as const
      expect(await take(person().correlations({ objects: high }))).toMatchObject([
        { start: iso(60), type: 'bloodPressure' },
      ])
      expect(await take(person().correlations({ types: ['food'] }))).toEqual([])
      expect(await take(person().correlations({ limit: 1 }))).toHaveLength(2)
    })

    it('takes a long list page by page', async () => {
      await person().save(Array.from({ length: 7 }, (_, second) => beat(second, 60 + second)))
      const first = await person().samplesPage({ limit: 3 })
      expect(first.items.map(({ value }) => value)).toEqual([60, 61, 62])
      const second = await person().samplesPage({ limit: 3, cursor: first.cursor })
      expect(second.items.map(({ value }) => value)).toEqual([63, 64, 65])
      expect((await take(person().samples({ limit: 2 }))).map(({ value }) => value)).toEqual([
        60, 61, 62, 63, 64, 65, 66,
      ])
      expect(await take(person().samples({ limit: 2 }), 3)).toHaveLength(3)
    })

    it('refuses a question that is none, and names what is wrong with it', async () => {
      const badly = (query: object) =>
        person()
          .samplesPage(query)
          .catch((error: unknown) => error)
      expect(await badly({ types: ['colour'] })).toMatchObject({ errors: [{ pointer: '/type/0' }] })
      expect(await badly({ types: [] })).toMatchObject({ errors: [{ pointer: '/type' }] })
      expect(await badly({ start: 'noon' })).toMatchObject({ errors: [{ pointer: '/start' }] })
      expect(await badly({ limit: 0 })).toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/limit' }] })
    })

    it('ends an iteration by its signal', async () => {
      await person().save(Array.from({ length: 5 }, (_, second) => beat(second, 60)))
      const controller = new AbortController()
      const taken: unknown[] = []
      for await (const sample of person().samples({ limit: 1, signal: controller.signal })) {
        taken.push(sample)
        if (taken.length === 2) controller.abort()
      }
      expect(taken).toHaveLength(2)
      expect(await take(person().samples({ signal: AbortSignal.abort() }))).toEqual([])
    })

    it('gives the quantities inside a series, page by page', async () => {
      const [uuid = ''] = await person().save({
        type: 'cyclingPower',
        start: noon,
        interval: 1_000,
        values: [1, 2, 3, 4, 5],
      })
      const page = await person().quantitiesPage(uuid, { limit: 2 })
      expect(page).toMatchObject({
        type: 'cyclingPower',
        unit: 'W',
        items: [{ start: iso(0), value: 1 }, { value: 2 }],
      })
      expect((await take(person().quantities(uuid, { limit: 2, unit: 'mW' }))).map(({ value }) => value)).toEqual([
        1_000, 2_000, 3_000, 4_000, 5_000,
      ])
    })

    it('gives the quantities inside all samples of a type, page by page', async () => {
      const series = { type: 'heartRate', start: noon, interval: 2_000, values: [60, 62, 64] }
      const [held = '', single = ''] = await person().save([series, beat(1, 61, { source: 'strap' }), steps(0, 9)])
      const query = { type: 'heartRate', limit: 2 } as const
      expect(await person().quantitiesOfTypePage({ ...query, includeSample: true })).toMatchObject({
        items: [
          { start: iso(0), value: 60, uuid: held },
          { start: iso(1), value: 61, uuid: single },
        ],
      })
      const values = async (more: Partial<Parameters<Person['quantitiesOfType']>[0]>) =>
        (await take(person().quantitiesOfType({ ...query, ...more }))).map(({ value }) => value)
      expect(await values({})).toEqual([60, 61, 62, 64])
      expect(await values({ sort: 'sample', unit: 'count/s', end: iso(4) })).toEqual([1, 62 / 60, 61 / 60])
      expect(await values({ start: iso(1), sources: ['strap'] })).toEqual([61])
      expect(await values({ predicate: { quantity: { is: '==', value: 61 } } })).toEqual([61])
      await expect(person().quantitiesOfTypePage({ ...query, unit: 'kg' })).rejects.toMatchObject({
        errors: [{ pointer: '/unit' }],
      })
    })

    it('gives the beats of a heartbeat series, page by page', async () => {
      const beats = [0.8, 1.6, 3.1].map((timeSinceStart) => ({ timeSinceStart, precededByGap: timeSinceStart > 3 }))
      const [uuid = ''] = await person().save({ type: 'heartbeatSeries', start: noon, beats })
      expect(await person().sample(uuid)).toMatchObject({ type: 'heartbeatSeries', count: 3 })
      expect((await person().heartbeatsPage(uuid, { limit: 2 })).items).toEqual(beats.slice(0, 2))
      expect(await take(person().heartbeats(uuid, { limit: 1 }))).toEqual(beats)
    })

    it('says what a sample does not hold', async () => {
      const [uuid = ''] = await person().save(beat(0, 60))
      await expect(person().heartbeatsPage(uuid)).rejects.toMatchObject({ code: 'notFound' })
      await expect(person().voltagesPage(uuid)).rejects.toMatchObject({ code: 'notFound' })
      await expect(person().locations(uuid).next()).rejects.toMatchObject({ code: 'notFound' })
      await expect(person().workoutLocationsPage(uuid)).rejects.toMatchObject({ code: 'notFound' })
    })

    it('tells the units that values are to be shown in, the canonical ones when nothing was said', async () => {
      expect(await person().preferredUnits(['heartRate', 'bodyMass'])).toEqual({
        heartRate: 'count/min',
        bodyMass: 'kg',
      })
      expect(Object.keys(await person().preferredUnits()).length).toBeGreaterThan(100)
      await expect(person().preferredUnits([])).rejects.toMatchObject({ errors: [{ pointer: '/type' }] })
    })

    it('names the sources of a type', async () => {
      await person().save([beat(0, 60, { source: 'strap' }), steps(0, 10, 'watch'), steps(0, 10, 'phone')])
      expect(await person().sources(['stepCount'])).toEqual(['phone', 'watch'])
      expect(await person().sources()).toEqual(['phone', 'strap', 'watch'])
      const few = { quantity: { is: '<', value: 50 } } as const
      expect(await person().sources(undefined, { predicate: few, end: iso(1) })).toEqual(['phone', 'watch'])
      expect(await person().sources(['heartRate'], { predicate: few })).toEqual([])
      expect(await person().origins(['heartRate'])).toMatchObject([{ source: { source: 'strap' } }])
    })
  })
}
