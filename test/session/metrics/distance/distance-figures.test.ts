import { describe, expect, it } from 'vitest'
import type { NewWorkoutRouteSample } from '../../../../src/health/sample.js'
import { over, recordedOf, start } from '../figures-of.js'

const way = (metres: number, from: number, to: number) => over('distanceWalkingRunning', metres, from, to)

/** A route with an altitude every ten seconds. */
const climbing = (altitudes: readonly number[], metadata: NewWorkoutRouteSample['metadata'] = {}) =>
  ({
    ...{ kind: 'workoutRoute', type: 'workoutRoute', source: 'watch', metadata, start },
    ...{ end: start + altitudes.length * 10_000, workoutUuid: '00000000-0000-4000-8000-000000000001' },
    locations: altitudes.map((altitude, index) => ({
      ...{ time: start + index * 10_000, latitude: 48, longitude: 11 },
      altitude,
    })),
  }) as const satisfies NewWorkoutRouteSample

describe('splits', () => {
  it('end exactly at each kilometre, between two readings', () => {
    const quantities = [way(600, 0, 180), way(600, 180, 300), way(1_300, 300, 690)]
    const { splits, metrics } = recordedOf({ seconds: 690, activityType: 'running', quantities })
    expect(splits?.map(({ elapsed }) => elapsed)).toEqual([260, 280, 150])
    expect(splits?.map(({ distance }) => distance)).toEqual([1_000, 1_000, 500])
    expect(splits?.map(({ start: from, end }) => [(from - start) / 1_000, (end - start) / 1_000])).toEqual([
      [0, 260],
      [260, 540],
      [540, 690],
    ])
    expect(metrics).toMatchObject({ fastestSplit: 260, slowestSplit: 280 })
    expect(metrics.averageSpeed).toBeCloseTo(2_500 / 690, 9)
    expect(metrics.averagePace).toBeCloseTo(276, 9)
  })

  it('leave pauses out and name the instants', () => {
    const events = [
      { event: 'pause', at: start + 200_000 },
      { event: 'resume', at: start + 500_000 },
    ] as const
    const quantities = [way(800, 0, 200), way(400, 500, 600)]
    const { splits } = recordedOf({ seconds: 600, activityType: 'running', events, quantities })
    expect(splits).toEqual([
      { start, end: start + 550_000, elapsed: 250, distance: 1_000 },
      { start: start + 550_000, end: start + 600_000, elapsed: 50, distance: 200 },
    ])
  })

  it('are absent without a distance', () => {
    const { splits, unavailable } = recordedOf({ seconds: 60, activityType: 'running' })
    expect(splits).toBeUndefined()
    expect(unavailable).toMatchObject({ averagePace: 'no distance', fastest5km: 'no distance' })
  })
})

describe('the fastest kilometre', () => {
  it('begins anywhere', () => {
    const quantities = [way(500, 0, 200), way(1_000, 200, 400), way(500, 400, 700)]
    const { metrics, unavailable } = recordedOf({ seconds: 700, activityType: 'running', quantities })
    expect(metrics.fastest1km).toBeCloseTo(200, 6)
    expect(metrics.fastestSplit).toBe(300)
    expect(unavailable.fastest5km).toBe('the distance was not gone')
  })

  it('begins exactly where it is fastest once the workout has ended', () => {
    const quantities = [way(507, 0, 200), way(1_000, 200, 400), way(500, 400, 700)]
    const exercise = { seconds: 700, activityType: 'running', quantities } as const
    expect(recordedOf(exercise).metrics.fastest1km).toBe(200)
  })
})

describe('elevation', () => {
  it('counts what is at least 3 m after the last turn', () => {
    const { metrics, basis } = recordedOf({
      seconds: 100,
      samples: [climbing([100, 102, 101, 110, 108, 112, 105, 107, 100, 103])],
    })
    // Up from 100 to 112, down to 100, up to 103.
    expect(metrics).toMatchObject({ ascent: 15, descent: 12 })
    expect(basis?.ascent).toBe('altitude')
  })

  it('takes what moves less for level', () => {
    const samples = [climbing([100, 102, 100, 102, 100, 102])]
    expect(recordedOf({ seconds: 60, samples }).metrics).toMatchObject({ ascent: 0, descent: 0 })
  })

  it('leaves out what was climbed in a pause', () => {
    const events = [
      { event: 'pause', at: start + 15_000 },
      { event: 'resume', at: start + 25_000 },
    ] as const
    const samples = [climbing([100, 110, 500, 900, 910])]
    expect(recordedOf({ seconds: 60, events, samples }).metrics.ascent).toBe(20)
  })

  it('is the device’s own where it tells', () => {
    const own = { elevationAscended: { value: 21, unit: 'm' } }
    const { metrics, basis } = recordedOf({ seconds: 60, samples: [climbing([100, 110], own)] })
    expect(metrics).toMatchObject({ ascent: 21, descent: 0 })
    expect(basis).toMatchObject({ ascent: 'device', descent: 'altitude' })
    expect(recordedOf({ seconds: 60 }).unavailable.ascent).toBe('no altitude')
  })
})
