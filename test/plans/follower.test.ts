import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QuantityTypeName } from '../../src/health/type.js'
import type { WorkoutEvent } from '../../src/health/workout.js'
import type { Fact } from '../../src/plans/facts.js'
import { PlanFollower } from '../../src/plans/follower.js'
import type { PlanNode, Step } from '../../src/plans/plan.js'
import type { Form } from '../../src/plans/target.js'

const form: Form = {
  functionalThresholdPower: 250,
  maximumHeartRate: 190,
  zones: new Map([['heartRate', [114, 133, 152, 171]]]),
}
const start = 1_000_000

const follow = (steps: readonly PlanNode[], events: readonly WorkoutEvent[] = []) =>
  new PlanFollower(
    { plan: { name: 'A plan', activityType: 'cycling', steps }, form, distanceType: 'distanceCycling' },
    { start, events },
  )

const seconds = (value: number): number => start + value * 1_000
const fact = (from: number, to: number, value: number): Fact => ({ start: seconds(from), end: seconds(to), value })
const endsOf = (follower: PlanFollower, at: number): readonly number[] =>
  follower.spans(seconds(at)).map(({ end }) => (end - start) / 1_000)
const step = (end: Step['end'], rest: Partial<Step> = {}): Step => ({ kind: 'work', end, ...rest })
const timed = (value: number, rest: Partial<Step> = {}): Step => step({ by: 'time', value }, rest)
const at = (event: 'lap' | 'pause' | 'resume', when: number): WorkoutEvent => ({ event, at: seconds(when) })
const next = (when: number): WorkoutEvent => ({ event: 'segment', at: seconds(when), metadata: { next: true } })

describe('a step ends', () => {
  it('after its timer time, pauses left out', () => {
    const follower = follow([timed(60), timed(60)], [at('pause', 30), at('resume', 100)])
    expect(endsOf(follower, 129)).toEqual([])
    expect(endsOf(follower, 200)).toEqual([130, 190])
  })

  it('after its distance, between two readings', () => {
    const follower = follow([step({ by: 'distance', value: 100 }), step({ by: 'distance', value: 100 })])
    follower.add('distanceCycling', fact(0, 10, 80))
    follower.add('distanceCycling', fact(10, 20, 160))
    expect(endsOf(follower, 20)).toEqual([11.25, 17.5])
  })

  it('after its energy', () => {
    const follower = follow([step({ by: 'energy', value: 10 })])
    follower.add('activeEnergyBurned', fact(0, 100, 20))
    expect(endsOf(follower, 100)).toEqual([50])
  })

  it('at its heart rate, above or below, absolute or as a share', () => {
    const follower = follow([
      step({ by: 'heartRateAbove', value: 0.8, of: 'maximumHeartRate' }),
      step({ by: 'heartRateBelow', value: 120 }),
    ])
    for (const [index, rate] of [100, 140, 152, 150, 121, 120].entries())
      follower.add('heartRate', fact(index, index + 1, rate))
    expect(endsOf(follower, 10)).toEqual([2, 5])
  })

  it('by the lap button where it says so, and by `next` anywhere', () => {
    const follower = follow(
      [step({ by: 'lap' }), timed(60), step({ by: 'open' }), timed(60)],
      [at('lap', 10), at('lap', 20), next(30), at('lap', 40), next(50)],
    )
    expect(follower.spans(seconds(60)).map(({ end, outcome }) => [(end - start) / 1_000, outcome])).toEqual([
      [10, 'completed'],
      [30, 'skipped'],
      [50, 'completed'],
    ])
  })

  it('once, where a press comes at the instant of its own end', () => {
    expect(endsOf(follow([timed(60), timed(60)], [next(60)]), 100)).toEqual([60])
  })

  it('not by a lap that ended by itself', () => {
    const lap: WorkoutEvent = { event: 'lap', at: seconds(5), metadata: { automatic: true } }
    expect(endsOf(follow([step({ by: 'lap' })], [lap]), 100)).toEqual([])
  })
})

