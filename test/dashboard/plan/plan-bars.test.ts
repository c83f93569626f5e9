import { describe, expect, test } from 'vitest'
import { lengthOf, placeIn, planBars } from '../../../dashboard/src/plan/plan-bars.js'
import type { OutlineStep } from '../../../dashboard/src/plan/plan-wire.js'

const power = (from: number, to = from) => ({ type: 'cyclingPower', unit: 'W', from, to })
const timed = (value: number, rest: Partial<OutlineStep> = {}): OutlineStep => ({
  kind: 'work',
  end: { by: 'time', value },
  ...rest,
})

describe('the bars of a plan', () => {
  test('lie side by side, as wide as the steps are long', () => {
    const bars = planBars([timed(60), timed(180)])
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.25],
      [0.25, 1],
    ])
  })

  test('are as high as the steps are hard, a ramp from one height to another', () => {
    const ramp = timed(60, { target: power(100), targetAtEnd: power(200) })
    const [first, second] = planBars([ramp, timed(60, { target: power(150, 250) })])
    expect(first).toMatchObject({ low: 0.5, high: 1 })
    expect(second).toMatchObject({ low: 1, high: 1 })
  })

  test('without a target are as high as their kind usually is', () => {
    const [work, recover] = planBars([timed(60), timed(60, { kind: 'recover' })])
    expect(work?.low).toBeGreaterThan(recover?.low ?? 1)
  })

  test('of what no clock ends are as wide as usual', () => {
    expect(lengthOf({ by: 'lap' })).toBe(120)
    expect(lengthOf({ by: 'distance', value: 1000 })).toBe(200)
  })
})

describe('the present place', () => {
  const steps = [timed(60), { kind: 'recover', end: { by: 'lap' } }]
  const bars = planBars(steps)

  test('goes through the step with its clock', () => {
    expect(placeIn(bars, steps, { step: 1, left: { value: 30 } })).toBeCloseTo(30 / 180)
  })

  test('stands in the middle of a step that a press ends', () => {
    expect(placeIn(bars, steps, { step: 2 })).toBeCloseTo(120 / 180)
  })

  test('is nowhere once all steps are done', () => {
    expect(placeIn(bars, steps, {})).toBeUndefined()
  })
})
