import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { HealthError } from '../../src/health/error.js'
import { unroll } from '../../src/plans/plan.js'
import { parsePlan, planJsonSchema } from '../../src/plans/plan-schema.js'

const faultsOf = (value: unknown): readonly string[] => {
  try {
    parsePlan(value)
    return []
  } catch (error) {
    if (!(error instanceof HealthError)) throw error
    return error.errors.map(({ pointer }) => pointer)
  }
}

const withSteps = (...steps: unknown[]) => ({ name: 'A plan', activityType: 'cycling', steps })
const minute = { kind: 'work', end: { by: 'time', value: 60 } }
const power = (rest: object) => withSteps({ ...minute, target: { type: 'cyclingPower', ...rest } })
const nested = (depth: number): unknown =>
  depth === 0 ? minute : { kind: 'repeat', times: 1, steps: [nested(depth - 1)] }

describe('a plan from outside', () => {
  it.each([
    ['a negative time', withSteps({ kind: 'work', end: { by: 'time', value: -1 } }), '/steps/0/end/value'],
    ['an unknown end', withSteps({ kind: 'work', end: { by: 'mood' } }), '/steps/0/end/by'],
    ['an unknown kind', withSteps({ ...minute, kind: 'nap' }), '/steps/0/kind'],
    ['no steps', withSteps(), '/steps'],
    ['no repetition', withSteps({ kind: 'repeat', times: 0, steps: [minute] }), '/steps/0/times'],
    [
      'a fault within a repeat',
      withSteps({ kind: 'repeat', times: 2, steps: [{ kind: 'work' }] }),
      '/steps/0/steps/0/end',
    ],
    ['borders the wrong way round', power({ from: 300, to: 200 }), '/steps/0/target'],
    ['a unit of another dimension', power({ from: 200, unit: 'm' }), '/steps/0/target/unit'],
    ['a unit that is none', power({ from: 200, unit: 'parsnips' }), '/steps/0/target/unit'],
    ['an alert without a target', withSteps({ ...minute, alert: { after: 5 } }), '/steps/0/alert'],
    [
      'a ramp without a time',
      withSteps({ kind: 'work', end: { by: 'lap' }, target: { type: 'cyclingPower', ramp: [100, 200] } }),
      '/steps/0/target/ramp',
    ],
    [
      'a second target alone',
      withSteps({ ...minute, secondaryTarget: { type: 'heartRate', zone: 2 } }),
      '/steps/0/secondaryTarget',
    ],
    [
      'two targets of one quantity',
      withSteps({
        ...minute,
        target: { type: 'heartRate', zone: 2 },
        secondaryTarget: { type: 'heartRate', threshold: 120 },
      }),
      '/steps/0/secondaryTarget/type',
    ],
    [
      'a ramp with an alert by the average',
      withSteps({
        ...minute,
        target: { type: 'cyclingPower', ramp: [100, 200] },
        alert: { after: 5, metric: 'average' },
      }),
      '/steps/0/target/ramp',
    ],
    ['repeats five deep', withSteps(nested(5)), '/steps'],
    ['more than 500 steps', withSteps({ kind: 'repeat', times: 251, steps: [minute, minute] }), '/steps'],
    ['an unknown sport', { ...withSteps(minute), activityType: 'napping' }, '/activityType'],
  ])('with %s is refused there', (_, plan, pointer) => {
    expect(faultsOf(plan)).toEqual([pointer])
  })

  it.each([
    ['repeats four deep', withSteps(nested(4))],
    ['500 steps', withSteps({ kind: 'repeat', times: 250, steps: [minute, minute] })],
    ['a zone', power({ zone: 4 })],
    ['a threshold', power({ threshold: 250 })],
    ['a share of the threshold', power({ from: 0.88, to: 0.94, of: 'functionalThresholdPower' })],
    [
      'a pace in another unit',
      {
        ...withSteps({ ...minute, target: { type: 'runningSpeed', from: 10, unit: 'km/hr' } }),
        activityType: 'running',
      },
    ],
  ])('with %s is taken', (_, plan) => {
    expect(faultsOf(plan)).toEqual([])
  })

  it('survives anything', () => {
    fc.assert(fc.property(fc.anything(), (value) => void faultsOf(withSteps(value))))
  })

  it('stays the same when it is parsed again', () => {
    const plan = parsePlan({ ...withSteps(minute), activityType: 'HKWorkoutActivityTypeCycling' })
    expect(plan.activityType).toBe('cycling')
    expect(parsePlan(plan)).toEqual(plan)
  })
})

describe('the published schema', () => {
  const published = JSON.parse(readFileSync('docs/plan.schema.json', 'utf8')) as Parameters<typeof z.fromJSONSchema>[0]
  const judge = z.fromJSONSchema(published)
  const steps = [minute, { kind: 'repeat', times: 2, steps: [minute, { kind: 'repeat', times: 3, steps: [minute] }] }]

  it('is the one that judges', () => {
    expect(published).toEqual(planJsonSchema())
  })

  it('has a name, and says what it is a schema of', () => {
    expect(published).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:vitald:plan:1',
      $defs: { Plan: { required: ['name', 'activityType', 'steps'] } },
    })
  })

  it('takes a tree of steps, and finds a fault deep in it', () => {
    expect(judge.safeParse(withSteps(...steps)).success).toBe(true)
    const faulty = JSON.stringify(withSteps(...steps)).replace('"times":3', '"times":0')
    expect(judge.safeParse(JSON.parse(faulty)).success).toBe(false)
    expect(judge.safeParse(withSteps({ ...minute, colour: 'red' })).success).toBe(false)
  })
})

describe('unrolled steps', () => {
  it('repeat in order and count their repetitions', () => {
    const plan = parsePlan(
      withSteps(
        { ...minute, kind: 'warmup' },
        { kind: 'repeat', times: 2, steps: [minute, { ...minute, kind: 'recover' }] },
      ),
    )
    expect(unroll(plan).map(({ step, repetition }) => [step.kind, repetition])).toEqual([
      ['warmup', undefined],
      ['work', 1],
      ['recover', 1],
      ['work', 2],
      ['recover', 2],
    ])
  })
})
