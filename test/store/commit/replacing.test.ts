import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WorkoutSample } from '../../../src/health/sample.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { openMemoryStore } from '../../../src/store/open-store.js'
import { workoutSample } from '../../http/workout-sample.js'
import { beat, ten } from '../samples.js'
import { seededRandom } from '../seeded-random.js'

const noon = ten + 2 * 3_600_000
const apart: WorkoutSample = workoutSample(7)

describe('a save that takes the place of workouts', () => {
  let store: HealthStore
  beforeEach(async () => {
    store = openMemoryStore({ clock: () => noon, random: seededRandom(1) })
    await store.save('me', [workoutSample(0), workoutSample(1)])
  })
  afterEach(() => store.close())

  const [one, two] = [workoutSample(0).uuid, workoutSample(1).uuid]
  const ids = async () => (await store.samples('me', { types: ['workout'] })).items.map(({ uuid }) => uuid)

  it('removes them in the same commit', async () => {
    const anchor = store.anchor()
    const commits: unknown[] = []
    store.subscribe(({ added, deleted }) =>
      commits.push({ added: added.map(({ sample }) => sample.uuid), deleted: deleted.map(({ uuid }) => uuid) }),
    )
    await store.save('me', [apart], { replaces: [one, two] })
    expect(await ids()).toEqual([apart.uuid])
    expect(commits).toEqual([{ added: [apart.uuid], deleted: [one, two] }])
    const changes = await store.changes({ anchor })
    expect(changes.deleted.map(({ uuid }) => uuid)).toEqual([one, two])
    expect(changes.added.map(({ sample }) => sample.uuid)).toEqual([apart.uuid])
  })

  it('may bring the UUID of one of them, and of no other', async () => {
    const changed = workoutSample(0, { metrics: { normalizedPower: 250 } })
    await expect(store.save('me', [changed])).rejects.toMatchObject({ code: 'invalidArgument' })
    await expect(store.save('me', [changed], { replaces: [two] })).rejects.toMatchObject({ code: 'invalidArgument' })
    await store.save('me', [changed], { replaces: [one] })
    expect(await store.find('me', one)).toMatchObject({ workout: { metrics: { normalizedPower: 250 } } })
    expect(await ids()).toEqual([one, two])
  })

  it('keeps what was added to them by hand', async () => {
    const { uuids } = await store.save('me', [beat(noon - 60_000, 60)])
    await store.associate('me', one, uuids)
    const ofWorkout = async (workout: string) =>
      (await store.samples('me', { predicate: { workout } })).items.map(({ uuid }) => uuid)
    await store.save('me', [apart], { replaces: [one, two] })
    expect(await ofWorkout(apart.uuid)).toEqual(uuids)
    expect(await ofWorkout(one)).toEqual([])
  })

  it('changes nothing when one is not there, is of somebody else or is no workout', async () => {
    const { uuids } = await store.save('me', [beat(noon, 60)])
    const other = workoutSample(3)
    await store.save('you', [other])
    for (const stranger of [apart.uuid, other.uuid, uuids[0] ?? ''])
      await expect(store.save('me', [apart], { replaces: [one, stranger] })).rejects.toMatchObject({
        code: 'notFound',
        errors: [{ pointer: '/replaces/1' }],
      })
    expect(await ids()).toEqual([one, two])
  })
})
