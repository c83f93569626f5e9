import { beforeEach, describe, expect, it } from 'vitest'
import type { Workout } from '../../../src/health/workout.js'
import { recordPastWorkout } from '../../../src/session/past-workout.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { clockAt, memoryStore } from '../../session/begin.js'
import { everything, workoutsIn } from '../open.js'
import { app, archiveOf, landed, minute, noon, phone, quantity, sample, watch, workout } from './land.js'

let store: HealthStore
beforeEach(() => {
  store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
})

const record = async (id: string | undefined): Promise<Workout> => {
  const found = await store.find('me', id ?? '')
  if (found?.kind !== 'workout') throw new Error('there is no such record')
  return found.workout
}

const track = (...minutes: readonly number[]): string =>
  `<gpx version="1.1"><trk><trkseg>${minutes
    .map((at) => {
      const time = new Date(noon + at * minute).toISOString()
      return `<trkpt lat="${50 + at / 1_000}" lon="8"><ele>${100 + at * 10}</ele><time>${time}</time></trkpt>`
    })
    .join('')}</trkseg></trk></gpx>`

const way = { path: 'workout-routes/route.gpx', metadata: {} }

describe('a workout of an export', () => {
  it('has the figures of its samples, though they come after it, and what it declares beside them', async () => {
    const declared = { elapsed: 1_800, statistics: { heartRate: { average: 150, min: 120, max: 170 } } }
    const rates = Array.from({ length: 30 }, (_, at) => sample(quantity('heartRate', 140, { at: noon + at * minute })))
    const { workouts } = await landed(store, archiveOf([workout({ declared }), ...rates]))
    expect(await record(workouts[0])).toMatchObject({
      ...{ activityType: 'running', elapsed: 1_800, declared },
      statistics: { heartRate: { average: 140, max: 140 } },
    })
  })

  it('is there once, however often it comes, with the same id in every store', async () => {
    const archive = () => archiveOf([sample(quantity('heartRate', 140)), workout()])
    const first = await landed(store, archive())
    const before = await everything(store)
    expect(await landed(store, archive())).toEqual({ ...first, samples: 0, skipped: 1 })
    expect(await everything(store)).toEqual(before)
    const other = memoryStore(clockAt(noon))
    expect((await landed(other, archive())).workouts).toEqual(first.workouts)
  })

  it('is kept with its zone and metadata', async () => {
    const metadata = { weatherTemperature: { value: 12, unit: 'degC' }, indoorWorkout: false }
    const { workouts } = await landed(store, archiveOf([workout({ metadata, timeZone: 'Europe/London' })]))
    expect(await store.find('me', workouts[0] ?? '')).toMatchObject({ metadata, timeZone: 'Europe/London' })
  })

  it('has its pauses, laps and segments; what stood still for lack of motion counts', async () => {
    const events = [
      { event: 'pause' as const, at: noon + 5 * minute },
      { event: 'resume' as const, at: noon + 7 * minute },
      { event: 'motionPaused' as const, at: noon + 10 * minute },
      { event: 'motionResumed' as const, at: noon + 14 * minute },
      { event: 'segment' as const, at: noon, end: noon + 10 * minute },
      { event: 'lap' as const, at: noon, end: noon + 15 * minute },
      { event: 'marker' as const, at: noon + 20 * minute },
    ]
    const { workouts } = await landed(store, archiveOf([workout({ events })]))
    const made = await record(workouts[0])
    expect(made.elapsed).toBe(28 * 60)
    expect(made.laps.map(({ elapsed }) => elapsed)).toEqual([13 * 60, 15 * 60])
    expect(new Set(made.events.map(({ event }) => event))).toEqual(new Set(events.map(({ event }) => event)))
  })

  it('that ends in a pause ran until then', async () => {
    const events = [{ event: 'pause' as const, at: noon + 20 * minute }]
    const { workouts } = await landed(store, archiveOf([workout({ events })]))
    expect((await record(workouts[0])).elapsed).toBe(20 * 60)
  })

  it('may be of several sports', async () => {
    const part = (activityType: 'swimming' | 'transition' | 'cycling', from: number, to: number) => ({
      ...{ activityType, location: 'outdoor' as const, start: noon + from * minute, end: noon + to * minute },
    })
    const activities = [part('swimming', 0, 10), part('transition', 10, 12), part('cycling', 12, 30)]
    const { workouts } = await landed(store, archiveOf([workout({ activityType: 'swimBikeRun', activities })]))
    expect((await record(workouts[0])).activities.map(({ activityType, elapsed }) => [activityType, elapsed])).toEqual([
      ['swimming', 600],
      ['transition', 120],
      ['cycling', 1_080],
    ])
  })

  it('counts what its own source has measured, and of others what that has not', async () => {
    const { workouts } = await landed(
      store,
      archiveOf([
        sample(quantity('distanceWalkingRunning', 4_000, { minutes: 30 }), phone),
        sample(quantity('distanceWalkingRunning', 5_000, { minutes: 30 }), app),
        sample(quantity('heartRate', 140, { at: noon + minute })),
        workout({ origin: app }),
      ]),
    )
    const { statistics } = await record(workouts[0])
    expect(statistics.distanceWalkingRunning).toMatchObject({ sum: 5_000, sources: ['runner'] })
    expect(statistics.heartRate).toMatchObject({ average: 140 })
  })

  it('has the totals that it declares and nobody has measured, and no other', async () => {
    const statistics = {
      distanceWalkingRunning: { sum: 5_200 },
      activeEnergyBurned: { sum: 425 },
      heartRate: { average: 150 },
    }
    const events = [
      { event: 'pause' as const, at: noon + 10 * minute },
      { event: 'resume' as const, at: noon + 20 * minute },
    ]
    const archive = () =>
      archiveOf([
        sample(quantity('activeEnergyBurned', 400, { minutes: 30 }), phone),
        workout({ declared: { statistics }, events }),
      ])
    const { workouts, samples } = await landed(store, archive())
    const made = await record(workouts[0])
    expect(made.statistics.distanceWalkingRunning?.sum).toBeCloseTo(5_200, 9)
    expect(made.statistics.activeEnergyBurned?.sources).toEqual(['iphone'])
    expect(made.statistics.heartRate).toBeUndefined()
    expect(samples).toBe(3)
    expect(await landed(store, archive())).toMatchObject({ workouts, samples: 0 })
  })

  it('that lies in the future or lasts for weeks is left out', async () => {
    const long = workout({ end: noon + 15 * 24 * 60 * minute })
    const ahead = workout({ start: Date.parse('2031-01-01'), end: Date.parse('2031-01-01') + minute })
    const { workouts, problems } = await landed(store, archiveOf([long, ahead, { type: 'summary' }]))
    expect(workouts).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['tooLong', 'inFuture', 'leftOut'])
    expect(problems.at(-1)?.message).toBe('the rings of 1 day were left out: they are computed here')
  })
})

