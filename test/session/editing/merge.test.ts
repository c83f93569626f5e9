import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workout } from '../../../src/health/workout.js'
import { amount, reading, readings } from '../begin.js'
import { at, type EditingBench, event, openEditingBench } from './bench.js'

let bench: EditingBench
beforeEach(() => {
  bench = openEditingBench()
})
afterEach(() => bench.store.close())

const merge = (...workouts: readonly Workout[]): Promise<Workout> =>
  bench.editing.merge('me', { workouts: workouts.map(({ id }) => id) })
const secondsOf = ({ start, end }: { readonly start: number; readonly end: number }) => [
  (start - at(0)) / 1_000,
  (end - at(0)) / 1_000,
]
const happened = ({ events }: Workout) => events.map((one) => [one.event, (one.at - at(0)) / 1_000])

describe('workouts that are merged', () => {
  it('are one from the first start to the last end, paused in between', async () => {
    await bench.save(readings('heartRate', [0, 400], (second) => (second < 200 ? 100 : 160)))
    const ride = await bench.record({
      from: 0,
      to: 100,
      events: [event('lap', 40), event('pause', 60), event('resume', 70)],
    })
    const home = await bench.record({ from: 300, to: 400, events: [event('lap', 350)] })
    const merged = await merge(home, ride)
    expect(secondsOf(merged)).toEqual([0, 400])
    expect(merged).toMatchObject({ elapsed: 190, total: 400, activityType: 'cycling', location: 'indoor' })
    expect(happened(merged)).toEqual([
      ['lap', 40],
      ['pause', 60],
      ['resume', 70],
      ['pause', 100],
      ['resume', 300],
      ['lap', 300],
      ['lap', 350],
    ])
    expect(merged.laps.map(({ elapsed }) => elapsed)).toEqual([40, 50, 50, 50])
    expect(merged.statistics.heartRate).toMatchObject({ average: (90 * 100 + 100 * 160) / 190, duration: 190 })
    expect(merged.activities).toHaveLength(1)
  })

  it('take the place of the others in one commit, and say what they were', async () => {
    const [one, two] = [await bench.record({ from: 0, to: 60 }), await bench.record({ from: 90, to: 120 })]
    const commits: unknown[] = []
    bench.store.subscribe(({ added, deleted }) =>
      commits.push([deleted.map(({ uuid }) => uuid), added.map(({ sample }) => sample.uuid)]),
    )
    const merged = await merge(one, two)
    expect(commits).toEqual([[[one.id, two.id], [merged.id]]])
    expect(await bench.store.find('me', merged.id)).toMatchObject({
      source: 'watch',
      metadata: { mergedFrom: `${one.id} ${two.id}` },
    })
  })

  it('are merged once, however often and in whatever order that is asked for', async () => {
    const [one, two] = [await bench.record({ from: 0, to: 60 }), await bench.record({ from: 90, to: 120 })]
    const [merged, again] = await Promise.all([merge(one, two), merge(two, one)])
    expect(again).toEqual(merged)
    expect(await merge(one, two)).toEqual(merged)
    expect(await bench.workouts()).toEqual([merged])
  })

  it('count once what two devices recorded of the same ride', async () => {
    await bench.save([
      amount('distanceCycling', [0, 100], 1_000),
      amount('distanceCycling', [50, 150], 1_000, { source: 'phone' }),
    ])
    await bench.save(readings('heartRate', [0, 100], () => 120))
    const watch = await bench.record({ from: 0, to: 100, events: [event('lap', 30), event('pause', 80)] })
    const phone = await bench.record({
      from: 50,
      to: 150,
      source: 'phone',
      events: [event('lap', 60), event('lap', 120)],
    })
    const merged = await merge(watch, phone)
    expect(merged).toMatchObject({ elapsed: 150, sources: ['phone', 'watch'] })
    expect(merged.statistics.distanceCycling?.sum).toBeCloseTo(1_500, 9)
    expect(happened(merged)).toEqual([
      ['lap', 30],
      ['lap', 120],
    ])
    expect(await bench.store.find('me', merged.id)).toMatchObject({ source: 'vitald' })
  })

  it('say when nothing was heard, except where one of them did', async () => {
    await bench.save(readings('heartRate', [0, 40], () => 120))
    await bench.save(readings('heartRate', [80, 130], () => 120))
    const one = await bench.interrupted(await bench.record({ from: 0, to: 100 }), [39, 80])
    await bench.save(readings('heartRate', [60, 80], () => 120))
    const two = await bench.interrupted(await bench.record({ from: 60, to: 200 }), [150, 170], [180, 200])
    const merged = await merge(one, two)
    expect(merged.interruptions?.map(secondsOf)).toEqual([
      [39, 60],
      [150, 170],
      [180, 200],
    ])
    expect(await bench.editing.recompute('me', merged.id)).toEqual(merged)
  })

  it('count both recorders of the same time, though each was of its own samples alone', async () => {
    const phone = { source: 'phone' }
    await bench.save([amount('distanceCycling', [0, 100], 1_000), amount('distanceCycling', [0, 50], 500, phone)])
    const watch = await bench.record({ from: 0, to: 100 })
    const collections = [{ at: at(0), collect: { distanceCycling: { sources: ['phone'] } } }]
    const other = await bench.record({ from: 0, to: 100, ...phone, collections })
    expect(other.statistics.distanceCycling?.sum).toBe(500)
    expect((await merge(other, watch)).statistics.distanceCycling?.sum).toBe(1_000)
  })

  it('keep what was added to them by hand', async () => {
    const [one, two] = [await bench.record({ from: 0, to: 60 }), await bench.record({ from: 90, to: 120 })]
    const { uuids } = await bench.store.save('me', [reading('bodyMass', 500, 70)], { workout: two.id })
    const merged = await merge(one, two)
    const { items } = await bench.store.samples('me', { predicate: { workout: merged.id } })
    expect(items.map(({ uuid }) => uuid)).toEqual(uuids)
  })
})