describe('the present step', () => {
  it('tells its target, what is left and the newest message', () => {
    const follower = follow([
      timed(60, {
        target: { type: 'cyclingPower', from: 0.8, to: 1, of: 'functionalThresholdPower' },
        messages: [{ after: 10, text: 'Steady' }],
      }),
    ])
    expect(follower.progress(seconds(15))).toEqual({
      name: 'A plan',
      steps: 1,
      step: 1,
      present: { kind: 'work' },
      target: { type: 'cyclingPower', unit: 'W', from: 200, to: 250 },
      left: { by: 'time', value: 45, unit: 's' },
      message: 'Steady',
    })
  })

  it('climbs a ramp evenly', () => {
    const follower = follow([timed(60, { target: { type: 'cyclingPower', ramp: [100, 200] } })])
    expect(follower.progress(seconds(15)).target).toMatchObject({ from: 125, to: 125 })
  })

  it('knows the zones of the person', () => {
    const zone = (number: number) => follow([timed(60, { target: { type: 'heartRate', zone: number } })])
    expect(zone(1).progress(start).target).toEqual({ type: 'heartRate', unit: 'count/min', to: 114 })
    expect(zone(3).progress(start).target).toMatchObject({ from: 133, to: 152 })
    expect(zone(5).progress(start).target).toEqual({ type: 'heartRate', unit: 'count/min', from: 171 })
    expect(zone(6).progress(start)).toMatchObject({ unavailable: 'no such zone is known' })
  })

  it('converts a target from its unit', () => {
    const follower = follow([timed(60, { target: { type: 'cyclingSpeed', from: 36, unit: 'km/hr' } })])
    expect(follower.progress(start).target).toEqual({ type: 'cyclingSpeed', unit: 'm/s', from: 10 })
  })

  it('says what of the person is not known', () => {
    const target = { type: 'runningPower', from: 0.9, of: 'runningThresholdPower' } as const
    expect(follow([timed(60, { target })]).progress(start)).toMatchObject({
      unavailable: 'no runningThresholdPower is known',
    })
  })

  it('alerts once the target is missed for long enough, and until it is met', () => {
    const target = { type: 'cyclingPower', from: 200, to: 220 } as const
    const follower = follow([timed(60, { target, alert: { after: 3 } })])
    for (const [index, power] of [210, 190, 180, 190].entries())
      follower.add('cyclingPower', fact(index, index + 1, power))
    expect(follower.progress(seconds(3)).alert).toBeUndefined()
    expect(follower.progress(seconds(4)).alert).toEqual({
      type: 'cyclingPower',
      side: 'below',
      since: seconds(1),
    })
    follower.add('cyclingPower', fact(4, 5, 205))
    expect(follower.progress(seconds(5)).alert).toBeUndefined()
  })

  it('alerts by the average of the step, where it says so', () => {
    const target = { type: 'cyclingPower', from: 200, to: 220 } as const
    const follower = follow([timed(10), timed(60, { target, alert: { after: 2, metric: 'average' } })])
    for (const [index, power] of [...Array<number>(10).fill(100), 230, 200, 100, 100, 400, 400].entries())
      follower.add('cyclingPower', fact(index, index + 1, power))
    const alerts = [11, 12, 13, 14, 15, 16].map((second) => follower.progress(seconds(second)).alert)
    const missed = (side: 'above' | 'below', since: number) => ({ type: 'cyclingPower', side, since: seconds(since) })
    expect(alerts).toEqual([undefined, undefined, undefined, missed('below', 12), undefined, undefined])
  })

  it('has a threshold to hold within its tolerance', () => {
    const side = (value: number, tolerance?: number) => {
      const target = { type: 'cyclingPower', threshold: 0.8, of: 'functionalThresholdPower', tolerance } as const
      const follower = follow([timed(60, { target, alert: { after: 0 } })])
      follower.add('cyclingPower', fact(0, 1, value))
      return follower.progress(seconds(1))
    }
    expect(side(200).target).toEqual({ type: 'cyclingPower', unit: 'W', from: 200, to: 200 })
    expect([189, 190, 210, 211].map((value) => side(value).alert?.side)).toEqual([
      'below',
      undefined,
      undefined,
      'above',
    ])
    expect([197, 198].map((value) => side(value, 0.01).alert?.side)).toEqual(['below', undefined])
  })

  it('keeps an eye on two targets', () => {
    const target = { type: 'cyclingPower', from: 200 } as const
    const secondaryTarget = { type: 'cyclingCadence', from: 80, to: 100 } as const
    const follower = follow([timed(60, { target, secondaryTarget, alert: { after: 0 } })])
    follower.add('cyclingPower', fact(0, 1, 210))
    follower.add('cyclingCadence', fact(0, 1, 70))
    expect(follower.progress(seconds(1))).toMatchObject({
      target: { type: 'cyclingPower' },
      secondaryTarget: { type: 'cyclingCadence', from: 80, to: 100 },
      alert: { type: 'cyclingCadence', side: 'below' },
    })
    follower.add('cyclingPower', fact(1, 2, 190))
    follower.add('cyclingCadence', fact(1, 2, 90))
    expect(follower.progress(seconds(2)).alert).toMatchObject({ type: 'cyclingPower' })
    expect(follower.record(seconds(2)).steps).toMatchObject([{ timeInTarget: 1, timeInSecondaryTarget: 1 }])
  })

  it('is absent when all are done', () => {
    expect(follow([timed(60)]).progress(seconds(61))).toEqual({ name: 'A plan', steps: 1 })
  })
})

