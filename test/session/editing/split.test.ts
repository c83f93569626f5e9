import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workout } from '../../../src/health/workout.js'
import { amount, readings } from '../begin.js'
import { at, type EditingBench, event, openEditingBench } from './bench.js'

let bench: EditingBench
beforeEach(() => {
  bench = openEditingBench()
})
afterEach(() => bench.store.close())

const timesOf = ({ start, end, elapsed }: Workout) => [(start - at(0)) / 1_000, (end - at(0)) / 1_000, elapsed]
const happened = ({ events }: Workout) => events.map((one) => [one.event, (one.at - at(0)) / 1_000])

describe('a workout that is split', () => {
  it('is several, each with what happened in it', async () => {
    await bench.save(readings('heartRate', [0, 300], (second) => (second < 150 ? 100 : 160)))
    await bench.save([[0, 150] as const, [150, 300] as const].map((span) => amount('distanceCycling', span, 1_500)))
    const events = [event('lap', 50), event('pause', 140), event('resume', 160), event('segment', 130, 200)]
    const ride = await bench.record({ from: 0, to: 300, events })
    const parts = await bench.editing.split('me', ride.id, { at: [at(150)] })
    expect(parts.map(timesOf)).toEqual([
      [0, 150, 140],
      [150, 300, 140],
    ])
    expect(parts.map(happened)).toEqual([
      [
        ['lap', 50],
        ['segment', 130],
        ['pause', 140],
      ],
      [
        ['pause', 150],
        ['segment', 150],
        ['resume', 160],
      ],
    ])
    expect(parts.map(({ laps }) => laps.length)).toEqual([2, 1])
    expect(parts.map(({ statistics }) => statistics.heartRate?.average)).toEqual([100, 160])
    expect(parts.map(({ statistics }) => statistics.distanceCycling?.sum)).toEqual([1_400, 1_400])
    expect(await bench.workouts()).toEqual(parts)
    expect(await bench.store.find('me', parts[1]?.id ?? '')).toMatchObject({
      source: 'watch',
      metadata: { splitFrom: ride.id, splitAt: String(at(150)) },
    })
  })

  it('has its pauses for lack of motion in its parts, which a pause by hand would outlast', async () => {
    const events = [
      event('motionPaused', 140),
      event('motionResumed', 160),
      event('motionPaused', 200),
      event('resume', 210),
    ]
    const ride = await bench.record({ from: 0, to: 300, events })
    const parts = await bench.editing.split('me', ride.id, { at: [at(150)] })
    expect(parts.map(timesOf)).toEqual([
      [0, 150, 140],
      [150, 300, 130],
    ])
    expect(parts.map(happened)).toEqual([
      [['motionPaused', 140]],
      [
        ['motionPaused', 150],
        ['motionResumed', 160],
        ['motionPaused', 200],
        ['resume', 210],
      ],
    ])
  })

  it('says in each part when nothing was heard', async () => {
    const ride = await bench.interrupted(await bench.record({ from: 0, to: 300 }), [10, 20], [140, 160])
    const parts = await bench.editing.split('me', ride.id, { at: [at(150), at(200)] })
    expect(parts.map(({ interruptions }) => interruptions)).toEqual([
      [
        { start: at(10), end: at(20) },
        { start: at(140), end: at(150) },
      ],
      [{ start: at(150), end: at(160) }],
      undefined,
    ])
  })

  it('is split after laps', async () => {
    const ride = await bench.record({
      from: 0,
      to: 300,
      events: [event('lap', 50), event('lap', 120), event('lap', 200)],
    })
    const parts = await bench.editing.split('me', ride.id, { laps: [3, 1] })
    expect(parts.map(timesOf)).toEqual([
      [0, 50, 50],
      [50, 200, 150],
      [200, 300, 100],
    ])
    expect(parts.map(({ laps }) => laps.length)).toEqual([1, 2, 1])
  })

  it('is split once, however often that is asked for', async () => {
    const ride = await bench.record({ from: 0, to: 300 })
    const parts = await bench.editing.split('me', ride.id, { at: [at(100), at(200)] })
    expect(await bench.editing.split('me', ride.id, { at: [at(200), at(100)] })).toEqual(parts)
    await expect(bench.editing.split('me', ride.id, { at: [at(150)] })).rejects.toMatchObject({ code: 'notFound' })
    expect(await bench.workouts()).toEqual(parts)
  })

  it('is its sports, where it has several', async () => {
    const facts = { location: 'outdoor', lapLength: 50 } as const
    const activities = [
      { ...facts, activityType: 'swimming', swimmingLocation: 'pool', start: at(0), end: at(90) },
      { location: 'outdoor', activityType: 'transition', start: at(90), end: at(100) },
      { location: 'outdoor', activityType: 'cycling', start: at(100), end: at(300) },
    ] as const
    const race = await bench.record({ from: 0, to: 300, activityType: 'swimBikeRun', activities })
    const [swim, rest] = await bench.editing.split('me', race.id, { at: [at(90)] })
    expect(swim).toMatchObject({
      activityType: 'swimming',
      location: 'outdoor',
      activities: [{ activityType: 'swimming', swimmingLocation: 'pool', lapLength: 50 }],
    })
    expect(rest?.activityType).toBe('swimBikeRun')
    expect(rest?.activities.map(({ activityType }) => activityType)).toEqual(['transition', 'cycling'])
  })

  it('loses what it was by its plan', async () => {
    const ride = await bench.record({ from: 0, to: 300 })
    const sample = await bench.store.find('me', ride.id)
    if (sample?.kind !== 'workout') throw new Error('it was recorded')
    const workout = { ...sample.workout, plan: { name: 'easy', steps: [] } }
    await bench.store.save('me', [{ ...sample, workout }], { replaces: [ride.id] })
    const parts = await bench.editing.split('me', ride.id, { at: [at(150)] })
    expect(parts.map(({ plan }) => plan)).toEqual([undefined, undefined])
  })
})

