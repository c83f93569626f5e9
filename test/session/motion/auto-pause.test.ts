import { describe, expect, it, vi } from 'vitest'
import type { NewSample } from '../../../src/health/sample.js'
import type { WorkoutEvent } from '../../../src/health/workout.js'
import type { StartWorkout } from '../../../src/session/sessions.js'
import { amount, type Bench, openBench, reading, readings, savedWorkout, start, withoutId } from '../begin.js'

const outdoors = { activityType: 'cycling', location: 'outdoor' } as const
const at = (second: number) => start + second * 1_000

const begun = async (wanted: Partial<StartWorkout> = {}): Promise<Bench> => {
  const bench = await openBench({ functionalThresholdPower: 250, restingHeartRate: 50, maximumHeartRate: 190 })
  await bench.sessions.start('me', { ...outdoors, ...wanted })
  return bench
}

const isRiding = (second: number) => second < 60 || second >= 90

/** A second of a ride that stands still from 60 s to 90 s. */
const second = (one: number, riding = isRiding): readonly NewSample[] => [
  reading('cyclingPower', one, riding(one) ? 200 : 0),
  reading('cyclingCadence', one, riding(one) ? 90 : 0),
  reading('cyclingSpeed', one, riding(one) ? 8 : 0),
  amount('distanceCycling', [one, one + 1], riding(one) ? 8 : 0),
  reading('heartRate', one, riding(one) ? 150 : 110),
]

const rideOf = (from: number, to: number, riding = isRiding) =>
  Array.from({ length: to - from }, (_, index) => second(from + index, riding)).flat()

const motionOf = (events: readonly WorkoutEvent[] = []) =>
  events.filter(({ event }) => event.startsWith('motion')).map(({ event, at }) => [event, (at - start) / 1_000])

const stood = [
  ['motionPaused', 60],
  ['motionResumed', 90],
]

const ended = async (bench: Bench, to = 120) => {
  await bench.send('end', to)
  return savedWorkout(bench)
}

describe('a ride that stands still', () => {
  it('pauses at the moment motion stopped, and goes on with the first reading above 0', async () => {
    const bench = await begun()
    await bench.save(rideOf(0, 120))
    const workout = await ended(bench)
    expect(motionOf(workout.events)).toEqual(stood)
    expect([workout.elapsed, workout.total]).toEqual([90, 120])
    expect(workout.statistics.heartRate).toMatchObject({ count: 90, average: 150, duration: 90 })
    expect(workout.statistics.distanceCycling?.sum).toBeCloseTo(90 * 8, 9)
  })

  it('is paused live after 4 s, retroactively', async () => {
    const bench = await begun()
    const told: (readonly [string, string | undefined, string | undefined])[] = []
    bench.sessions.subscribe(({ state, pausedBy }, { event }) => event && told.push([event, state, pausedBy]))
    await bench.save(rideOf(0, 63))
    bench.clock.now = at(63.5)
    bench.sessions.check()
    expect(bench.sessions.active('me')).toMatchObject({ state: 'running', elapsed: 63.5 })
    bench.clock.now = at(64)
    bench.sessions.check()
    await vi.waitFor(() => expect(bench.sessions.active('me')).toMatchObject({ state: 'paused', pausedBy: 'motion' }))
    expect(bench.sessions.active('me')?.elapsed).toBe(60)
    bench.clock.now = at(90)
    await bench.save(rideOf(63, 91))
    await vi.waitFor(() => expect(bench.sessions.active('me')?.state).toBe('running'))
    bench.clock.now = at(95)
    expect(bench.sessions.active('me')?.elapsed).toBe(65)
    expect(told).toEqual([
      ['motionPaused', 'paused', 'motion'],
      ['motionResumed', 'running', undefined],
    ])
  })

  it.each<[string, Partial<StartWorkout>, boolean]>([
    ['outdoor cycling', {}, true],
    ['outdoor running', { activityType: 'running' }, true],
    ['outdoor hand cycling', { activityType: 'handCycling' }, true],
    ['indoor cycling', { location: 'indoor' }, false],
    ['outdoor walking', { activityType: 'walking' }, false],
    ['cycling somewhere', { location: 'unknown' }, false],
    ['indoor cycling that is to', { location: 'indoor', autoPause: true }, true],
    ['outdoor cycling that is not to', { autoPause: false }, false],
  ])('pauses or not by its sport: %s', async (_, wanted, pauses) => {
    const bench = await begun(wanted)
    const type =
      wanted.activityType === 'running' || wanted.activityType === 'walking' ? 'walkingSpeed' : 'cyclingSpeed'
    await bench.save(readings(type, [0, 120], (one) => (isRiding(one) ? 3 : 0)))
    expect(motionOf((await ended(bench)).events)).toEqual(pauses ? stood : [])
  })

  it.each<[string, readonly NewSample[], readonly unknown[]]>([
    ['silence', readings('cyclingSpeed', [0, 60], () => 8), []],
    ['3 s', readings('cyclingSpeed', [0, 120], (one) => (one >= 60 && one < 63 ? 0 : 8)), []],
    [
      'coasting',
      [
        ...readings('cyclingSpeed', [0, 120], () => 8),
        ...readings('cyclingCadence', [0, 120], (one) => (isRiding(one) ? 90 : 0)),
      ],
      [],
    ],
    [
      'coasting with a slow watch',
      [
        ...readings('cyclingCadence', [0, 120], (one) => (isRiding(one) ? 90 : 0)),
        ...Array.from({ length: 12 }, (_, index) => amount('distanceCycling', [index * 10, index * 10 + 10], 80)),
      ],
      [],
    ],
    [
      'a sensor that is gone',
      [
        ...readings('cyclingPower', [0, 30], () => 200),
        ...readings('cyclingSpeed', [0, 120], (one) => (isRiding(one) ? 8 : 0)),
      ],
      stood,
    ],
    [
      'one 0 and then nothing',
      [...readings('cyclingSpeed', [0, 60], () => 8), reading('cyclingSpeed', 60, 0)],
      [stood[0]],
    ],
  ])('is told from %s', async (_, samples, events) => {
    const bench = await begun()
    await bench.save(samples)
    expect(motionOf((await ended(bench)).events)).toEqual(events)
  })
})

