import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../src/health/person/person.js'

/** A person's health wherever it is kept, with nothing in it, and how to leave it. */
export interface OpenedPerson {
  readonly person: Person
  close(): Promise<void>
}

const noon = Date.UTC(2026, 10, 22, 12)
const iso = (second: number): string => new Date(noon + second * 1_000).toISOString()

/** A heart rate so many seconds after noon. */
const beat = (second: number, value: number, more: object = {}) => ({
  type: 'heartRate',
  unit: 'count/min',
  start: noon + second * 1_000,
  value,
  ...more,
})

const steps = (second: number, value: number, source = 'watch') => ({
  type: 'stepCount',
  value,
  start: iso(second),
  end: iso(second + 600),
  source,
})

/** What is taken from an iteration, at most so many items. */
const take = async <Item>(items: AsyncIterable<Item>, count = Number.POSITIVE_INFINITY): Promise<Item[]> => {
  const taken: Item[] = []
  for await (const item of items) {
    taken.push(item)
    if (taken.length >= count) break
  }
  return taken
}

/** What every `Person` keeps, in this process or over HTTP. */
export function personContract(name: string, open: () => Promise<OpenedPerson>): void {
  describe(`${name} keeps the contract of a person`, () => {
    let opened: OpenedPerson
    let person: Person
    beforeEach(async () => {
      opened = await open()
      person = opened.person
    })
    afterEach(() => opened.close())

    describe('saving and deleting', () => {
      it('saves one sample or many and gives their UUIDs in order', async () => {
        const [first] = await person.save(beat(0, 60))
        const rest = await person.save([beat(1, 61), beat(2, 62)])
        expect(await take(person.samples())).toMatchObject([
          { uuid: first, value: 60 },
          { uuid: rest[0], value: 61 },
          { uuid: rest[1], value: 62 },
        ])
      })

      it('keeps all or none, and points at what is wrong', async () => {
        await expect(person.save([beat(0, 60), beat(1, 61, { unit: 'kg' })])).rejects.toMatchObject({
          name: 'HealthError',
          code: 'invalidArgument',
          errors: [{ pointer: '/samples/1/unit' }],
        })
        expect(await take(person.samples())).toEqual([])
      })

      it('converts units, and answers in the one that is asked for', async () => {
        const [uuid = ''] = await person.save({ type: 'bodyMass', value: 70_000, unit: 'g', start: noon })
        expect(await person.sample(uuid)).toMatchObject({ value: 70, unit: 'kg', start: iso(0), end: iso(0) })
        expect(await person.sample(uuid, { unit: 'lb' })).toMatchObject({
          value: expect.closeTo(154.32, 2),
          unit: 'lb',
        })
      })

      it('refuses a unit that is not of the type', async () => {
        await person.save(beat(0, 60))
        await expect(person.samplesPage({ types: ['heartRate'], unit: 'kg' })).rejects.toMatchObject({
          code: 'invalidArgument',
          errors: [{ pointer: '/unit' }],
        })
      })

      it('deletes one sample, and says when there is none', async () => {
        const [uuid = ''] = await person.save(beat(0, 60))
        await person.delete(uuid)
        expect(await person.sample(uuid)).toBeUndefined()
        await expect(person.delete(uuid)).rejects.toMatchObject({ code: 'notFound' })
      })

      it('deletes what matches and says how many that were', async () => {
        await person.save([beat(0, 60), beat(1, 61), beat(2, 62, { source: 'strap' }), steps(0, 10)])
        expect(await person.deleteMatching({ types: ['heartRate'], start: iso(1) })).toBe(2)
        expect(await person.deleteMatching({ types: ['heartRate'], sources: ['strap'] })).toBe(0)
        expect((await take(person.samples())).map(({ type }) => type).sort()).toEqual(['heartRate', 'stepCount'])
      })
    })

    describe('sample queries', () => {
      it('finds by type, time, source and device', async () => {
        await person.save([
          beat(0, 60),
          beat(1, 61, { device: 'strap-1' }),
          beat(2, 62, { source: 'strap' }),
          steps(0, 9),
        ])
        const values = async (query: Parameters<Person['samples']>[0]) =>
          (await take(person.samples(query))).map(({ value }) => value)
        expect(await values({ types: ['heartRate'] })).toEqual([60, 61, 62])
        expect(await values({ types: ['heartRate'], start: noon + 1_000, end: iso(2) })).toEqual([61])
        expect(await values({ types: ['heartRate'], sources: ['strap'] })).toEqual([62])
        expect(await values({ devices: ['strap-1'] })).toEqual([61])
        expect(await values({ types: ['heartRate'], sort: 'descending' })).toEqual([62, 61, 60])
        expect(await values({ types: ['bodyMass'] })).toEqual([])
      })

      it('takes a long list page by page', async () => {
        await person.save(Array.from({ length: 7 }, (_, second) => beat(second, 60 + second)))
        const first = await person.samplesPage({ limit: 3 })
        expect(first.items.map(({ value }) => value)).toEqual([60, 61, 62])
        const second = await person.samplesPage({ limit: 3, cursor: first.cursor })
        expect(second.items.map(({ value }) => value)).toEqual([63, 64, 65])
        expect((await take(person.samples({ limit: 2 }))).map(({ value }) => value)).toEqual([
          60, 61, 62, 63, 64, 65, 66,
        ])
        expect(await take(person.samples({ limit: 2 }), 3)).toHaveLength(3)
      })

      it('refuses a question that is none, and names what is wrong with it', async () => {
        const badly = (query: object) => person.samplesPage(query).catch((error: unknown) => error)
        expect(await badly({ types: ['colour'] })).toMatchObject({ errors: [{ pointer: '/type/0' }] })
        expect(await badly({ types: [] })).toMatchObject({ errors: [{ pointer: '/type' }] })
        expect(await badly({ start: 'noon' })).toMatchObject({ errors: [{ pointer: '/start' }] })
        expect(await badly({ limit: 0 })).toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/limit' }] })
      })

      it('ends an iteration by its signal', async () => {
        await person.save(Array.from({ length: 5 }, (_, second) => beat(second, 60)))
        const controller = new AbortController()
        const taken: unknown[] = []
        for await (const sample of person.samples({ limit: 1, signal: controller.signal })) {
          taken.push(sample)
          if (taken.length === 2) controller.abort()
        }
        expect(taken).toHaveLength(2)
        expect(await take(person.samples({ signal: AbortSignal.abort() }))).toEqual([])
      })

      it('gives the quantities inside a series, page by page', async () => {
        const [uuid = ''] = await person.save({
          type: 'cyclingPower',
          start: noon,
          interval: 1_000,
          values: [1, 2, 3, 4, 5],
        })
        const page = await person.quantitiesPage(uuid, { limit: 2 })
        expect(page).toMatchObject({
          type: 'cyclingPower',
          unit: 'W',
          items: [{ start: iso(0), value: 1 }, { value: 2 }],
        })
        expect((await take(person.quantities(uuid, { limit: 2, unit: 'mW' }))).map(({ value }) => value)).toEqual([
          1_000, 2_000, 3_000, 4_000, 5_000,
        ])
      })

      it('names the sources of a type', async () => {
        await person.save([beat(0, 60, { source: 'strap' }), steps(0, 10, 'watch'), steps(0, 10, 'phone')])
        expect(await person.sources(['stepCount'])).toEqual(['phone', 'watch'])
        expect(await person.sources()).toEqual(['phone', 'strap', 'watch'])
      })
    })

    describe('statistics', () => {
      it('computes what the type allows', async () => {
        await person.save([beat(0, 60), beat(10, 100)])
        const figures = await person.statistics({
          type: 'heartRate',
          options: ['discreteMin', 'discreteMax', 'mostRecent'],
        })
        expect(figures).toMatchObject({ min: 60, max: 100, mostRecent: { value: 100, at: iso(10) }, count: 2 })
        expect(figures).not.toHaveProperty('average')
      })

      it('is of a window, a source and a unit', async () => {
        await person.save([steps(0, 100), steps(1_200, 50), steps(0, 70, 'phone')])
        const sum = async (more: object) => (await person.statistics({ type: 'stepCount', ...more }))?.sum
        expect(await sum({ sources: ['phone'] })).toBe(70)
        expect(await sum({ start: iso(1_200) })).toBe(50)
        expect(await person.statistics({ type: 'stepCount', separateBySource: true })).toMatchObject({
          bySource: { watch: { sum: 150 }, phone: { sum: 70 } },
        })
        await person.save({ type: 'distanceWalkingRunning', value: 2, unit: 'km', start: noon, end: noon + 1_000 })
        expect(await person.statistics({ type: 'distanceWalkingRunning', unit: 'm' })).toMatchObject({ sum: 2_000 })
      })

      it('is undefined when no quantity matches', async () => {
        expect(await person.statistics({ type: 'heartRate' })).toBeUndefined()
      })

      it('refuses an option of the other aggregation style', async () => {
        await person.save(beat(0, 60))
        await expect(person.statistics({ type: 'heartRate', options: ['cumulativeSum'] })).rejects.toMatchObject({
          code: 'invalidArgument',
        })
      })
    })

    describe('statistics collections', () => {
      const daily = { type: 'stepCount', interval: 'P1D', timeZone: 'Europe/Berlin' } as const

      it('gives a bucket for each day of the calendar, the empty ones too', async () => {
        await person.save([steps(0, 100), steps(2 * 86_400, 50)])
        const window = { start: '2026-11-21T23:00:00Z', end: '2026-11-24T23:00:00Z' }
        const items = await take(person.statisticsCollection({ ...daily, ...window }))
        expect(items.map(({ start, sum, count }) => [start, sum, count])).toEqual([
          ['2026-11-21T23:00:00.000Z', 100, 1],
          ['2026-11-22T23:00:00.000Z', undefined, 0],
          ['2026-11-23T23:00:00.000Z', 50, 1],
        ])
        const page = await person.statisticsCollectionPage({ ...daily, ...window, limit: 2 })
        expect(page.items).toHaveLength(2)
        expect(await take(person.statisticsCollection({ ...daily, ...window, limit: 1 }))).toEqual(items)
      })

      it('cuts where the anchor says', async () => {
        await person.save(steps(0, 60))
        const hourly = { type: 'stepCount', interval: 'PT1H', anchorDate: noon - 300_000 } as const
        const items = await take(person.statisticsCollection({ ...hourly, start: noon, end: noon + 1_000 }))
        expect(items).toMatchObject([{ start: iso(-300), end: iso(3_300) }])
      })

      it('goes on: all buckets first, then those that change', async () => {
        await person.save(steps(0, 100))
        const updates = person.statisticsCollectionUpdates({
          type: 'stepCount',
          interval: 'PT1H',
          start: noon,
          end: noon + 2 * 3_600_000,
        })
        expect((await updates.next()).value).toMatchObject({ collection: [{ sum: 100 }, { count: 0 }] })
        const [uuid = ''] = await person.save(steps(3_600, 30))
        expect((await updates.next()).value).toMatchObject({
          changed: [{ sum: 30 }],
          collection: [{ sum: 100 }, { sum: 30 }],
        })
        await person.delete(uuid)
        expect((await updates.next()).value).toMatchObject({ collection: [{ sum: 100 }, { count: 0 }] })
        const waiting = updates.next()
        await updates.return?.()
        expect(await waiting).toEqual({ done: true, value: undefined })
      })

      it('refuses an interval that is none', async () => {
        await expect(person.statisticsCollectionPage({ type: 'stepCount', interval: 'often' })).rejects.toMatchObject({
          code: 'invalidArgument',
          errors: [{ pointer: '/interval' }],
        })
      })
    })

    describe('anchored queries', () => {
      it('gives what was added and deleted since an anchor', async () => {
        const uuids = await person.save([beat(0, 60), beat(1, 61), beat(2, 62)])
        const first = await person.changesPage({ limit: 2 })
        expect(first).toMatchObject({ added: [{ value: 60 }, { value: 61 }], deleted: [], more: true })
        await person.delete(uuids[1] ?? '')
        await person.save(beat(-86_400, 50))
        const second = await person.changesPage({ anchor: first.anchor })
        expect(second).toMatchObject({
          added: [{ value: 62 }, { value: 50 }],
          deleted: [{ uuid: uuids[1] }],
          more: false,
        })
        expect(await person.changesPage({ anchor: second.anchor })).toEqual({
          added: [],
          deleted: [],
          anchor: second.anchor,
          more: false,
        })
      })

      it('throws a typed error for an anchor that is not its own', async () => {
        const anchor = '00000000.1'
        const expired = { name: 'HealthError', code: 'anchorExpired' }
        await expect(person.changesPage({ anchor })).rejects.toMatchObject(expired)
        await expect(person.changes({ anchor }).next()).rejects.toMatchObject(expired)
        await expect(person.changesPage({ anchor: 'none' })).rejects.toMatchObject({ code: 'invalidArgument' })
      })

      it('goes on live, from the beginning or an anchor', async () => {
        await person.save(beat(0, 60))
        const changes = person.changes({ types: ['heartRate'] })
        const first = await changes.next()
        expect(first.value).toMatchObject({ added: [{ value: 60 }] })
        await person.save([steps(0, 10), beat(1, 61)])
        const second = await changes.next()
        expect(second.value).toMatchObject({ added: [{ value: 61 }] })
        await changes.return?.()
        expect(await changes.next()).toEqual({ done: true, value: undefined })
        const later = await take(person.changes({ types: ['heartRate'], anchor: first.value?.anchor }), 1)
        expect(later).toMatchObject([{ added: [{ value: 61 }] }])
      })

      it('ends by its signal and by return(), also while it waits', async () => {
        const controller = new AbortController()
        const aborted = person.changes({ signal: controller.signal }).next()
        const returned = person.changes()
        const waiting = returned.next()
        controller.abort()
        expect(await aborted).toEqual({ done: true, value: undefined })
        await returned.return?.()
        expect(await waiting).toEqual({ done: true, value: undefined })
      })
    })

    describe('workouts', () => {
      it('finds none where there is none', async () => {
        expect(await person.workout('0193aaaa-0000-7000-8000-00000000ffff')).toBeUndefined()
        expect(await person.workoutsPage()).toEqual({ items: [] })
        expect(await take(person.workouts({ activityType: 'cycling' }))).toEqual([])
      })
    })
  })
}
