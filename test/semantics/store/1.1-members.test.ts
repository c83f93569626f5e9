import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LibraryStore, openHealthStore } from '../../../src/library/open-health-store.js'
import { beat, steps, take } from '../../contracts/person-samples.js'
import { workoutSample } from '../../http/workout-sample.js'

let health: LibraryStore
beforeEach(async () => {
  health = await openHealthStore({ memory: true, timeZone: 'UTC', source: { id: 'my-app', version: '1.4' } })
})
afterEach(() => health.close())

describe('§ 1.1 members of the store', () => {
  it('save one object or many, delete one, and delete what matches with a count', async () => {
    const me = health.user()
    const [first = ''] = await me.save(beat(0, 60))
    await me.save([beat(1, 61), steps(0, 9)])
    await me.delete(first)
    expect(await me.deleteMatching({ types: ['heartRate'] })).toBe(1)
    expect(await take(me.samples())).toMatchObject([{ type: 'stepCount' }])
  })

  it('tell the characteristics, which are facts of the person and no samples', async () => {
    expect(await health.user().characteristics()).toEqual({})
    const facts = {
      dateOfBirth: '1980-04-01',
      biologicalSex: 'female',
      bloodType: 'aPositive',
      fitzpatrickSkinType: 'II',
      wheelchairUse: 'no',
      activityMoveMode: 'activeEnergy',
    } as const
    await health.users.patch('me', facts)
    expect(await health.user().characteristics()).toEqual(facts)
    expect(await take(health.user().samples())).toEqual([])
  })

  it('add samples to a saved workout, whose own figures stay as they are', async () => {
    const [me, ride] = [health.user(), workoutSample()]
    await health.save('me', [ride])
    const before = await me.workout(ride.uuid)
    const [uuid] = await me.addToWorkout(ride.uuid, beat(0, 99))
    expect(await take(me.samples({ workout: ride.uuid, types: ['heartRate'] }))).toMatchObject([{ uuid, value: 99 }])
    expect(await me.workout(ride.uuid)).toEqual(before)
  })

  it('relate an effort to a workout as any sample, and find it by the workout', async () => {
    const [me, ride] = [health.user(), workoutSample()]
    await health.save('me', [ride])
    const [uuid] = await me.addToWorkout(ride.uuid, {
      ...beat(0, 7),
      type: 'workoutEffortScore',
      unit: 'appleEffortScore',
    })
    const effort = { and: [{ workout: ride.uuid }, { type: ['workoutEffortScore'] }] } as const
    expect(await take(me.samples({ predicate: effort }))).toMatchObject([{ uuid, value: 7 }])
  })

  it('name as the source of a sample the program that saves, in its version', async () => {
    await health.user().save(beat(0, 60))
    expect(await take(health.user().samples())).toMatchObject([{ source: 'my-app' }])
    expect(await health.user().origins()).toMatchObject([{ source: { source: 'my-app', version: '1.4' } }])
  })
})
