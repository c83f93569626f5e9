import { describe, expect, it } from 'vitest'
import type { ZoneTime } from '../../../src/health/workout.js'
import type { Profile } from '../../../src/session/profile.js'
import { begin, openBench, readings, ride, savedWorkout, start } from '../begin.js'

const at = (second: number) => start + second * 1_000
const seconds = (zones: readonly ZoneTime[] | undefined) => zones?.map((zone) => zone.seconds)
const bordersOf = (zones: readonly ZoneTime[] | undefined) => zones?.slice(1).map(({ from }) => from)

describe('the zones of a workout (semantics §15)', () => {
  it('are its own before the person’s, live and in the record, and the next workout’s again the person’s', async () => {
    const bench = await openBench({ maximumHeartRate: 200, zones: { heartRate: [100] } })
    await bench.sessions.start('me', { ...ride, zones: { heartRate: [120, 140] } })
    await bench.save(readings('heartRate', [0, 30], (second) => 110 + 10 * Math.floor(second / 10)))
    expect(bench.sessions.active('me')).toMatchObject({ zone: 1 })
    await bench.send('end', 30)
    const { zones, activities } = await savedWorkout(bench)
    expect(zones.heartRate).toEqual([
      { to: 120, seconds: 10 },
      { from: 120, to: 140, seconds: 20 },
      { from: 140, seconds: 0 },
    ])
    expect(activities[0]?.zones).toEqual(zones)
    await bench.sessions.start('me', { ...ride, at: at(60) })
    await bench.save(readings('heartRate', [60, 70], () => 130))
    expect(seconds(bench.sessions.active('me')?.zones.heartRate)).toEqual([0, 9])
  })

  it('survive a restart', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, zones: { cyclingCadence: [80, 90] } })
    await bench.save(readings('cyclingCadence', [0, 10], () => 85))
    const before = bench.sessions.active('me')?.zones
    await bench.restart()
    expect(bench.sessions.active('me')?.zones).toEqual(before)
    expect(seconds(before?.cyclingCadence)).toEqual([0, 9, 0])
  })

  it.each([
    ['cyclingCadence', 85],
    ['runningSpeed', 3.2],
    ['cyclingSpeed', 8],
    ['runningPower', 260],
  ] as const)('are of %s when the person has some', async (type, value) => {
    const bench = await openBench({ zones: { [type]: [value * 0.9, value, value * 1.1] } })
    await bench.sessions.start('me', {
      activityType: type.startsWith('r') ? 'running' : 'cycling',
      location: 'outdoor',
    })
    await bench.save(readings(type, [0, 10], () => value))
    expect(seconds(bench.sessions.active('me')?.zones[type])).toEqual([0, 0, 9, 0])
    await bench.send('end', 10)
    expect(seconds((await savedWorkout(bench)).zones[type])).toEqual([0, 0, 10, 0])
  })

  it('are an activity’s own before the workout’s', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, zones: { heartRate: [120] } })
    const configuration = { zones: { heartRate: [130] } }
    await bench.sessions.send('me', { event: 'beginActivity', at: at(0) })
    await bench.sessions.send('me', { event: 'beginActivity', at: at(10), configuration })
    await bench.save(readings('heartRate', [0, 20], () => 125))
    await bench.send('end', 20)
    const { zones, activities } = await savedWorkout(bench)
    expect(seconds(zones.heartRate)).toEqual([0, 20])
    expect(
      activities.map((activity) => [bordersOf(activity.zones?.heartRate), seconds(activity.zones?.heartRate)]),
    ).toEqual([
      [[120], [0, 10]],
      [[130], [10, 0]],
    ])
  })

  it('are what a plan’s targets refer to', async () => {
    const bench = await openBench({ zones: { heartRate: [100] } })
    const target = { type: 'heartRate', zone: 2 } as const
    const plan = {
      name: 'Easy',
      activityType: 'cycling',
      steps: [{ kind: 'work', end: { by: 'open' }, target }],
    } as const
    await bench.sessions.start('me', { ...ride, plan, zones: { heartRate: [120, 140] } })
    expect(bench.sessions.active('me')?.plan).toMatchObject({ target: { from: 120, to: 140 } })
  })

  it('of amounts are none', async () => {
    const bench = await openBench({ zones: { distanceCycling: [10] } })
    await bench.sessions.start('me', ride)
    await bench.save(readings('distanceCycling', [0, 10], () => 8))
    expect(bench.sessions.active('me')?.zones).toEqual({})
  })
})

describe('a change of the profile', () => {
  it('in the middle of a workout changes neither its figures nor its record, also after a restart', async () => {
    const bench = await begin()
    const profile = bench.profile as { -readonly [Fact in keyof Profile]: Profile[Fact] }
    await bench.save(readings('heartRate', [0, 60], () => 120))
    const before = bench.sessions.active('me')?.zones.heartRate
    const history = {
      maximumHeartRate: [
        { value: 190, from: start - 1_000_000 },
        { value: 210, from: at(30) },
      ],
      zones: [
        { value: null, from: start - 1_000_000 },
        { value: { heartRate: [60, 70] }, from: at(30) },
      ],
    }
    Object.assign(profile, { maximumHeartRate: 210, zones: { heartRate: [60, 70] }, history })
    await bench.restart()
    expect(bench.sessions.active('me')?.zones.heartRate).toEqual(before)
    await bench.send('end', 60)
    expect(bordersOf((await savedWorkout(bench)).zones.heartRate)).toEqual(bordersOf(before))
  })
})