describe('a person whose ride stands still', () => {
  it('pauses it until they resume it', async () => {
    const bench = await begun()
    await bench.save(rideOf(0, 70))
    await bench.send('pause', 70)
    await bench.save(rideOf(70, 120))
    expect(bench.sessions.active('me')).toMatchObject({ state: 'paused', pausedBy: 'hand' })
    await bench.send('resume', 110)
    const workout = await ended(bench)
    expect(motionOf(workout.events)).toEqual(stood)
    expect(workout.elapsed).toBe(70)
  })

  it('goes on by hand, and is believed until something moves', async () => {
    const bench = await begun()
    const riding = (one: number) => isRiding(one) && one < 100
    await bench.save(rideOf(0, 70, riding))
    await bench.send('resume', 70)
    await bench.save(rideOf(70, 120, riding))
    const workout = await ended(bench)
    expect(motionOf(workout.events)).toEqual([
      ['motionPaused', 60],
      ['motionPaused', 100],
    ])
    expect(workout.elapsed).toBe(60 + 30)
  })
})

describe('the record', () => {
  const inOrder = async () => {
    const bench = await begun()
    await bench.save(rideOf(0, 120))
    return withoutId(await ended(bench))
  }

  it('is the same whatever the order in which readings came', async () => {
    const bench = await begun()
    for (const part of [rideOf(80, 100), rideOf(0, 62), rideOf(100, 120), rideOf(62, 80)]) await bench.save(part)
    expect(withoutId(await ended(bench))).toEqual(await inOrder())
  })

  it('is the same after a crash in the pause', async () => {
    const bench = await begun()
    await bench.save(rideOf(0, 70))
    bench.clock.now = at(70)
    bench.sessions.check()
    await bench.restart()
    expect(bench.sessions.active('me')).toMatchObject({ state: 'paused', pausedBy: 'motion', elapsed: 60 })
    await bench.save(rideOf(70, 120))
    expect(withoutId(await ended(bench))).toEqual(await inOrder())
  })

  it('does not pause where the missing readings show motion', async () => {
    const bench = await begun()
    await bench.save(readings('cyclingCadence', [0, 120], (one) => (isRiding(one) ? 90 : 0)))
    bench.clock.now = at(120)
    await vi.waitFor(() => expect(bench.sessions.active('me')?.elapsed).toBe(90))
    await bench.save(readings('cyclingSpeed', [0, 120], () => 8))
    expect(await ended(bench)).toMatchObject({ elapsed: 120, events: [] })
  })
})

describe('a prepared ride', () => {
  const prepared = () => begun({ prepare: true, autoStart: true })

  it('starts at the first reading above 0', async () => {
    const bench = await prepared()
    await bench.save(readings('cyclingSpeed', [0, 10], () => 0))
    expect(bench.sessions.active('me')?.state).toBe('prepared')
    await bench.save(readings('cyclingSpeed', [10, 30], () => 8))
    await vi.waitFor(() => expect(bench.sessions.active('me')).toMatchObject({ state: 'running', start: at(10) }))
    expect(await ended(bench, 30)).toMatchObject({ start: at(10), elapsed: 20 })
  })

  it('starts after a restart as well, when something has moved meanwhile', async () => {
    const bench = await prepared()
    await bench.sessions.close()
    await bench.save(readings('cyclingSpeed', [10, 30], () => 8))
    await bench.restart()
    await vi.waitFor(() => expect(bench.sessions.active('me')).toMatchObject({ state: 'running', start: at(10) }))
  })

  it('is one that was prepared', async () => {
    await expect(begun({ autoStart: true })).rejects.toMatchObject({ errors: [{ pointer: '/autoStart' }] })
  })
})
