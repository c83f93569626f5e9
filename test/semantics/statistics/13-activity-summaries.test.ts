import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CivilDays } from '../../../src/activity/civil-days.js'
import type { Person } from '../../../src/activity/person.js'
import { type ActivitySummary, activitySummaries } from '../../../src/activity/summaries.js'
import { parseDate } from '../../../src/health/calendar/civil-day.js'
import type { NewQuantitySample, NewSample } from '../../../src/health/sample.js'
import { categorySample, quantitySample } from '../../../src/health/sample-rules.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { WorkoutEvent } from '../../../src/health/workout.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { openMemoryStore } from '../../../src/store/open-store.js'
import { workoutSample } from '../../http/workout-sample.js'

const at = (text: string): number => Date.parse(text)
const units: Partial<Record<QuantityTypeName, string>> = {
  activeEnergyBurned: 'kcal',
  heartRate: 'count/min',
  physicalEffort: 'kcal/(kg*hr)',
}

let store: HealthStore
let saved = 0
beforeEach(() => {
  saved = 0
  store = openMemoryStore({ clock: () => at('2026-11-23T12:00Z'), random: (bytes) => bytes.fill(7) })
})
afterEach(() => store.close())

const berlin: Person = { timeZone: 'Europe/Berlin' }
const athlete: Person = { ...berlin, restingHeartRate: 50, maximumHeartRate: 200 } // 40 % of the reserve is 110

const save = (...samples: NewSample[]) => store.save('me', samples)
const quantity = (type: QuantityTypeName, [start, end]: [string, string], value: number, source = 'phone') =>
  quantitySample({ type, unit: units[type] ?? 'count', start: at(start), end: at(end), value, source })

/** A reading every so many seconds; the one at the end is not among them. */
const readings = ([start, end]: [string, string], value: number, every = 1): NewQuantitySample[] =>
  Array.from({ length: (at(end) - at(start)) / (every * 1_000) }, (_, index) => {
    const time = new Date(at(start) + index * every * 1_000).toISOString()
    return quantity('heartRate', [time, time], value, 'watch')
  })

const workout = ([start, end]: [string, string], events: readonly WorkoutEvent[] = [], metadata = {}): NewSample => {
  saved += 1
  const sample = workoutSample(saved, {})
  const [from, to] = [at(start), at(end)]
  return { ...sample, start: from, end: to, metadata, workout: { ...sample.workout, start: from, end: to, events } }
}

const day = async (date: string, person: Person = berlin): Promise<ActivitySummary | undefined> => {
  const days = new CivilDays(person)
  return (await activitySummaries({ store, user: 'me', person }, [days.day(parseDate(date) ?? 0)]))[0]
}

describe('§ 25 a phone workout 09:50 to 11:10', () => {
  beforeEach(() =>
    save(
      workout(['2026-11-22T09:50+01:00', '2026-11-22T11:10+01:00']),
      quantity('activeEnergyBurned', ['2026-11-22T09:50+01:00', '2026-11-22T10:30+01:00'], 300),
      quantity('activeEnergyBurned', ['2026-11-22T10:30+01:00', '2026-11-22T11:10+01:00'], 250),
    ),
  )

  it('is three stand hours, 80 minutes of exercise and its active energy', async () => {
    expect(await day('2026-11-22')).toMatchObject({ stand: 3, exercise: 80, move: 550 })
  })

  it('is nothing on another day', async () => {
    expect(await day('2026-11-21')).toMatchObject({ stand: 0, exercise: 0, move: 0 })
  })
})

describe('§ 13 activity summaries: move', () => {
  it('counts what two sources have of one time once', async () => {
    const time: [string, string] = ['2026-11-22T10:00Z', '2026-11-22T10:10Z']
    await save(quantity('activeEnergyBurned', time, 100, 'watch'), quantity('activeEnergyBurned', time, 90))
    const ranked = (first: string): Person => ({ ...berlin, sourcePriority: { activeEnergyBurned: [first] } })
    expect(await day('2026-11-22', ranked('watch'))).toMatchObject({ move: 100 })
    expect(await day('2026-11-22', ranked('phone'))).toMatchObject({ move: 90 })
  })

  it('divides what crosses midnight', async () => {
    await save(quantity('activeEnergyBurned', ['2026-11-22T22:00Z', '2026-11-23T00:00Z'], 100))
    expect((await day('2026-11-22'))?.move).toBeCloseTo(50, 9)
    expect((await day('2026-11-23'))?.move).toBeCloseTo(50, 9)
  })

  it('counts minutes of moving for who counts those', async () => {
    // No client may save it, so no rule makes it.
    const [start, end] = [at('2026-11-22T10:00Z'), at('2026-11-22T10:20Z')]
    await save({ kind: 'quantity', type: 'appleMoveTime', start, end, value: 20, source: 'watch', metadata: {} })
    const child: Person = { ...berlin, activityMoveMode: 'appleMoveTime', goals: { moveTime: 60 } }
    expect(await day('2026-11-22', child)).toMatchObject({ moveMode: 'appleMoveTime', move: 20, moveGoal: 60 })
  })
})

