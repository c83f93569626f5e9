import { describe, expect, it } from 'vitest'
import type { WorkoutActivityTypeName } from '../../src/health/type.js'
import type { PlanNode, Target } from '../../src/plans/plan.js'
import { parsePlan } from '../../src/plans/plan-schema.js'
import { unsupportedIn } from '../../src/plans/supported.js'

const step = (target: Target): PlanNode => ({ kind: 'work', end: { by: 'time', value: 60 }, target })
const faultsOf = (activityType: WorkoutActivityTypeName, ...steps: PlanNode[]) =>
  unsupportedIn({ steps }, activityType).map(({ pointer, message }) => `${pointer} ${message}`)

const power: Target = { type: 'cyclingPower', zone: 3 }
const pace: Target = { type: 'runningSpeed', from: 3, to: 3.5 }
const heartRate: Target = { type: 'heartRate', zone: 2 }

describe('a step asks for what its activity has', () => {
  it.each([
    ['swimming', power],
    ['running', power],
    ['traditionalStrengthTraining', pace],
    ['cycling', pace],
    ['cycling', { type: 'rowingSpeed', threshold: 4 }],
    ['yoga', { type: 'cyclingCadence', threshold: 90 }],
  ] as const)('in %s, %o is refused', (activityType, target) => {
    const message = `is not measured in ${activityType}`
    expect(faultsOf(activityType, step(target))).toEqual([`/steps/0/target/type ${message}`])
  })

  it.each([
    ['cycling', power],
    ['handCycling', power],
    ['running', pace],
    ['walking', pace],
    ['rowing', { type: 'rowingSpeed', threshold: 4 }],
    ['swimming', heartRate],
    ['yoga', heartRate],
    ['swimming', { type: 'respiratoryRate', to: 30 }],
    ['swimBikeRun', power],
    ['other', pace],
  ] as const)('in %s, %o is taken', (activityType, target) => {
    expect(faultsOf(activityType, step(target))).toEqual([])
  })

  it('at every place of the tree', () => {
    const both: PlanNode = { kind: 'work', end: { by: 'lap' }, target: heartRate, secondaryTarget: power }
    const tree: PlanNode = { kind: 'repeat', times: 2, steps: [step(heartRate), { ...both }] }
    expect(faultsOf('swimming', step(heartRate), tree)).toEqual([
      '/steps/1/steps/1/secondaryTarget/type is not measured in swimming',
    ])
  })

  it('and not for a distance where nobody gets anywhere', () => {
    const far: PlanNode = { kind: 'work', end: { by: 'distance', value: 1_000 } }
    expect(faultsOf('pilates', far)).toEqual(['/steps/0/end/by is not measured in pilates'])
    expect(faultsOf('swimming', far)).toEqual([])
  })

  it('and not for amounts, or shares of what belongs elsewhere', () => {
    expect(faultsOf('cycling', step({ type: 'distanceCycling', from: 5 }))).toEqual([
      '/steps/0/target/type is an amount, which nobody can hold',
    ])
    expect(faultsOf('cycling', step({ type: 'heartRate', of: 'functionalThresholdPower', from: 0.8 }))).toEqual([
      '/steps/0/target/of is no figure of heartRate',
    ])
  })

  it('or the plan is refused as a whole, with the pointer', () => {
    const plan = { name: 'Swim', activityType: 'HKWorkoutActivityTypeSwimming', steps: [step(power)] }
    expect(() => parsePlan(plan)).toThrowError(
      expect.objectContaining({
        code: 'invalidArgument',
        errors: [expect.objectContaining({ pointer: '/steps/0/target/type' })],
      }),
    )
  })
})
