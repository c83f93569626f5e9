import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cpsWheel,
  crank,
  cscWheel,
  type PairForm,
  rateAt,
  type Step,
  step,
  type Turning,
} from '../../../../../devices/ble/readings/rates/revolutions.js'

/** Revolutions, event time in ticks, arrival in ms. */
type Word = readonly [number, number, number]

const run = (form: PairForm, words: readonly Word[], most = 4): readonly Step[] => {
  let turning: Turning | undefined
  return words.map(([revolutions, eventTime, at]) => {
    const taken = step({ form, pair: { revolutions, eventTime }, at, most }, turning)
    turning = taken.turning
    return taken
  })
}

const seen = (steps: readonly Step[]) => steps.map(({ kind, rate, turned }) => ({ kind, rate, turned }))
const last = (form: PairForm, words: readonly Word[], most?: number) => seen(run(form, words, most)).at(-1)

const start: readonly Word[] = [
  [100, 1_024, 0],
  [101, 2_048, 1_000],
]

describe('a step of a counter (gatt-profiles § 3.3)', () => {
  it('1 takes the first pair as a baseline', () => {
    expect(last(crank, [[100, 1_024, 0]])).toEqual({ kind: 'baseline', rate: undefined, turned: 0 })
  })

  it('2 measures by the clock of the sensor', () => {
    expect(last(crank, start)).toEqual({ kind: 'ok', rate: 1, turned: 1 })
    expect(last(cpsWheel, start)).toEqual({ kind: 'ok', rate: 2, turned: 1 })
  })

  it('3 holds the last rate without a new revolution, and ignores event times that move alone', () => {
    expect(last(crank, [...start, [101, 2_500, 2_000]])).toEqual({ kind: 'held', rate: 1, turned: 0 })
    expect(last(crank, [...start, [101, 2_500, 2_000], [102, 4_096, 3_000]])?.rate).toBe(0.5)
    expect(
      last(crank, [
        [100, 0, 0],
        [100, 0, 1_000],
      ])?.rate,
    ).toBeUndefined()
  })

  it('4 stops once it has held for more than 3 s, and keeps saying so', () => {
    const held: readonly Word[] = [...start, [101, 2_048, 4_000]]
    expect(last(crank, held)).toEqual({ kind: 'held', rate: 1, turned: 0 })
    const stopped = seen(run(crank, [...held, [101, 2_048, 4_001], [101, 2_048, 5_000]])).slice(-2)
    expect(stopped).toEqual(Array(2).fill({ kind: 'stopped', rate: 0, turned: 0 }))
    expect(
      last(crank, [
        [100, 0, 0],
        [100, 0, 3_001],
      ]),
    ).toMatchObject({ kind: 'stopped', rate: 0 })
  })

  it('5 measures over both steps when the event time has not moved', () => {
    const [, , still, next] = seen(run(crank, [...start, [102, 2_048, 2_000], [103, 4_096, 3_000]]))
    expect(still).toEqual({ kind: 'zeroTimeDelta', rate: undefined, turned: 0 })
    expect(next).toEqual({ kind: 'ok', rate: 1, turned: 2 })
  })

  it('5 stops also when the event time never moves again', () => {
    expect(last(crank, [...start, [102, 2_048, 2_000], [102, 2_048, 5_001]])?.kind).toBe('stopped')
  })

  it('6 stands still while a wheel is pushed back', () => {
    expect(last(cscWheel, [...start, [81, 3_000, 2_000]])).toEqual({ kind: 'reverse', rate: 0, turned: 0 })
    expect(last(cscWheel, [...start, [81, 3_072, 2_000], [82, 4_096, 3_000]])).toMatchObject({ kind: 'ok', turned: 1 })
  })

  it('7 begins anew when a wheel counter was reset', () => {
    expect(last(cscWheel, [...start, [80, 3_000, 2_000]])).toEqual({ kind: 'counterReset', rate: undefined, turned: 0 })
    expect(
      last(cscWheel, [
        [5_000, 0, 0],
        [0, 0, 1_000],
        [1, 1_024, 2_000],
      ]),
    ).toMatchObject({ kind: 'ok', turned: 1 })
  })

  it('8 has no rate after a silence in which the event time may have wrapped, only what turned', () => {
    expect(last(crank, [...start, [102, 3_072, 65_000]])?.kind).toBe('ok')
    expect(last(cscWheel, [...start, [111, 3_072, 65_001]])).toEqual({ kind: 'gap', rate: undefined, turned: 10 })
    expect(last(cpsWheel, [...start, [111, 3_072, 33_001]])?.kind).toBe('gap')
    expect(last(cscWheel, [...start, [9_111, 3_072, 65_001]])?.turned).toBe(0)
  })

  it('9 believes nothing above the limit and begins anew', () => {
    expect(last(crank, [...start, [105, 3_071, 2_000]])).toEqual({ kind: 'implausible', rate: undefined, turned: 0 })
    expect(last(crank, [...start, [105, 3_072, 2_000]])).toEqual({ kind: 'ok', rate: 4, turned: 4 })
    expect(last(crank, [...start, [200, 3_071, 2_000], [201, 4_095, 3_000]])?.rate).toBe(1)
  })

  it('12 rolls over, with any number of revolutions in a step', () => {
    const rolled: readonly Word[] = [
      [65_534, 65_024, 0],
      [1, 1_024, 1_500],
    ]
    expect(last(crank, rolled)).toEqual({ kind: 'ok', rate: 2, turned: 3 })
    expect(
      last(cscWheel, [
        [2 ** 32 - 2, 65_024, 0],
        [1, 1_024, 1_500],
      ]),
    ).toEqual({ kind: 'ok', rate: 2, turned: 3 })
  })

  it('tells since when the wheel has turned', () => {
    expect(run(cscWheel, [...start, [102, 3_072, 2_000]]).at(-1)?.since).toBe(1_000)
    const slow = run(cscWheel, [...start, [101, 2_048, 2_000], [102, 4_096, 3_000]], 20)
    expect(slow.at(-1)?.since).toBe(1_000)
    const coasted = run(cscWheel, [...start, [101, 2_048, 20_000], [102, 4_096, 21_000]], 20)
    expect(coasted.at(-1)?.since).toBe(18_000)
  })
})

