import { describe, expect, it } from 'vitest'
import type { Sample } from '../../src/health/sample.js'
import { deleteStatement, gaps } from '../../src/influx/deletes.js'
import { bloodPressure, deletedOf, heartRate, morning, pointless, ride, series } from './samples.js'

const statements = (...samples: readonly Sample[]) =>
  gaps(samples.map((sample) => deletedOf('me', sample))).map(deleteStatement)

const instant = `time = ${morning}ms`
const tags = `"device" = 'polar-h10' AND "source" = 'forerunner' AND "user" = 'me'`

describe('a deletion', () => {
  it('names the instant and the tags', () => {
    expect(statements(heartRate(morning, 60))).toEqual([`DELETE FROM "heartRate" WHERE ${instant} AND ${tags}`])
  })

  it('spares the points of other devices when the sample has none', () => {
    expect(statements(heartRate(morning, 60, { device: undefined }))[0]).toContain(`"device" = ''`)
  })

  it('takes quantities that follow one another in one go, and says what may stand between them', () => {
    const sample = series([morning, morning + 1_000, morning + 2_000, morning + 3_600_000], [1, 2, 3, 4])
    const found = gaps([deletedOf('me', sample)])
    expect(found.map(({ first, last, points }) => [first - morning, last - morning, points])).toEqual([
      [0, 2_000, 3],
      [3_600_000, 3_600_000, 1],
    ])
    expect(found.map(({ neighbours }) => neighbours?.type)).toEqual(['cyclingPower', undefined])
    expect(found.map(deleteStatement)[0]).toBe(
      `DELETE FROM "cyclingPower" WHERE time >= ${morning}ms AND time <= ${morning + 2_000}ms AND ${tags}`,
    )
  })

  it('of what had no points takes nothing', () => {
    expect(statements(...pointless(morning))).toEqual([])
  })

  it('joins samples of one series only', () => {
    const other = heartRate(morning + 1_000, 61, { source: 'phone' })
    expect(statements(heartRate(morning + 2_000, 62), other, heartRate(morning, 60))).toHaveLength(2)
  })

  it('of a workout takes its record and each of its events', () => {
    expect(statements(ride(morning))).toEqual([
      `DELETE FROM "workout" WHERE ${instant} AND "activityType" = 'cycling' AND "source" = 'vitald' AND "user" = 'me'`,
      `DELETE FROM "workoutEvent" WHERE ${instant} AND "event" = 'lap' AND "user" = 'me'`,
      `DELETE FROM "workoutEvent" WHERE time = ${morning + 1_800_000}ms AND "event" = 'lap' AND "user" = 'me'`,
      `DELETE FROM "workoutEvent" WHERE time = ${morning + 2_400_000}ms AND "event" = 'pause' AND "user" = 'me'`,
      `DELETE FROM "workoutEvent" WHERE time = ${morning + 2_460_000}ms AND "event" = 'resume' AND "user" = 'me'`,
    ])
  })

  it('of a correlation takes nothing, because it has no points', () => {
    expect(statements(bloodPressure(morning))).toEqual([])
  })

  it('keeps a quote inside its text', () => {
    const sample = heartRate(morning, 60, { source: `o'hara"; DROP DATABASE "x` })
    expect(statements(sample)[0]).toContain(`"source" = 'o\\'hara"; DROP DATABASE "x'`)
  })
})
