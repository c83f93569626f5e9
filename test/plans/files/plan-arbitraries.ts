import fc from 'fast-check'
import type { Plan, PlanNode, Step } from '../../../src/plans/plan.js'

/** Text as a file holds it. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = fc.stringMatching(/^[a-zäö€<&"']{1,20}$/)
const time = fc.record({ by: fc.constant('time' as const), value: fc.integer({ min: 1, max: 7_200 }) })
const share = fc.integer({ min: 30, max: 200 }).map((percent) => percent / 100)
const ofThreshold = { type: 'cyclingPower', of: 'functionalThresholdPower' } as const
const range = fc.tuple(share, share).map(([a, b]) => ({ ...ofThreshold, from: Math.min(a, b), to: Math.max(a, b) }))

const cadence = fc.integer({ min: 40, max: 120 }).map((threshold) => ({ type: 'cyclingCadence' as const, threshold }))
const minutes = fc.record({ by: fc.constant('time' as const), value: fc.integer({ min: 61, max: 7_200 }) })
const early = fc
  .uniqueArray(fc.nat(60), { minLength: 1, maxLength: 3 })
  .map((offsets) => offsets.sort((a, b) => a - b).map((after) => ({ after, text: `After ${after}` })))

const zwoStep: fc.Arbitrary<PlanNode> = fc.oneof(
  fc.record({ kind: fc.constant('work' as const), end: time, target: range }),
  fc.record({ kind: fc.constant('work' as const), end: time }),
  fc.record({ kind: fc.constant('work' as const), end: time, target: range, secondaryTarget: cadence }),
  fc.record({ kind: fc.constant('work' as const), end: time, target: cadence }),
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
      fc.record({ kind: fc.constant('work' as const), end: minutes, target: range, messages: early }),
      fc.record({ kind: fc.constant('recover' as const), end: time, target: range, secondaryTarget: cadence }),
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
const fitTwoTargets = fc.record(
  {
    kind: fc.constant('work' as const),
    end: time,
    target: range,
    secondaryTarget: fc.oneof(
      borders(30, 120).map((given) => ({ type: 'cyclingCadence' as const, ...given })),
      fc.integer({ min: 1, max: 5 }).map((zone) => ({ type: 'heartRate' as const, zone })),
    ),
    alert: fc.constant({ after: 0, metric: 'average' as const }),
  },
  { requiredKeys: ['kind', 'end', 'target', 'secondaryTarget'] },
)
const fitNode: fc.Arbitrary<PlanNode> = fc.oneof(
  fitStep,
  fitTwoTargets,
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

/** Plans that a .zwo file holds whole. */
export const zwoPlans = plans(zwoStep)
/** Plans that a FIT workout file holds whole. */
export const fitPlans = plans(fitNode)