describe('a counter that is silent', () => {
  it('holds, then stands still, then says nothing', () => {
    const turning = run(crank, start).at(-1)?.turning
    if (turning === undefined) throw new Error('there is no step')
    expect([4_000, 4_001, 11_000, 11_001].map((at) => rateAt(turning, at))).toEqual([1, 0, 0, undefined])
  })
})

const word = (modulus: number) =>
  fc.tuple(
    fc.oneof(fc.nat(300), fc.nat(modulus - 1), fc.constant(modulus - 1)),
    fc.oneof(fc.nat(4_096), fc.nat(65_535)),
    fc.oneof(fc.nat(3_000), fc.nat(200_000), fc.integer({ min: -100, max: 0 })),
  )

describe('any sequence', () => {
  it.each([
    ['crank', crank, 4],
    ['CSC wheel', cscWheel, 40 / 2.105],
    ['CPS wheel', cpsWheel, 40 / 0.13],
  ] as const)('of a %s has finite rates within the limit and never turns back', (_name, form, most) => {
    fc.assert(
      fc.property(fc.array(word(form.modulus), { maxLength: 40 }), (words) => {
        const timed = words.map(([revolutions, eventTime], index): Word => {
          const at = words.slice(0, index + 1).reduce((sum, [, , later]) => sum + later, 0)
          return [revolutions, eventTime, at]
        })
        for (const { rate, turned, since, turning } of run(form, timed, most)) {
          expect(rate === undefined || (rate >= 0 && rate <= most)).toBe(true)
          expect(turned >= 0 && Number.isInteger(turned)).toBe(true)
          expect(since).toBeLessThanOrEqual(turning.seenAt)
        }
      }),
    )
  })
})
