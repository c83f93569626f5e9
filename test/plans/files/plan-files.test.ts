import { Decoder, Stream } from '@garmin/fitsdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { readFitPlan } from '../../../src/plans/files/fit-reader.js'
import { writeFitPlan } from '../../../src/plans/files/fit-writer.js'
import { readZwo } from '../../../src/plans/files/zwo-reader.js'
import { writeZwo } from '../../../src/plans/files/zwo-writer.js'
import type { Plan, PlanNode, Step } from '../../../src/plans/plan.js'

const createdAt = Date.UTC(2026, 0, 1)
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = fc.stringMatching(/^[a-zäö€<&"']{1,20}$/)
const time = fc.record({ by: fc.constant('time' as const), value: fc.integer({ min: 1, max: 7_200 }) })
const share = fc.integer({ min: 30, max: 200 }).map((percent) => percent / 100)
const ofThreshold = { type: 'cyclingPower', of: 'functionalThresholdPower' } as const
const range = fc.tuple(share, share).map(([a, b]) => ({ ...ofThreshold, from: Math.min(a, b), to: Math.max(a, b) }))

const zwoStep: fc.Arbitrary<PlanNode> = fc.oneof(
  fc.record({ kind: fc.constant('work' as const), end: time, target: range }),
  fc.record({ kind: fc.constant('work' as const), end: time }),
  fc.record({
    kind: fc.constantFrom('warmup' as const, 'work' as const, 'cooldown' as const),
    end: time,
    target: fc.tuple(share, share).map((ramp) => ({ ...ofThreshold, ramp })),
    messages: fc.array(fc.record({ after: fc.nat(60), text }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('repeat' as const),
    times: fc.integer({ min: 1, max: 20 }),
    steps: fc.tuple(
      fc.record({ kind: fc.constant('work' as const), end: time, target: range }),
      fc.record({ kind: fc.constant('recover' as const), end: time, target: range }),
    ),
  }),
)

const borders = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const fitTarget = fc.oneof(
  range,
  borders(0, 999).map((given) => ({ type: 'cyclingPower' as const, ...given })),
  borders(40, 200).map((given) => ({ type: 'heartRate' as const, ...given })),
  borders(30, 120).map((given) => ({ type: 'cyclingCadence' as const, ...given })),
  fc.integer({ min: 1, max: 5 }).map((zone) => ({ type: 'heartRate' as const, zone })),
)
const fitEnd: fc.Arbitrary<Step['end']> = fc.oneof(
  time,
  fc.record({ by: fc.constantFrom('distance' as const, 'energy' as const), value: fc.integer({ min: 1, max: 9_000 }) }),
  fc.record({
    by: fc.constantFrom('heartRateAbove' as const, 'heartRateBelow' as const),
    value: fc.integer({ min: 40, max: 200 }),
  }),
  fc.constant({ by: 'lap' as const }),
)
const fitStep = fc.record(
  {
    kind: fc.constantFrom('warmup' as const, 'work' as const, 'recover' as const, 'cooldown' as const),
    end: fitEnd,
    name: text,
    target: fitTarget,
  },
  { requiredKeys: ['kind', 'end'] },
)
const fitNode: fc.Arbitrary<PlanNode> = fc.oneof(
  fitStep,
  fc.record({
    kind: fc.constant('repeat' as const),
    times: fc.integer({ min: 1, max: 5 }),
    steps: fc.array(fitStep, { minLength: 1, maxLength: 3 }),
  }),
)
const plans = (node: fc.Arbitrary<PlanNode>): fc.Arbitrary<Plan> =>
  fc.record({
    name: text,
    activityType: fc.constant('cycling' as const),
    steps: fc.array(node, { minLength: 1, maxLength: 8 }),
  })

const survives = (read: () => unknown): void => {
  try {
    read()
  } catch (error) {
    if (!(error instanceof HealthError)) throw error
  }
}

describe('a .zwo file', () => {
  it('holds a plan whole', () => {
    fc.assert(fc.property(plans(zwoStep), (plan) => void expect(readZwo(bytesOf(writeZwo(plan)))).toEqual(plan)))
  })

  it('is read as Zwift writes it', () => {
    const plan = readZwo(
      bytesOf(`<?xml version="1.0"?><workout_file><author>A</author><name>Ramps</name>
        <description><![CDATA[Short & hard]]></description><sportType>bike</sportType><tags><tag name="X"/></tags>
        <workout><Warmup Duration="300" PowerLow="0.25" PowerHigh="0.75" pace="0"/>
        <IntervalsT Repeat="5" OnDuration="30" OffDuration="60" OnPower="1.2" OffPower="0.5" Cadence="100"/>
        <SteadyState Duration="60" Power="0.9"><textevent timeoffset="5" message="Go"/></SteadyState>
        <FreeRide Duration="120" FlatRoad="1"/></workout></workout_file>`),
    )
    expect(plan).toMatchObject({ name: 'Ramps', description: 'Short & hard', activityType: 'cycling' })
    expect(plan.steps).toMatchObject([
      { kind: 'warmup', end: { by: 'time', value: 300 }, target: { ramp: [0.25, 0.75] } },
      { kind: 'repeat', times: 5, steps: [{ target: { from: 1.2, to: 1.2 } }, { kind: 'recover' }] },
      { kind: 'work', messages: [{ after: 5, text: 'Go' }] },
      { kind: 'work', end: { by: 'time', value: 120 } },
    ])
  })

  it('names what it cannot hold', () => {
    const steps: readonly PlanNode[] = [
      { kind: 'work', end: { by: 'energy', value: 10 }, target: { type: 'heartRate', zone: 2 } },
    ]
    expect(() => writeZwo({ name: 'A', activityType: 'cycling', steps })).toThrowError(
      expect.objectContaining({
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: '/steps/0/end' }),
          expect.objectContaining({ pointer: '/steps/0/target' }),
        ]),
      }),
    )
  })

  it('that is broken is refused', () => {
    const whole = `<workout_file><workout><SteadyState Duration="60" Power="0.9"/></workout></workout_file>`
    fc.assert(
      fc.property(fc.nat(whole.length), fc.string(), fc.nat(20), (at, put, skip) =>
        survives(() => readZwo(bytesOf(whole.slice(0, at) + put + whole.slice(at + skip)))),
      ),
    )
  })
})