describe('§ 13 activity summaries: exercise', () => {
  const hour: [string, string] = ['2026-11-22T10:00Z', '2026-11-22T11:00Z']

  it('is whole minutes at 40 % of the heart-rate reserve or more', async () => {
    await save(
      ...readings(['2026-11-22T10:00Z', '2026-11-22T10:10Z'], 110),
      ...readings(['2026-11-22T10:10Z', '2026-11-22T10:20Z'], 109),
      ...readings(['2026-11-22T10:20:50Z', '2026-11-22T10:30:01Z'], 150),
    )
    expect(await day('2026-11-22', athlete)).toMatchObject({ exercise: 19 })
  })

  it('takes a reading a minute for the minute', async () => {
    await save(...readings(hour, 130, 60))
    expect(await day('2026-11-22', athlete)).toMatchObject({ exercise: 60 })
  })

  it('knows the greatest heart rate from the age', async () => {
    await save(...readings(hour, 110, 10))
    const [old, young] = ['1946-01-01', '2006-01-01'].map((dateOfBirth) => ({
      ...berlin,
      restingHeartRate: 60,
      dateOfBirth,
    }))
    expect(await day('2026-11-22', old)).toMatchObject({ exercise: 60 }) // 152: from 96.8
    expect(await day('2026-11-22', young)).toMatchObject({ exercise: 0 }) // 194: from 113.6
  })

  it('is none by heart rate alone when the reserve is not known', async () => {
    await save(...readings(hour, 150))
    expect(await day('2026-11-22')).toMatchObject({ exercise: 0 })
  })

  it('is whole minutes of 3 MET or more', async () => {
    await save(
      quantity('physicalEffort', ['2026-11-22T10:00Z', '2026-11-22T10:10Z'], 3),
      quantity('physicalEffort', ['2026-11-22T10:10Z', '2026-11-22T10:20Z'], 2.9),
    )
    expect(await day('2026-11-22')).toMatchObject({ exercise: 10 })
  })

  it('of a workout with heart rate is by heart rate', async () => {
    await save(workout(hour), ...readings(['2026-11-22T10:00Z', '2026-11-22T10:30Z'], 140))
    expect(await day('2026-11-22', athlete)).toMatchObject({ exercise: 30 })
  })

  it('of a workout whose heart rate cannot be judged is all of it', async () => {
    await save(workout(hour), ...readings(['2026-11-22T10:00Z', '2026-11-22T10:01Z'], 140))
    expect(await day('2026-11-22')).toMatchObject({ exercise: 60 })
  })

  it('of a workout goes by its average METs', async () => {
    await save(
      workout(hour, [], { averageMETs: { value: 5, unit: 'kcal/(kg*hr)' } }),
      workout(['2026-11-22T14:00Z', '2026-11-22T15:00Z'], [], { averageMETs: { value: 2, unit: 'kcal/(kg*hr)' } }),
    )
    expect(await day('2026-11-22')).toMatchObject({ exercise: 60 })
  })

  it('leaves out pauses, and counts what overlaps once', async () => {
    const pause: WorkoutEvent = { event: 'pause', at: at('2026-11-22T10:20Z') }
    const resume: WorkoutEvent = { event: 'resume', at: at('2026-11-22T10:50Z') }
    await save(workout(hour, [pause, resume]), workout(['2026-11-22T10:55Z', '2026-11-22T11:05Z']))
    expect(await day('2026-11-22')).toMatchObject({ exercise: 35 })
  })
})

