import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declaredFigures } from '../../../src/exchange/recording/declared.js'
import type { DeclaredPart } from '../../../src/exchange/recording/recorded-activity.js'
import { workoutJsonSchema } from '../../../src/health/json/json-schema.js'
import { workoutJson } from '../../../src/health/json/workout-json.js'
import { findType } from '../../../src/health/type.js'
import { expectedSessionsOf, readRide } from '../../session/rides.js'
import { imported } from '../import-into.js'

type Figures = Readonly<Record<string, number | undefined>>

const known = (figures: Figures): object | undefined => {
  const told = Object.entries(figures).filter(([, value = 0]) => value > 0)
  return told.length > 0 ? Object.fromEntries(told) : undefined
}
const byName = (figures: Readonly<Record<string, object | undefined>>): object =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))

const rides = [
  ['indoor-trainer.fit', 'cycling'],
  ['indoor-two-pauses.fit', 'cycling'],
  ['outdoor-three-pauses.fit', 'cycling'],
  ['run-rr-intervals.fit', 'running'],
  ['run-smart-recording.fit', 'running'],
  ['run-developer-fields.fit', 'running'],
] as const

describe.each(rides)('the record of %s', (name, sport) => {
  it('keeps what the file says of itself', async () => {
    const { workout } = await imported(await readRide(name))
    const [session] = expectedSessionsOf(name)
    if (session === undefined) throw new Error(`nothing is known of ${name}`)
    const { declared } = session
    const isRide = sport === 'cycling'
    const { averageSpeed: _, ...metrics } = workout.declared?.metrics ?? {}
    expect(workout.declared?.elapsed).toBe(declared.total_timer_time)
    expect(workout.declared?.statistics).toMatchObject(
      byName({
        heartRate: known({ average: declared.avg_heart_rate, max: declared.max_heart_rate }),
        [isRide ? 'cyclingPower' : 'runningPower']: known({ average: declared.avg_power, max: declared.max_power }),
        [isRide ? 'cyclingSpeed' : 'runningSpeed']: known({ max: declared.max_speed }),
        [isRide ? 'distanceCycling' : 'distanceWalkingRunning']: known({ sum: declared.total_distance }),
        ...(isRide && { cyclingCadence: known({ average: declared.avg_cadence, max: declared.max_cadence }) }),
        activeEnergyBurned: known({ sum: declared.total_calories }),
      }),
    )
    expect(metrics).toEqual({
      ...known({
        normalizedPower: declared.normalized_power,
        intensityFactor: declared.intensity_factor,
        trainingStressScore: declared.training_stress_score,
        work: declared.total_work === undefined ? undefined : declared.total_work / 1_000,
      }),
      ...(declared.total_ascent === undefined
        ? {}
        : { ascent: declared.total_ascent, descent: declared.total_descent }),
    })
  })
})

describe('what a file says of itself', () => {
  it('has no sensors that were not there', async () => {
    const { statistics } = (await readRide('outdoor-three-pauses.fit')).declared ?? {}
    expect(statistics).not.toHaveProperty('heartRate')
    expect((await readRide('indoor-trainer.fit')).declared?.statistics).not.toHaveProperty('distanceCycling')
  })

  it('is, of several sports, what they say together', async () => {
    const name = 'multisport-three-sessions.fit'
    const { declared } = (await imported(await readRide(name))).workout
    const all = expectedSessionsOf(name).map((session) => session.declared)
    const elapsed = all.reduce((sum, { total_timer_time: timer }) => sum + timer, 0)
    const beats = all.reduce((sum, { total_timer_time: timer, avg_heart_rate: rate = 0 }) => sum + timer * rate, 0)
    expect(declared).toEqual({
      elapsed,
      statistics: { heartRate: { average: expect.closeTo(beats / elapsed), max: 63 } },
    })
  })

  it('is, of a TCX file, what its laps say together', async () => {
    const { workout } = await imported(await readRide('run-three-laps.tcx'))
    const average = (139 * 608.47 + 172 * 714.8 + 167 * 669.51) / 1992.78
    expect(workout.declared).toEqual({
      elapsed: expect.closeTo(1992.78),
      statistics: {
        heartRate: { average: expect.closeTo(average), max: 189 },
        distanceWalkingRunning: { sum: expect.closeTo(4689.243) },
        activeEnergyBurned: { sum: 379 },
        runningSpeed: { max: expect.closeTo(4.554, 3) },
      },
    })
  })

  it('is in the JSON as it is in the record', async () => {
    const { workout } = await imported(await readRide('indoor-two-pauses.fit'))
    const told = workoutJsonSchema.parse(JSON.parse(JSON.stringify(workoutJson(workout)))).declared
    const statistics = Object.entries(told?.statistics ?? {}).map(([type, { unit: _, ...figures }]) => [type, figures])
    expect({ ...told, statistics: Object.fromEntries(statistics) }).toEqual(workout.declared)
  })
})