describe('workouts of several sports', () => {
  const swim = () => bench.record({ from: 0, to: 100, activityType: 'swimming', location: 'outdoor' })
  const ride = () => bench.record({ from: 120, to: 300, location: 'outdoor' })
  const walk = () => bench.record({ from: 400, to: 500, activityType: 'walking' })

  it('are the activities of a multisport workout, with a gap between them', async () => {
    await bench.save([amount('distanceSwimming', [0, 100], 80), amount('distanceCycling', [120, 300], 900)])
    const merged = await merge(await swim(), await ride())
    expect(merged).toMatchObject({ activityType: 'swimBikeRun', location: 'outdoor', elapsed: 280 })
    expect(merged.activities.map((one) => [one.activityType, ...secondsOf(one), one.elapsed])).toEqual([
      ['swimming', 0, 100, 100],
      ['cycling', 120, 300, 180],
    ])
    expect(merged.laps.map(({ distance }) => distance)).toEqual([80, 900])
  })

  it('are refused where they make up none', async () => {
    await expect(merge(await ride(), await walk())).rejects.toMatchObject({
      code: 'workoutActivityNotAllowed',
      errors: [{ pointer: '/workouts/1' }],
    })
    expect(await bench.workouts()).toHaveLength(2)
  })

  it('are what is said that they were', async () => {
    const workouts = [await ride(), await walk()].map(({ id }) => id)
    const merged = await bench.editing.merge('me', { workouts, activityType: 'cycling', source: 'by-hand' })
    expect(merged).toMatchObject({
      activityType: 'cycling',
      location: 'unknown',
      activities: [{ activityType: 'cycling' }],
    })
    expect(await bench.store.find('me', merged.id)).toMatchObject({ source: 'by-hand' })
  })

  it('are refused where one lies within another', async () => {
    const run = await bench.record({ from: 150, to: 200, activityType: 'running' })
    await expect(merge(await ride(), run)).rejects.toMatchObject({ code: 'workoutActivityNotAllowed' })
  })
})

describe('what cannot be merged', () => {
  it.each([
    { what: 'one workout', workouts: ['one'], code: 'invalidArgument', pointer: '/workouts' },
    { what: 'one workout twice', workouts: ['one', 'one'], code: 'invalidArgument', pointer: '/workouts/1' },
    { what: 'an unknown one', workouts: ['one', 'unknown'], code: 'notFound', pointer: '/workouts/1' },
    { what: "somebody else's", workouts: ['one', 'yours'], code: 'notFound', pointer: '/workouts/1' },
    { what: 'one of the day after', workouts: ['later', 'one'], code: 'invalidArgument', pointer: '/workouts/0' },
    {
      what: 'one that a program keeps in step',
      workouts: ['one', 'synced'],
      code: 'invalidArgument',
      pointer: '/workouts/1',
    },
  ])('is $what', async ({ workouts, code, pointer }) => {
    const one = await bench.record({ from: 0, to: 60 })
    const later = await bench.record({ from: 24 * 3_600 + 61, to: 25 * 3_600 })
    const yours = await bench.record({ from: 0, to: 60, user: 'you' })
    const synced = await bench.record({ from: 100, to: 160 })
    const sample = await bench.store.find('me', synced.id)
    if (sample?.kind !== 'workout') throw new Error('it was recorded')
    const metadata = { syncIdentifier: 'a', syncVersion: 1 }
    await bench.store.save('me', [{ ...sample, metadata }], { replaces: [synced.id] })
    const ids: Record<string, string> = { one: one.id, later: later.id, yours: yours.id, synced: synced.id }
    const before = await bench.workouts()
    const named = workouts.map((name) => ids[name] ?? '00000000-0000-7000-8000-ffffffffffff')
    await expect(bench.editing.merge('me', { workouts: named })).rejects.toMatchObject({ code, errors: [{ pointer }] })
    expect(await bench.workouts()).toEqual(before)
  })
})
