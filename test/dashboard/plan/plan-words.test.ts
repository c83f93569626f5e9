import { expect, test } from 'vitest'
import {
  endText,
  entryText,
  leftText,
  nextText,
  stepTitle,
  targetText,
} from '../../../dashboard/src/plan/plan-words.js'

test('a step has its own name, else that of its kind, with the how-manieth time it is', () => {
  expect(stepTitle({ kind: 'work', name: 'Threshold', repetition: 2 })).toBe('Threshold 2')
  expect(stepTitle({ kind: 'warmup' })).toBe('Warm-up')
})

test.each([
  [{ by: 'time', value: 90 }, '1:30'],
  [{ by: 'distance', value: 1500 }, '1.50 km'],
  [{ by: 'energy', value: 40 }, '40 kcal'],
  [{ by: 'heartRateBelow', value: 120 }, 'until under 120 bpm'],
  [{ by: 'heartRateAbove' }, ''],
  [{ by: 'lap' }, 'until the lap button'],
])('%j ends %j', (end, text) => {
  expect(endText(end)).toBe(text)
})

test('a plan is listed with how long it is, as far as that is known', () => {
  const entry = { id: 'a', name: 'Hills', activityType: 'cycling', steps: 4, duration: 0, distance: 0, isOpen: true }
  expect(entryText(entry)).toBe('Hills')
  expect(entryText({ ...entry, duration: 1_800, isOpen: false })).toBe('Hills · 30:00')
  expect(entryText({ ...entry, duration: 1_800, distance: 5_000 })).toBe('Hills · 30:00 + 5.00 km and more')
})

test('what is left is rounded up: a second that has begun is still to be done', () => {
  expect(leftText({ by: 'time', value: 59.2 })).toBe('1:00')
  expect(leftText({ by: 'heartRateBelow', value: 7.4 })).toBe('8 bpm')
  expect(leftText(undefined)).toBeUndefined()
})

test('a target is told as people do, a pace the faster figure first', () => {
  expect(targetText({ type: 'cyclingPower', unit: 'W', from: 200, to: 250 })).toBe('200–250 W')
  expect(targetText({ type: 'runningSpeed', unit: 'm/s', from: 2.5, to: 4 })).toBe('4:10–6:40 min/km')
  expect(targetText({ type: 'heartRate', unit: 'count/min', to: 114 })).toBe('under 114 bpm')
  expect(targetText({ type: 'runningSpeed', unit: 'm/s', from: 2.5 })).toBe('faster than 6:40 min/km')
})

test('what comes is one line', () => {
  const target = { type: 'cyclingPower', unit: 'W', from: 150, to: 150 }
  expect(nextText({ kind: 'recover', end: { by: 'time', value: 60 }, target })).toBe('Recovery · 1:00 · 150 W')
})
