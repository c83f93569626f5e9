import { describe, expect, it } from 'vitest'
import { PlanFollower } from '../../src/plans/follower.js'
import type { PlanNode } from '../../src/plans/plan.js'

const start = 1_000_000
const steps: readonly PlanNode[] = [
  {
    kind: 'warmup',
    end: { by: 'time', value: 60 },
    target: { type: 'cyclingPower', of: 'functionalThresholdPower', ramp: [0.5, 0.75] },
  },
  {
    kind: 'repeat',
    times: 2,
    steps: [
      { kind: 'work', name: 'Hard', end: { by: 'distance', value: 500 }, target: { type: 'heartRate', zone: 4 } },
      { kind: 'recover', end: { by: 'heartRateBelow', value: 0.6, of: 'maximumHeartRate' } },
    ],
  },
  { kind: 'cooldown', end: { by: 'lap' }, target: { type: 'runningPower', zone: 1 } },
]
const follower = new PlanFollower(
  {
    plan: { name: 'A plan', activityType: 'cycling', steps },
    form: {
      functionalThresholdPower: 200,
      maximumHeartRate: 190,
      zones: new Map([['heartRate', [114, 133, 152, 171]]]),
    },
    distanceType: 'distanceCycling',
  },
  { start, events: [] },
)

const heartRate = { type: 'heartRate', unit: 'count/min', from: 152, to: 171 }
const power = (watts: number) => ({ type: 'cyclingPower', unit: 'W', from: watts, to: watts })
const hard = { kind: 'work', name: 'Hard', end: { by: 'distance', value: 500 }, target: heartRate }

describe('the outline of a plan', () => {
  it('has every step, repeats unrolled, with the numbers that count for the person', () => {
    expect(follower.outline.name).toBe('A plan')
    expect(follower.outline.steps).toEqual([
      { kind: 'warmup', end: { by: 'time', value: 60 }, target: power(100), targetAtEnd: power(150) },
      { ...hard, repetition: 1 },
      { kind: 'recover', repetition: 1, end: { by: 'heartRateBelow', value: 114 } },
      { ...hard, repetition: 2 },
      { kind: 'recover', repetition: 2, end: { by: 'heartRateBelow', value: 114 } },
      { kind: 'cooldown', end: { by: 'lap' } },
    ])
  })

  it('says what comes next', () => {
    expect(follower.progress(start + 1_000).next).toEqual({ ...hard, repetition: 1 })
  })
})
