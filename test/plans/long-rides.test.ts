import { describe, expect, it } from 'vitest'
import type { QuantityTypeName } from '../../src/health/type.js'
import { type Fact, Facts } from '../../src/plans/facts.js'
import { PlanFollower } from '../../src/plans/follower.js'
import type { Step } from '../../src/plans/plan.js'

const start = 1_000_000
const seconds = (value: number): number => start + value * 1_000
const fact = (second: number, value: number): Fact => ({ start: seconds(second), end: seconds(second + 1), value })

const target = { type: 'cyclingPower', from: 160, to: 200 } as const
const secondaryTarget = { type: 'heartRate', from: 100, to: 150 } as const
const steps: readonly Step[] = [
  { kind: 'warmup', end: { by: 'time', value: 5_000 }, target, secondaryTarget },
  { kind: 'work', end: { by: 'distance', value: 80_000 }, target },
  { kind: 'work', end: { by: 'heartRateAbove', value: 170 }, target, alert: { after: 5, metric: 'average' } },
  { kind: 'cooldown', end: { by: 'lap' }, target, alert: { after: 5 } },
]
const length = 30_000

// Above 200 W from second 20,951 on.
const power = (second: number): number => (second < 21_000 ? 150 + (second % 100) : 300)
const heartRate = (second: number): number => (second < 20_000 ? 100 + (second % 60) : 171)
const values: Readonly<Partial<Record<QuantityTypeName, (second: number) => number>>> = {
  cyclingPower: power,
  heartRate,
  distanceCycling: () => 10,
}

const ride = (onTheWay: (follower: PlanFollower, second: number) => void = () => undefined): PlanFollower => {
  const plan = { name: 'Long', activityType: 'cycling', steps } as const
  const follower = new PlanFollower(
    { plan, form: { zones: new Map() }, distanceType: 'distanceCycling' },
    { start, events: [] },
  )
  for (let second = 0; second < length; second += 1) {
    for (const [type, of] of Object.entries(values)) follower.add(type as QuantityTypeName, fact(second, of(second)))
    onTheWay(follower, second)
  }
  return follower
}

const within = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)
const average = (of: (second: number) => number, from: number, to: number): number =>
  within(from, to).reduce((sum, second) => sum + of(second), 0) / (to - from)

describe('a ride that is longer than what is kept of it', () => {
  it('has the figures of all of it', () => {
    const record = ride().record(seconds(length)).steps
    const borders = [0, 5_000, 13_000, 20_000, length]
    expect(record).toHaveLength(4)
    for (const [index, step] of record.entries()) {
      const [from = 0, to = 0] = borders.slice(index, index + 2)
      expect([step.start, step.end]).toEqual([seconds(from), seconds(to)])
      expect(step.distance).toBeCloseTo(10 * (to - from), 6)
      expect(step.averages?.cyclingPower).toBeCloseTo(average(power, from, to), 9)
      const met = within(from, to).filter((second) => power(second) >= 160 && power(second) <= 200)
      expect(step.timeInTarget).toBe(met.length)
    }
    const met = within(0, 5_000).filter((second) => heartRate(second) <= 150)
    expect(record[0]?.timeInSecondaryTarget).toBe(met.length)
    expect(record.map(({ outcome }) => outcome)).toEqual(['completed', 'completed', 'completed', 'unfinished'])
  })

  it('is the same when it is looked at on its way', () => {
    const seen = ride((follower, second) => {
      if (second % 777 === 0) follower.progress(seconds(second))
    })
    expect(seen.record(seconds(length))).toEqual(ride().record(seconds(length)))
  })

  it('knows since when a target is missed', () => {
    const follower = ride()
    expect(follower.progress(seconds(length))).toMatchObject({
      step: 4,
      alert: { type: 'cyclingPower', side: 'above', since: seconds(20_951) },
    })
  })

  it('is told anew by what comes hours late, and not by what is in time', () => {
    const follower = ride()
    expect(follower.takeLateness()).toBe(false)
    follower.add('heartRate', fact(length - 100, 120))
    expect(follower.takeLateness()).toBe(false)
    follower.add('heartRate', fact(100, 180))
    expect([follower.takeLateness(), follower.takeLateness()]).toEqual([true, false])
  })
})

describe('the facts', () => {
  it('that are kept are few, and the newest', () => {
    const facts = new Facts(['heartRate'])
    let most = 0
    for (let second = 0; second < 100_000; second += 1) {
      facts.add('heartRate', fact(second, 100))
      if (facts.isFull) facts.forget(facts.forgettable)
      most = Math.max(most, facts.of('heartRate').length)
    }
    expect(most).toBeLessThanOrEqual(4_096)
    expect(facts.of('heartRate').at(-1)).toEqual(fact(99_999, 100))
    expect(facts.of('heartRate').length).toBeGreaterThan(299)
  })
})
