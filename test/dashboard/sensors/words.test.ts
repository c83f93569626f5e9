import { expect, test } from 'vitest'
import {
  ago,
  batteryTone,
  batteryWarning,
  sentence,
  signalOf,
  typesText,
  valueText,
} from '../../../dashboard/src/sensors/words.js'

test.each([
  [undefined, 0],
  [-95, 1],
  [-80, 2],
  [-70, 3],
  [-60, 4],
  [-20, 4],
] as const)('a signal of %s dBm has %i bars', (rssi, bars) => {
  expect(signalOf(rssi).bars).toBe(bars)
})

test('a battery is warned of from 20 % down, and again from 10 %', () => {
  expect([21, 20, 11, 10, 0].map(batteryTone)).toEqual(['good', 'low', 'low', 'critical', 'critical'])
  expect(batteryWarning(21)).toBeUndefined()
  expect(batteryWarning(20)).toContain('low')
  expect(batteryWarning(10)).toContain('now')
})

test.each([
  [-5_000, 'just now'],
  [2_999, 'just now'],
  [3_000, '3 s ago'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [3_599_000, '59 min ago'],
  [3_600_000, '1 h ago'],
  [100_000_000, '27 h ago'],
  [200_000_000, '2 days ago'],
])('%i ms later is %s', (passed, text) => {
  expect(ago(new Date(0).toISOString(), passed)).toBe(text)
})

test('what is measured is named once, and the most of it', () => {
  expect(typesText(['distanceCycling', 'distanceWalkingRunning', 'heartRate'])).toBe('Distance, Heart rate')
  expect(typesText(['stepCount', 'heartRate', 'cyclingPower', 'cyclingSpeed', 'bodyMass'])).toBe(
    'Step count, Heart rate, Power, Speed …',
  )
  expect(typesText()).toBe('')
})

test('a live value has the unit that people use', () => {
  expect(valueText('heartRate', 71.6)).toBe('72 bpm')
  expect(valueText('cyclingPower', 210)).toBe('210 W')
  expect(valueText('cyclingCadence', 88.26)).toBe('88.3')
})

test('words of the engine become a sentence', () => {
  expect(sentence('wear it')).toBe('Wear it.')
  expect(sentence('run `vitald doctor`')).toBe('Run `vitald doctor`')
})
