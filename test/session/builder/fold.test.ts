import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { WorkoutEvent } from '../../../src/health/workout.js'
import { Fold, type FoldPlan } from '../../../src/session/builder/fold.js'
import type { Quantity } from '../../../src/session/builder/quantity.js'

const second = 1_000
const plan: FoldPlan = { start: 0, events: [], profile: {}, priority: () => [], distanceType: 'distanceCycling' }

/** A reading of an instant. */
const at = (seconds: number, value: number, more: Partial<Quantity> = {}): Quantity => ({
  type: 'heartRate',
  value,
  start: seconds * second,
  end: seconds * second,
  source: 'watch',
  ...more,
})

/** An amount gathered over a span. */
const over = (from: number, to: number, value: number, more: Partial<Quantity> = {}): Quantity =>
  at(from, value, { type: 'distanceCycling', end: to * second, ...more })

const event = (name: WorkoutEvent['event'], seconds: number): WorkoutEvent => ({ event: name, at: seconds * second })

const folded = (quantities: readonly Quantity[], end: number, more: Partial<FoldPlan> = {}): Fold => {
  const fold = new Fold({ ...plan, end: end * second, ...more })
  for (const quantity of quantities) expect(fold.add(quantity)).toBe(true)
  fold.finish(end * second)
  return fold
}

const statistics = (fold: Fold, type: QuantityTypeName = 'heartRate') => fold.track.whole.statistics()[type]

describe('a discrete value', () => {
  it('weighs by the time until the next one', () => {
    expect(statistics(folded([at(0, 100), at(30, 160), at(39, 160)], 40))?.average).toBe(115)
  })

  it.each([
    { type: 'heartRate', limit: 30 },
    { type: 'cyclingPower', limit: 10 },
  ] as const)('of $type holds $limit s at most, and the last one 1 s', ({ type, limit }) => {
    const fold = folded([at(0, 100, { type }), at(100, 200, { type })], 300)
    expect(statistics(fold, type)).toMatchObject({ duration: limit + 1, average: (limit * 100 + 200) / (limit + 1) })
  })

  it('never holds into a pause or beyond it', () => {
    const events = [event('pause', 5), event('resume', 8)]
    expect(statistics(folded([at(0, 100), at(6, 250), at(10, 200)], 20, { events }))).toMatchObject({
      count: 2,
      max: 200,
      duration: 6,
    })
  })

  it('that holds across a lap’s border weighs in both laps, and counts where it was read', () => {
    const { laps } = folded([at(0, 100), at(15, 200), at(20, 200)], 30, { events: [event('lap', 10)] }).track
    expect(laps.all.map((lap) => lap.statistics().heartRate)).toMatchObject([
      { average: 100, duration: 10, count: 1 },
      { average: (5 * 100 + 6 * 200) / 11, duration: 11, count: 2 },
    ])
  })

  it('is averaged by its energy when it is a sound level', () => {
    const type = 'environmentalAudioExposure'
    const levels = [at(0, 80, { type, end: 3_600 * second }), at(3_600, 100, { type, end: 7_200 * second })]
    expect(statistics(folded(levels, 7_200), type)?.average).toBeCloseTo(97.03, 2)
  })

  it('says so when it comes before one that is counted', () => {
    const fold = new Fold(plan)
    expect([at(5, 100), at(6, 100), at(5.5, 100)].map((quantity) => fold.add(quantity))).toEqual([true, true, false])
  })

  it('lies between the least and the greatest when averaged, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 30, max: 220 })), { minLength: 1 }), (pairs) => {
        const ordered = [...new Map(pairs)].sort(([a], [b]) => a - b).map(([time, value]) => at(time, value))
        const { average = Number.NaN, min, max, count } = statistics(folded(ordered, 600)) ?? {}
        expect(average).toBeGreaterThanOrEqual((min ?? 0) - 1e-9)
        expect(average).toBeLessThanOrEqual((max ?? 0) + 1e-9)
        expect(count).toBe(ordered.length)
      }),
    )
  })
})

