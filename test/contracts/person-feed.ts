import { describe, expect, it } from 'vitest'
import type { Person } from '../../src/health/person/person.js'
import { workoutSample } from '../http/workout-sample.js'
import { beat, iso, noon, type Opened, steps, take } from './person-samples.js'

/** What every `Person` keeps of what goes on, and of workouts. */
export function personFeed({ person, store }: Opened): void {
  describe('anchored queries', () => {
    it('gives what was added and deleted since an anchor', async () => {
      const uuids = await person().save([beat(0, 60), beat(1, 61), beat(2, 62)])
      const first = await person().changesPage({ limit: 2 })
      expect(first).toMatchObject({ added: [{ value: 60 }, { value: 61 }], deleted: [], more: true })
      await person().delete(uuids[1] ?? '')
      await person().save(beat(-86_400, 50))
      const second = await person().changesPage({ anchor: first.anchor })
      expect(second).toMatchObject({
        added: [{ value: 62 }, { value: 50 }],
        deleted: [{ uuid: uuids[1] }],
        more: false,
      })
      expect(await person().changesPage({ anchor: second.anchor })).toEqual({
        added: [],
        deleted: [],
        anchor: second.anchor,
        more: false,
      })
    })

    it('throws a typed error for an anchor that is not its own', async () => {
      const anchor = '00000000.1'
      const expired = { name: 'HealthError', code: 'anchorExpired' }
      await expect(person().changesPage({ anchor })).rejects.toMatchObject(expired)
      await expect(person().changes({ anchor }).next()).rejects.toMatchObject(expired)
      await expect(person().changesPage({ anchor: 'none' })).rejects.toMatchObject({ code: 'invalidArgument' })
    })

    it('goes on live, from the beginning or an anchor', async () => {
      await person().save(beat(0, 60))
      const changes = person().changes({ types: ['heartRate'] })
      const first = await changes.next()
      expect(first.value).toMatchObject({ added: [{ value: 60 }] })
      await person().save([steps(0, 10), beat(1, 61)])
      const second = await changes.next()
      expect(second.value).toMatchObject({ added: [{ value: 61 }] })
      await changes.return?.()
      expect(await changes.next()).toEqual({ done: true, value: undefined })
      const later = await take(person().changes({ types: ['heartRate'], anchor: first.value?.anchor }), 1)
      expect(later).toMatchObject([{ added: [{ value: 61 }] }])
    })

    it('gives only what a predicate holds for, and every deletion', async () => {
      const [uuid = ''] = await person().save([beat(0, 60), beat(1, 120)])
      const predicate = { quantity: { is: '>', value: 100 } } as const
      const page = await person().changesPage({ types: ['heartRate'], predicate })
      expect(page.added).toMatchObject([{ value: 120 }])
      const changes = person().changes({ types: ['heartRate'], predicate, anchor: page.anchor })
      await person().save([beat(2, 61), beat(3, 130)])
      expect((await changes.next()).value).toMatchObject({ added: [{ value: 130 }] })
      await person().delete(uuid)
      expect((await changes.next()).value).toMatchObject({ deleted: [{ uuid }] })
      await changes.return?.()
    })

    it('ends by its signal and by return(), also while it waits', async () => {
      const controller = new AbortController()
      const aborted = person().changes({ signal: controller.signal }).next()
      const returned = person().changes()
      const waiting = returned.next()
      controller.abort()
      expect(await aborted).toEqual({ done: true, value: undefined })
      await returned.return?.()
      expect(await waiting).toEqual({ done: true, value: undefined })
    })
  })

  describe('workouts', () => {
    const [first, second] = [workoutSample(0), workoutSample(2, { activityType: 'running' })]
    const during = first.start / 1_000 - noon / 1_000 + 60

    it('finds none where there is none', async () => {
      expect(await person().workout('0193aaaa-0000-7000-8000-00000000ffff')).toBeUndefined()
      expect(await person().workoutsPage()).toEqual({ items: [] })
      expect(await take(person().workouts({ activityType: 'cycling' }))).toEqual([])
    })

    it('finds them newest first, by activity and by how long they were', async () => {
      await store().save('me', [first, second])
      const ids = async (query: Parameters<Person['workouts']>[0]) =>
        (await take(person().workouts(query))).map(({ id }) => id)
      expect(await ids({ limit: 1 })).toEqual([second.uuid, first.uuid])
      expect(await ids({ activityType: 'running' })).toEqual([second.uuid])
      expect(await ids({ sort: 'ascending', minDuration: 3_000 })).toEqual([first.uuid, second.uuid])
      expect(await ids({ maxDuration: 60 })).toEqual([])
      expect(await person().workout(first.uuid)).toMatchObject({ id: first.uuid, metrics: { normalizedPower: 201 } })
    })

    it('have the samples that were added to them, and where they went', async () => {
      await store().save('me', [first])
      const [stored = ''] = await person().save([beat(during, 60), beat(during + 1, 61)])
      await person().associate(first.uuid, [stored])
      await person().addToWorkout(first.uuid, beat(during + 2, 62))
      const locations = [2, 1].map((second) => ({
        time: first.start + second * 1_000,
        latitude: 52.5,
        longitude: 13.4,
      }))
      const [route = ''] = await person().save({ type: 'workoutRoute', workout: first.uuid, locations })
      const values = await take(person().samples({ workout: first.uuid, types: ['heartRate'] }))
      expect(values.map(({ value }) => value)).toEqual([60, 62])
      const times = [iso(first.start / 1_000 - noon / 1_000 + 1), iso(first.start / 1_000 - noon / 1_000 + 2)]
      expect((await take(person().locations(route))).map(({ time }) => time)).toEqual(times)
      expect((await take(person().workoutLocations(first.uuid, { limit: 1 }))).map(({ time }) => time)).toEqual(times)
    })
  })
}