describe('the record of a plan', () => {
  it('tells how each step went', () => {
    const target = { type: 'cyclingPower', from: 200, to: 220 } as const
    const repeat: PlanNode = { kind: 'repeat', times: 2, steps: [timed(2, { target }), timed(60, { kind: 'recover' })] }
    const follower = follow([repeat], [next(10)])
    for (const [index, power] of [210, 190].entries()) follower.add('cyclingPower', fact(index, index + 1, power))
    follower.add('distanceCycling', fact(0, 20, 200))
    const { steps } = follower.record(seconds(11))
    expect(steps.map(({ outcome, repetition, elapsed }) => [outcome, repetition, elapsed])).toEqual([
      ['completed', 1, 2],
      ['skipped', 1, 8],
      ['unfinished', 2, 1],
      ['unfinished', 2, undefined],
    ])
    expect(steps[0]).toEqual({
      kind: 'work',
      repetition: 1,
      outcome: 'completed',
      start,
      end: seconds(2),
      elapsed: 2,
      distance: 20,
      target: { type: 'cyclingPower', unit: 'W', from: 200, to: 220 },
      timeInTarget: 1,
      averages: { cyclingPower: 200 },
    })
  })
})

const ends: fc.Arbitrary<Step['end']> = fc.oneof(
  fc.record({
    by: fc.constantFrom('time' as const, 'distance' as const, 'energy' as const),
    value: fc.integer({ min: 1, max: 50 }),
  }),
  fc.record({
    by: fc.constantFrom('heartRateAbove' as const, 'heartRateBelow' as const),
    value: fc.integer({ min: 90, max: 180 }),
  }),
  fc.constantFrom({ by: 'lap' as const }, { by: 'open' as const }),
)
const types: readonly QuantityTypeName[] = ['distanceCycling', 'activeEnergyBurned', 'heartRate']
const facts = fc.array(
  fc.record({
    type: fc.constantFrom(...types),
    from: fc.integer({ min: 0, max: 100 }),
    length: fc.integer({ min: 0, max: 5 }),
    value: fc.integer({ min: 0, max: 190 }),
  }),
  { maxLength: 80 },
)
const presses = fc.array(
  fc.tuple(fc.constantFrom('lap', 'next', 'pause', 'resume'), fc.integer({ min: 0, max: 100 })),
  { maxLength: 10 },
)

describe('any order and any batches', () => {
  it('give the same borders', () => {
    fc.assert(
      fc.property(
        fc.array(ends, { minLength: 1, maxLength: 12 }),
        facts,
        presses,
        fc.func(fc.double()),
        fc.nat(5),
        (list, given, pressed, key, size) => {
          const steps = list.map((end) => step(end))
          const events = pressed.map(([name, when]) => (name === 'next' ? next(when) : at(name as 'lap', when)))
          const whole = follow(steps, events)
          for (const { type, from, length, value } of given) whole.add(type, fact(from, from + length, value))
          const parted = follow(steps, size % 2 === 0 ? [] : events)
          const shuffled = given.map((each) => ({ each, key: key(each) })).sort((a, b) => a.key - b.key)
          for (const [index, { each }] of shuffled.entries()) {
            parted.add(each.type, fact(each.from, each.from + each.length, each.value))
            if (index % (size + 1) === 0) parted.spans(seconds(index * 2))
          }
          if (size % 2 === 0) parted.revise({ start, events })
          expect(parted.spans(seconds(120))).toEqual(whole.spans(seconds(120)))
          expect(parted.record(seconds(120))).toEqual(whole.record(seconds(120)))
        },
      ),
    )
  })

  it('lie one after the other within the workout', () => {
    fc.assert(
      fc.property(fc.array(ends, { minLength: 1, maxLength: 12 }), facts, (list, given) => {
        const follower = follow(list.map((end) => step(end)))
        for (const { type, from, length, value } of given) follower.add(type, fact(from, from + length, value))
        const spans = follower.spans(seconds(120))
        for (const [index, span] of spans.entries()) {
          expect(span.start).toBe(spans[index - 1]?.end ?? start)
          expect(span.end).toBeGreaterThanOrEqual(span.start)
        }
      }),
    )
  })
})
