import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewSample } from '../../../src/health/sample.js'
import type { WorkoutEvent } from '../../../src/health/workout.js'
import { amount, reading } from '../begin.js'
import { at, event, factsOf, openEditingBench } from './bench.js'

const length = 300
const second = fc.integer({ min: 0, max: length })

const samples: fc.Arbitrary<readonly NewSample[]> = fc
  .array(
    fc.oneof(
      fc.record({
        type: fc.constantFrom('heartRate' as const, 'cyclingPower' as const, 'cyclingCadence' as const),
        second,
        value: fc.integer({ min: 40, max: 220 }),
        source: fc.constantFrom('watch', 'strap'),
      }),
      fc.record({ type: fc.constant('distanceCycling' as const), second, value: fc.integer({ min: 1, max: 90 }) }),
    ),
    { maxLength: 80 },
  )
  .map((all) =>
    all.map((one) =>
      one.type === 'distanceCycling'
        ? amount(one.type, [one.second, one.second + 5], one.value)
        : reading(one.type, one.second, one.value, { source: one.source }),
    ),
  )

const name = fc.constantFrom('pause' as const, 'resume' as const, 'lap' as const, 'marker' as const)
const events: fc.Arbitrary<readonly WorkoutEvent[]> = fc
  .array(
    fc.oneof(
      fc.tuple(name, second).map(([said, when]) => event(said, when)),
      fc.tuple(second, fc.integer({ min: 1, max: 60 })).map(([from, lasts]) => event('segment', from, from + lasts)),
    ),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ end, ...one }) => ({ ...one, ...(end !== undefined && { end: Math.min(end, at(length)) }) })),
  )
  .map((all) => all.filter(({ at: from, end = Number.POSITIVE_INFINITY }) => end > from))

const borders = fc.uniqueArray(fc.integer({ min: 1, max: length - 1 }), { minLength: 1, maxLength: 4 })

const cycling = { activityType: 'cycling', location: 'indoor' } as const
const intervals = fc
  .uniqueArray(fc.integer({ min: 0, max: length / 10 - 1 }), { maxLength: 4 })
  .map((tens) => tens.map((ten) => ({ ...cycling, start: at(ten * 10), end: at(ten * 10 + 10) })))

const down = fc
  .tuple(fc.integer({ min: 0, max: length - 1 }), fc.integer({ min: 1, max: length }))
  .map(([from, lasts]) => [from, Math.min(from + lasts, length)] as const)
const courses = fc.record({ events, activities: intervals, down })

const isToggle = (one: WorkoutEvent): boolean => one.event === 'pause' || one.event === 'resume'

const withoutToggles = (facts: ReturnType<typeof factsOf>) => ({
  ...facts,
  events: facts.events.filter((one) => !isToggle(one)),
  activities: facts.activities.map((one) => ({ ...one, events: one.events?.filter((said) => !isToggle(said)) })),
})

describe('a ride that is split and merged again', () => {
  it('has the figures, laps, activities and interruptions that it had', async () => {
    await fc.assert(
      fc.asyncProperty(samples, courses, borders, async (measured, { down, ...course }, cuts) => {
        const bench = openEditingBench()
        await bench.save(measured)
        const recorded = await bench.record({ from: 0, to: length, ...course })
        const ride = await bench.interrupted(recorded, down)
        const parts = await bench.editing.split('me', ride.id, { at: cuts.map(at) })
        expect(await bench.workouts()).toEqual(parts)
        expect(parts.length).toBe(cuts.length + 1)
        expect(parts.reduce((sum, { elapsed }) => sum + elapsed, 0)).toBeCloseTo(ride.elapsed, 6)
        const merged = await bench.editing.merge('me', { workouts: parts.map(({ id }) => id).toReversed() })
        expect(withoutToggles(factsOf(merged))).toEqual(withoutToggles(factsOf(ride)))
        expect(await bench.workouts()).toEqual([merged])
        await bench.store.close()
      }),
      { numRuns: 60 },
    )
  })
})