describe('an amount', () => {
  const distance = (fold: Fold) => statistics(fold, 'distanceCycling')?.sum

  it('counts for the part of its time in which the timer ran', () => {
    const events = [event('pause', 5), event('resume', 15)]
    expect(distance(folded([over(0, 10, 100), over(10, 20, 100)], 20, { events }))).toBe(100)
  })

  it('without a time of its own was gathered since the one before', () => {
    const instants = [10, 20, 30].map((time) => at(time, 100, { type: 'distanceCycling' }))
    const { laps } = folded(instants, 30, { events: [event('lap', 15)] }).track
    expect(laps.all.map((lap) => lap.sum('distanceCycling'))).toEqual([150, 150])
  })

  it('of two sources for the same time counts once, the more trusted one’s', () => {
    const both = [0, 10, 20].flatMap((from) => [
      over(from, from + 10, 95, { source: 'phone' }),
      over(from, from + 10, 100),
    ])
    const priority = () => ['watch', 'phone']
    expect(distance(folded(both.slice(1), 30, { priority }))).toBe(300)
  })

  it('of a less trusted source counts for what the other leaves over', () => {
    const watch = [over(0, 10, 100), over(100, 110, 100)]
    const phone = Array.from({ length: 11 }, (_, index) => over(index * 10, index * 10 + 10, 50, { source: 'phone' }))
    const all = [...watch, ...phone].sort((a, b) => a.start - b.start)
    const priority = () => ['watch', 'phone']
    expect(distance(folded(all, 110, { priority }))).toBe(2 * 100 + 9 * 50)
  })

  it('sums to the same however many laps it is cut into', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 99 })), fc.integer({ min: 20, max: 500 }), (marks, lapLength) => {
        const amounts = Array.from({ length: 10 }, (_, index) => over(index * 10, index * 10 + 10, 80))
        const fold = folded(amounts, 100, { events: marks.map((time) => event('lap', time)), lapLength })
        const sums = fold.track.laps.all.map((lap) => lap.sum('distanceCycling') ?? 0)
        expect(sums.reduce((sum, part) => sum + part, 0)).toBeCloseTo(800, 6)
        expect(Math.max(...sums)).toBeLessThanOrEqual(lapLength + 1e-6)
      }),
    )
  })
})

describe('of several sources', () => {
  const strap = { source: 'strap', location: 1 }
  const watch = { source: 'optical', location: 2 }
  const priority = () => ['trainer']

  it('the strap is chosen before the watch, unless the person says otherwise', () => {
    const both = [0, 1, 2].flatMap((time) => [at(time, 100, strap), at(time, 180, watch)])
    expect(statistics(folded(both, 3))).toMatchObject({ max: 100, sources: ['strap'] })
    const asked = [0, 1, 2].flatMap((time) => [at(time, 100, { source: 'trainer' }), at(time, 180, strap)])
    expect(statistics(folded(asked, 3, { priority }))).toMatchObject({ max: 100, sources: ['trainer'] })
  })

  it('the next takes over when the chosen one falls silent, and gives way when that is back', () => {
    const times = Array.from({ length: 30 }, (_, index) => index)
    const all = times.flatMap((time) => [
      ...(time < 10 || time >= 20 ? [at(time, 100, strap)] : []),
      at(time, 120, watch),
    ])
    const taken = statistics(folded(all, 30))
    // The strap is stale 5 s after its last reading at 9 s.
    expect(taken).toMatchObject({ count: 20 + 5, sources: ['optical', 'strap'] })
    expect(taken?.average).toBeCloseTo((25 * 100 + 5 * 120) / 30, 9)
  })
})

describe('a mark', () => {
  const marked = (seconds: number): boolean => {
    const fold = new Fold(plan)
    for (const quantity of [at(0, 100), over(0, 10, 50), at(9, 110)]) fold.add(quantity)
    return fold.revise({ ...plan, events: [event('lap', seconds)] }, seconds * second)
  }

  it('that comes when all before it is counted changes nothing of that', () => {
    expect([10, 11].map(marked)).toEqual([true, true])
  })

  it('inside of what is counted, or where that begins, calls for a new fold', () => {
    expect([5, 9].map(marked)).toEqual([false, false])
    const fold = new Fold(plan)
    fold.add(at(10, 100))
    expect(fold.revise({ ...plan, events: [event('lap', 10)] }, 10 * second)).toBe(false)
  })
})