describe('the way of a workout', () => {
  it('is tied to it, and its height counts', async () => {
    const archive = () => archiveOf([workout({ routes: [way] })], { [way.path]: track(0, 1, 2, 3, 4, 5) })
    const first = await landed(store, archive())
    const id = first.workouts[0]
    const { items } = await store.samples('me', { types: ['workoutRoute'], predicate: { workout: id ?? '' } })
    expect(items).toMatchObject([{ workoutUuid: id, source: 'kim-s-apple-watch' }])
    expect((await record(id)).metrics.ascent).toBeCloseTo(50, 3)
    expect(first).toMatchObject({ samples: 1, problems: [] })
    expect(await landed(store, archive())).toEqual({ ...first, samples: 0, skipped: 1 })
  })

  it('comes later when it was not there at first', async () => {
    const bare = await landed(store, archiveOf([workout({ routes: [way] })]))
    expect(bare.problems).toEqual([{ code: 'missingRoute', message: '1 route is not there' }])
    const whole = await landed(store, archiveOf([workout({ routes: [way] })], { [way.path]: track(0, 1) }))
    expect(whole).toMatchObject({ workouts: bare.workouts, samples: 1, problems: [] })
  })

  it('takes the place of its older version', async () => {
    const version = (syncVersion: number) => ({ ...way, metadata: { syncIdentifier: 'way-1', syncVersion } })
    await landed(store, archiveOf([workout({ routes: [version(1)] })], { [way.path]: track(0, 1, 2) }))
    await landed(store, archiveOf([workout({ routes: [version(2)] })], { [way.path]: track(0, 1) }))
    const { items } = await store.samples('me', { types: ['workoutRoute'] })
    expect(items.map((item) => (item.kind === 'workoutRoute' ? item.locations.length : 0))).toEqual([2])
  })

  it('is kept as far as it is whole', async () => {
    const cut = track(0, 1, 2).slice(0, -90)
    const { problems } = await landed(store, archiveOf([workout({ routes: [way] })], { [way.path]: cut }))
    expect(problems).toMatchObject([{ code: 'badMarkup' }])
    const { items } = await store.samples('me', { types: ['workoutRoute'] })
    expect(items).toHaveLength(1)
  })
})

describe('a workout that is there already', () => {
  const past = {
    id: '0193e0a0-0000-7000-8000-00000000000a',
    ...{ user: 'me', activityType: 'running' as const, location: 'outdoor' as const },
    ...{ start: noon + 300, end: noon + 30 * minute, events: [] },
  }

  it('is left as it is when an app only passes it on', async () => {
    await recordPastWorkout({ store, profile: () => ({}) }, { ...past, source: 'garmin-edge800' })
    const { workouts } = await landed(store, archiveOf([workout({ origin: { source: { name: 'Strava' } } })]))
    expect(workouts).toEqual([past.id])
    expect(workoutsIn(await everything(store))).toHaveLength(1)
  })

  it('is another one when another recorder has recorded it', async () => {
    await recordPastWorkout({ store, profile: () => ({}) }, { ...past, source: 'garmin-edge800' })
    const { workouts } = await landed(store, archiveOf([workout()]))
    expect(workouts).not.toEqual([past.id])
    expect(workoutsIn(await everything(store))).toHaveLength(2)
  })

  it('gives way to that of its recorder, whichever of them an export tells first', async () => {
    const passed = workout({ origin: { source: { name: 'Strava' } } })
    const { workouts } = await landed(store, archiveOf([passed, workout({ origin: watch })]))
    expect(workouts).toHaveLength(1)
    expect(await store.find('me', workouts[0] ?? '')).toMatchObject({ source: 'kim-s-apple-watch' })
  })
})
