import { expect, test } from 'vitest'
import { gaugeScale } from '../../../dashboard/src/plan/gauge-scale.js'

const power = { type: 'cyclingPower', unit: 'W' }

test('the gauge goes from half to one and a half times the target', () => {
  const { from, to, place } = gaugeScale({ ...power, from: 200, to: 200 })
  expect([place(95), place(315)]).toEqual([0, 100])
  expect(from).toBeLessThan(place(200))
  expect(to).toBeGreaterThan(place(200))
})

test('an open border reaches to the end of the gauge, and a value beyond stands there', () => {
  const { from, to, place } = gaugeScale({ ...power, to: 100 })
  expect([from, to > 0 && to < 100, place(900)]).toEqual([0, true, 100])
})