const part = (facts: Partial<DeclaredPart>): DeclaredPart => ({ sport: 'cycling', measured: {}, metrics: {}, ...facts })

describe('declared parts together', () => {
  it('have sums of what each says, and none of what one leaves out', () => {
    const measured = (distance: number, energy?: number) => ({ distance: { sum: distance }, energy: { sum: energy } })
    const laps = [part({ measured: measured(800, 20), timer: 60 }), part({ measured: measured(0), timer: 60 })]
    expect(declaredFigures(laps)).toEqual({ elapsed: 120, statistics: { distanceCycling: { sum: 800 } } })
  })

  it('have the distance of each sport', () => {
    const measured = { distance: { sum: 1_000 } }
    const sports = [part({ measured }), part({ measured, sport: 'running' }), part({ sport: 'transition' })]
    expect(declaredFigures(sports)?.statistics).toEqual({
      distanceCycling: { sum: 1_000 },
      distanceWalkingRunning: { sum: 1_000 },
    })
  })

  it('have the average over the time of those that had a sensor', () => {
    const rate = (average: number | undefined, timer: number) =>
      part({ timer, measured: { heartRate: { average, max: average }, power: { average, max: average } } })
    expect(declaredFigures([rate(100, 60), rate(0, 60), rate(160, 120), rate(undefined, 600)])?.statistics).toEqual({
      heartRate: { average: 140, max: 160 },
      cyclingPower: { average: expect.closeTo(105), max: 160 },
    })
  })

  it('have what adds up, and no Normalized Power', () => {
    const metrics = { normalizedPower: 200, trainingStressScore: 10, ascent: 0, descent: 20, averageSpeed: 8 }
    const slow = { ...metrics, averageSpeed: 2 }
    expect(declaredFigures([part({ metrics, timer: 100 }), part({ metrics: slow, timer: 200 })])?.metrics).toEqual({
      trainingStressScore: 20,
      averageSpeed: 4,
      ascent: 0,
      descent: 40,
    })
    const sports = [part({ metrics }), part({ metrics, sport: 'running' })]
    expect(declaredFigures(sports)?.metrics).toEqual({ trainingStressScore: 20, ascent: 0, descent: 40 })
  })

  it('say nothing when none says anything', () => {
    const power = { average: 0, max: 0 }
    const zeros = part({ measured: { power, distance: { sum: 0 } }, metrics: { normalizedPower: 0, ascent: 0 } })
    expect(declaredFigures([zeros])).toBeUndefined()
    expect(declaredFigures([])).toBeUndefined()
  })

  it('are finite numbers, whatever a file says', () => {
    const amount = fc.option(fc.double({ min: 0 }), { nil: undefined })
    const figures = fc.record({ sum: amount, average: amount, min: amount, max: amount })
    const said = fc.record({
      sport: fc.constantFrom('cycling', 'running', 'transition', '__proto__'),
      timer: amount,
      measured: fc.record({ heartRate: figures, power: figures, distance: figures, energy: figures }),
      metrics: fc.dictionary(fc.constantFrom('averageSpeed', 'work', 'ascent', 'normalizedPower'), fc.double()),
    })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 5 }), (parts) => {
        const { elapsed = 0, statistics = {}, metrics = {} } = declaredFigures(parts) ?? {}
        const all = [elapsed, ...Object.values(statistics).flatMap(Object.values), ...Object.values(metrics)]
        expect(all.filter((figure) => !Number.isFinite(figure))).toEqual([])
        for (const type of Object.keys(statistics)) expect(findType(type)).toBeDefined()
      }),
    )
  })
})
