import { expect, test } from 'vitest'
import { shownDays } from '../../../dashboard/src/progress/shown-days.js'

const day = (number: number, load = 0) => ({ date: `day ${number}`, load, fitness: load / 42, fatigue: 0, form: 0 })

test('training load begins with the first load, a fortnight back at least', () => {
  const days = Array.from({ length: 90 }, (_, number) => day(number, number === 40 ? 80 : 0))
  expect(shownDays(days)[0]?.date).toBe('day 40')
  expect(shownDays(days.slice(0, 45)).length).toBe(14)
  expect(shownDays(Array.from({ length: 5 }, (_, number) => day(number))).length).toBe(5)
})