describe('a FIT workout file', () => {
  it('holds a plan whole', () => {
    fc.assert(
      fc.property(plans(fitNode), (plan) => void expect(readFitPlan(writeFitPlan(plan, createdAt))).toEqual(plan)),
    )
  })

  it("is one for Garmin's own SDK", () => {
    const steps: readonly PlanNode[] = [
      {
        kind: 'repeat',
        times: 3,
        steps: [
          { kind: 'work', end: { by: 'time', value: 60 }, target: { type: 'cyclingPower', from: 200, to: 220 } },
          { kind: 'recover', end: { by: 'heartRateBelow', value: 120 } },
        ],
      },
    ]
    const file = writeFitPlan({ name: 'Süß', activityType: 'cycling', steps }, createdAt)
    const decoder = new Decoder(Stream.fromByteArray([...file]))
    expect(decoder.checkIntegrity()).toBe(true)
    const { messages, errors } = decoder.read()
    expect(errors).toEqual([])
    expect(messages).toMatchObject({
      fileIdMesgs: [{ type: 'workout' }],
      workoutMesgs: [{ wktName: 'Süß', sport: 'cycling', numValidSteps: 3 }],
      workoutStepMesgs: [
        {
          durationType: 'time',
          durationTime: 60,
          targetType: 'power',
          customTargetPowerLow: 1_200,
          customTargetPowerHigh: 1_220,
          intensity: 'active',
        },
        { durationType: 'hrLessThan', intensity: 'rest' },
        { durationType: 'repeatUntilStepsCmplt', durationStep: 0, repeatSteps: 3 },
      ],
    })
  })

  it('that is broken is refused', () => {
    const steps: readonly PlanNode[] = [{ kind: 'work', end: { by: 'time', value: 60 } }]
    const whole = writeFitPlan({ name: 'A', activityType: 'running', steps }, createdAt)
    fc.assert(
      fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 20 }), (at, put) =>
        survives(() => readFitPlan(Uint8Array.from([...whole.slice(0, at), ...put, ...whole.slice(at + put.length)]))),
      ),
    )
    fc.assert(fc.property(fc.uint8Array(), (bytes) => survives(() => readFitPlan(bytes))))
  })
})
