import { describe, expect, it } from 'vitest'
import { liveWorkoutJsonSchema, statisticsJsonSchema, workoutJsonSchema } from '../../src/health/json/json-schema.js'
import { liveWorkoutJson, statisticsJson, workoutJson } from '../../src/health/json/workout-json.js'
import type { Statistics } from '../../src/health/statistics.js'
import { refusalOf } from './refusal.js'
import { liveRide, ride } from './ride.js'

const start = '2026-11-22T10:00:00.000Z'
const end = '2026-11-22T10:30:00.000Z'

describe('the JSON of statistics', () => {
  const figures = { start: 0, end: 1000, count: 2, sources: ['phone', 'watch'] }
  const distance: Statistics = {
    ...figures,
    type: 'distanceCycling',
    unit: 'm',
    sum: 1500,
    average: undefined,
    bySource: { watch: { ...figures, type: 'distanceCycling', unit: 'm', sum: 1500 } },
  }

  it('has ISO times and no member without a value', () => {
    const told = {
      ...figures,
      type: 'distanceCycling',
      unit: 'm',
      sum: 1500,
      start: '1970-01-01T00:00:00.000Z',
      end: '1970-01-01T00:00:01.000Z',
    }
    expect(statisticsJson(distance)).toStrictEqual({ ...told, bySource: { watch: told } })
  })

  it('is in another unit when asked, in every figure', () => {
    const { heartRate } = ride.statistics
    expect(statisticsJson(distance, 'km')).toMatchObject({
      unit: 'km',
      sum: 1.5,
      bySource: { watch: { unit: 'km', sum: 1.5 } },
    })
    expect(heartRate && statisticsJson(heartRate, 'Hz')).toMatchObject({
      unit: 'Hz',
      min: 2,
      average: 140 / 60,
      mostRecent: { value: 2.5, at: end },
      count: 1200,
    })
  })

  it('refuses a unit of another dimension', () => {
    expect(refusalOf(() => statisticsJson(distance, 's'))?.code).toBe('invalidArgument')
  })

  it('tells what each source contributed, in the unit too', () => {
    const own = { source: 'phone', rank: 2, count: 1, ownOverlap: 60 }
    const phone = { ...own, total: 950, counted: 475, setAside: 475, coveredBy: { watch: 475 } }
    const json = statisticsJson({ ...distance, explanation: [phone] }, 'km')
    const inKm = { ...own, total: 0.95, counted: 0.475, setAside: 0.475, coveredBy: { watch: 0.475 } }
    expect(statisticsJsonSchema.parse(json).explanation).toEqual([inKm])
  })

  it('fits its schema', () => {
    expect(statisticsJsonSchema.parse(statisticsJson(distance))).toEqual(statisticsJson(distance))
  })
})

describe('the JSON of a workout', () => {
  const json = workoutJson(ride)

  it('is that of the contract', () => {
    expect(json).toMatchObject({
      id: ride.id,
      activityType: 'cycling',
      location: 'outdoor',
      start,
      end,
      elapsed: 1200,
      total: 1800,
    })
    expect(json.events).toStrictEqual([
      { event: 'pause', at: '2026-11-22T10:10:00.000Z' },
      { event: 'resume', at: '2026-11-22T10:20:00.000Z' },
      { event: 'segment', at: start, end, metadata: { mine: 'x' } },
    ])
    expect(json.zones).toStrictEqual({
      heartRate: [
        { to: 140, seconds: 600 },
        { from: 140, seconds: 600 },
      ],
    })
    expect(json.unavailable).toEqual({ normalizedPower: 'no power' })
  })

  it('names the units of what the recorder says', () => {
    const statistics = { heartRate: { average: 141, max: undefined }, distanceCycling: { sum: 1000 } }
    const declared = { elapsed: 118.5, statistics, metrics: { normalizedPower: 201 } }
    const told = workoutJson({ ...ride, declared })
    expect(workoutJsonSchema.parse(told).declared).toStrictEqual({
      ...declared,
      statistics: { heartRate: { unit: 'count/min', average: 141 }, distanceCycling: { unit: 'm', sum: 1000 } },
    })
    expect(workoutJson({ ...ride, declared: { elapsed: 118.5 } }).declared).toStrictEqual({ elapsed: 118.5 })
  })

  it('leaves out what there is not', () => {
    expect(json).not.toHaveProperty('declared')
    expect(json).not.toHaveProperty('plan')
    expect(json.laps[0]).not.toHaveProperty('distance')
  })

  it('fits its schema', () => {
    expect(workoutJsonSchema.parse(json)).toEqual(json)
  })
})

describe('the JSON of a live workout', () => {
  const json = liveWorkoutJson(liveRide)

  it('is that of a workout with its state, and without an end', () => {
    const { end: _, ...record } = workoutJson(ride)
    expect(json).toStrictEqual({ ...record, user: 'me', state: 'running', at: end, lap: 1 })
  })

  it('has its end once there is one', () => {
    expect(liveWorkoutJson({ ...liveRide, end: ride.end }).end).toBe(end)
  })

  it('fits its schema', () => {
    expect(liveWorkoutJsonSchema.parse(json)).toEqual(json)
  })
})