describe('where a workout cannot be split', () => {
  it.each([
    { where: 'before its start', order: { at: [at(10), at(-5)] }, pointer: '/at/1' },
    { where: 'at its start', order: { at: [at(0)] }, pointer: '/at/0' },
    { where: 'at its end', order: { at: [at(300)] }, pointer: '/at/0' },
    { where: 'within a second of its end', order: { at: [at(299.5)] }, pointer: '/at/0' },
    { where: 'twice at once', order: { at: [at(10), at(10.5)] }, pointer: '/at/1' },
    { where: 'after its last lap', order: { laps: [1, 2] }, pointer: '/laps/1' },
  ])('is $where', async ({ order, pointer }) => {
    const ride = await bench.record({ from: 0, to: 300, events: [event('lap', 100)] })
    await expect(bench.editing.split('me', ride.id, order)).rejects.toMatchObject({
      code: 'invalidArgument',
      errors: [{ pointer }],
    })
    expect(await bench.workouts()).toEqual([ride])
  })

  it('is when it is not there', async () => {
    const ride = await bench.record({ from: 0, to: 300, user: 'you' })
    await expect(bench.editing.split('me', ride.id, { laps: [1] })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a workout whose record is made anew', () => {
  it('has what came after its end, and stays what it was', async () => {
    await bench.save(readings('heartRate', [0, 100], () => 120))
    const ride = await bench.record({ from: 0, to: 200, events: [event('lap', 50)] })
    await bench.save(readings('heartRate', [100, 200], () => 160))
    const anew = await bench.editing.recompute('me', ride.id)
    expect(anew).toMatchObject({ id: ride.id, events: ride.events, statistics: { heartRate: { average: 140 } } })
    expect(await bench.workouts()).toEqual([anew])
  })

  it('changes nothing when nothing came', async () => {
    await bench.save(readings('heartRate', [0, 100], () => 120))
    const ride = await bench.record({ from: 0, to: 200 })
    const anchor = bench.store.anchor()
    expect(await bench.editing.recompute('me', ride.id)).toEqual(ride)
    expect(bench.store.anchor()).toBe(anchor)
  })

  it('keeps the times at which nothing was heard, and still was not', async () => {
    const ride = await bench.interrupted(await bench.record({ from: 0, to: 300 }), [10, 20], [140, 160])
    await bench.save(readings('heartRate', [5, 25], () => 120))
    const anew = await bench.editing.recompute('me', ride.id)
    expect(anew.interruptions).toEqual([{ start: at(140), end: at(160) }])
  })

  it('keeps how it went by its plan', async () => {
    const ride = await bench.record({ from: 0, to: 300 })
    const sample = await bench.store.find('me', ride.id)
    if (sample?.kind !== 'workout') throw new Error('it was recorded')
    const plan = { name: 'easy', steps: [] }
    await bench.store.save('me', [{ ...sample, workout: { ...sample.workout, plan } }], { replaces: [ride.id] })
    await bench.save(readings('heartRate', [0, 300], () => 120))
    expect(await bench.editing.recompute('me', ride.id)).toMatchObject({
      plan,
      statistics: { heartRate: { count: 300 } },
    })
  })

  it('is refused when it is not there', async () => {
    const ride = await bench.record({ from: 0, to: 300, user: 'you' })
    await expect(bench.editing.recompute('me', ride.id)).rejects.toMatchObject({ code: 'notFound' })
  })
})
