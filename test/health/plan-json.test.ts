import { describe, expect, it } from 'vitest'
import { liveWorkoutJsonSchema, workoutJsonSchema } from '../../src/health/json/json-schema.js'
import { liveWorkoutJson, workoutJson } from '../../src/health/json/workout-json.js'
import { liveRide, ride } from './ride.js'

const target = { type: 'cyclingPower', unit: 'W', from: 200, to: 250 } as const
const at = Date.UTC(2026, 10, 22, 10)

describe('the JSON of a plan that a workout follows', () => {
  it('says how far a running workout is', () => {
    const plan = {
      ...{ id: 'short', name: 'Short', steps: 4, step: 2, target, message: 'Go' },
      present: { kind: 'work', name: 'Hard', repetition: 1 },
      left: { by: 'time', value: 20, unit: 's' },
      alert: { type: 'cyclingPower', side: 'below', since: at },
      next: { kind: 'recover', end: { by: 'open' } },
    } as const
    const json = liveWorkoutJson({ ...liveRide, plan })
    expect(json.plan).toStrictEqual({
      ...plan,
      alert: { type: 'cyclingPower', side: 'below', since: '2026-11-22T10:00:00.000Z' },
    })
    expect(liveWorkoutJsonSchema.parse(json)).toStrictEqual(json)
  })

  it('says how each step of a finished workout went', () => {
    const done = {
      kind: 'work',
      outcome: 'skipped',
      target,
      elapsed: 9,
      timeInTarget: 3,
      averages: { cyclingPower: 210 },
    } as const
    const plan = {
      name: 'Short',
      steps: [
        { ...done, start: at, end: at + 9_000 },
        { kind: 'recover', outcome: 'unfinished' },
      ],
    } as const
    const json = workoutJson({ ...ride, plan })
    expect(json.plan?.steps).toStrictEqual([
      { ...done, start: '2026-11-22T10:00:00.000Z', end: '2026-11-22T10:00:09.000Z' },
      { kind: 'recover', outcome: 'unfinished' },
    ])
    expect(workoutJsonSchema.parse(json)).toStrictEqual(json)
    expect(liveWorkoutJsonSchema.parse({ ...liveWorkoutJson(liveRide), plan: json.plan }).plan).toEqual(json.plan)
  })
})
