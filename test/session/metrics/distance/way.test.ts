import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FastestSoFar } from '../../../../src/session/metrics/distance/fastest-so-far.js'
import { Way } from '../../../../src/session/metrics/distance/way.js'

/** Seconds in which it stood, then metres that were gone in so many seconds. */
type Step = readonly [stood: number, metres: number, took: number]

/** A step with the instants, ms, and places, m, of both its ends. */
interface Placed {
  readonly from: number
  readonly to: number
  readonly before: number
  readonly after: number
}

function placed(steps: readonly Step[]): readonly Placed[] {
  let [metres, at] = [0, 0]
  return steps.map(([stood, length, took]) => {
    const [from, before] = [at + stood * 1_000, metres]
    at = from + took * 1_000
    metres += length
    return { from, to: at, before, after: metres }
  })
}

const timesOf = (way: Way | FastestSoFar, steps: readonly Step[]): readonly (number | undefined)[] => {
  for (const { from, to, before, after } of placed(steps)) way.go(after - before, from, to)
  return way.times
}

const instantIn = ({ from, to, before, after }: Placed, metres: number): number =>
  from + ((metres - before) / (after - before)) * (to - from)

/** Every start and end at the border of a step, each tried with its other end wherever that is. */
function slowly(steps: readonly Step[], length: number): number | undefined {
  const all = placed(steps)
  const times = all.flatMap(({ before, from, after, to }) => {
    const ending = all.find((step) => step.after >= before + length)
    const beginning = all.findLast((step) => step.before <= after - length)
    return [
      ...(ending ? [instantIn(ending, before + length) - from] : []),
      ...(beginning ? [to - instantIn(beginning, after - length)] : []),
    ]
  })
  return times.length === 0 ? undefined : Math.min(...times)
}

const amount = (min: number, max: number) => fc.integer({ min: min * 8, max: max * 8 }).map((eighths) => eighths / 8)
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(fc.constant(0), amount(0, 30)),
  fc.oneof(amount(1, 40), amount(100, 3_000)),
  amount(1, 60),
)
const distances = [50, 1_000, 1_609.344, 5_000]

it('is as fast as the fastest of all starts and ends', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const times = timesOf(new Way(distances), steps)
      for (const [index, length] of distances.entries()) {
        const expected = slowly(steps, length)
        if (expected === undefined) expect(times[index]).toBeUndefined()
        else expect(times[index]).toBeCloseTo(expected, 4)
      }
    }),
  )
})

const roundingMs = 1.0001

it('is never slower than what is found while it goes on', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const [exact, soFar] = [timesOf(new Way(distances), steps), timesOf(new FastestSoFar(distances), steps)]
      for (const [index, time = Number.POSITIVE_INFINITY] of soFar.entries())
        expect(exact[index] ?? time).toBeLessThanOrEqual(time + roundingMs)
    }),
  )
})

it('does not count the time in which it stood at its start or its end', () => {
  const steps: readonly Step[] = [
    [0, 500, 200],
    [60, 1_000, 180],
    [90, 500, 200],
  ]
  expect(timesOf(new Way([1_000, 2_000, 3_000]), steps)).toEqual([180_000, 730_000, undefined])
})

it('is found in a long way', () => {
  const steps = Array.from({ length: 100_000 }, (_, index): Step => [0, 3, index === 70_000 ? 0.5 : 1])
  expect(timesOf(new Way([300]), steps)).toEqual([99_500])
})