describe('§ 13 activity summaries: stand', () => {
  it('is clock hours with a minute of 30 steps', async () => {
    await save(
      quantity('stepCount', ['2026-11-22T10:05Z', '2026-11-22T10:06Z'], 30),
      quantity('stepCount', ['2026-11-22T11:05Z', '2026-11-22T11:06Z'], 29),
      quantity('stepCount', ['2026-11-22T12:00Z', '2026-11-22T12:59Z'], 1_000),
      quantity('stepCount', ['2026-11-22T13:10Z', '2026-11-22T13:11Z'], 31),
    )
    expect(await day('2026-11-22')).toMatchObject({ stand: 2 })
  })

  it("follows a watch's own judgement", async () => {
    const hour = (start: string, value: 'stood' | 'idle') => {
      const times = { start: at(start), end: at(start) + 3_600_000 }
      return categorySample({ type: 'appleStandHour', value, ...times, source: 'watch' })
    }
    await save(hour('2026-11-22T08:00Z', 'stood'), hour('2026-11-22T09:00Z', 'idle'))
    expect(await day('2026-11-22')).toMatchObject({ stand: 1 })
  })

  it('counts what rolls in a wheelchair', async () => {
    await save(quantity('pushCount', ['2026-11-22T10:05Z', '2026-11-22T10:06Z'], 40))
    expect(await day('2026-11-22')).toMatchObject({ stand: 0 })
    expect(await day('2026-11-22', { ...berlin, wheelchairUse: 'yes' })).toMatchObject({ stand: 1 })
  })

  it('has 24 hours where the clocks show one twice, and 23 where they skip one', async () => {
    for (const [date, start, end] of [
      ['2025-10-26', '2025-10-26T00:00+02:00', '2025-10-27T00:00+01:00'],
      ['2025-03-30', '2025-03-30T00:00+01:00', '2025-03-31T00:00+02:00'],
    ] as const) {
      await save(workout([start, end]))
      expect(await day(date)).toMatchObject({ stand: date === '2025-10-26' ? 24 : 23 })
    }
  })

  it("takes the zone's own hours, which in Kathmandu begin at a quarter past those of Greenwich", async () => {
    await save(workout(['2026-11-22T10:14Z', '2026-11-22T10:16Z']))
    expect(await day('2026-11-22', { timeZone: 'Asia/Kathmandu' })).toMatchObject({ stand: 2 })
    expect(await day('2026-11-22')).toMatchObject({ stand: 1 })
  })
})

describe('§ 13 activity summaries: days', () => {
  it("are the calendar's in the person's zone, of 23 and 25 hours too", async () => {
    const days = new CivilDays(berlin)
    const hours = (date: string) => {
      const { start, end } = days.day(parseDate(date) ?? 0)
      return (end - start) / 3_600_000
    }
    expect(['2025-03-30', '2025-10-26', '2026-11-22'].map(hours)).toEqual([23, 25, 24])
  })

  it('keep the zone in which they began', () => {
    const moved: Person = {
      timeZone: 'Asia/Tokyo',
      history: {
        timeZone: [
          { value: 'Europe/Berlin', from: at('2026-01-01T00:00Z') },
          { value: 'Asia/Tokyo', from: at('2026-11-20T09:00Z') },
        ],
      },
    }
    const days = new CivilDays(moved)
    const [flight, next] = ['2026-11-20', '2026-11-21'].map((date) => days.day(parseDate(date) ?? 0))
    expect(flight).toMatchObject({ start: at('2026-11-20T00:00+01:00'), end: at('2026-11-21T00:00+09:00') })
    expect(next).toMatchObject({ start: flight?.end, end: at('2026-11-22T00:00+09:00') })
    expect(days.dayAt(at('2026-11-20T16:00Z'))).toBe(parseDate('2026-11-21'))
    expect(days.day(parseDate('2025-06-01') ?? 0).zone.name).toBe('Europe/Berlin')
  })

  it('keep the goals that they had', async () => {
    const person: Person = {
      ...berlin,
      goals: { move: 700 },
      history: {
        goals: [
          { value: { move: 500, stand: 10 }, from: at('2026-11-01T08:00Z') },
          { value: { move: 700 }, from: at('2026-11-22T08:00Z') },
        ],
      },
    }
    expect(await day('2026-11-21', person)).toMatchObject({ moveGoal: 500, exerciseGoal: 30, standGoal: 10 })
    expect(await day('2026-11-22', person)).toMatchObject({ moveGoal: 700, exerciseGoal: 30, standGoal: 12 })
    expect(await day('2026-10-01', person)).toMatchObject({ moveGoal: 500 })
    expect(await day('2026-11-22')).toMatchObject({ moveGoal: 400, exerciseGoal: 30, standGoal: 12 })
  })

  it('say whether they were paused; what was done then still counts', async () => {
    await save(quantity('activeEnergyBurned', ['2026-11-21T10:00Z', '2026-11-21T11:00Z'], 80))
    const person: Person = { ...berlin, pausedDays: [{ start: '2026-11-20', end: '2026-11-22' }] }
    expect(await day('2026-11-21', person)).toMatchObject({ paused: true, move: 80 })
    expect(await day('2026-11-22', person)).toMatchObject({ paused: false })
  })

  it('change when data comes late and when it is deleted', async () => {
    const { uuids } = await save(quantity('activeEnergyBurned', ['2026-10-01T10:00Z', '2026-10-01T11:00Z'], 80))
    expect(await day('2026-10-01')).toMatchObject({ move: 80 })
    await store.delete('me', uuids)
    expect(await day('2026-10-01')).toMatchObject({ move: 0 })
  })
})
