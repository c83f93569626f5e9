import { describe, expect, test } from 'vitest'
import {
  formatActivity,
  formatDate,
  formatDistance,
  formatDuration,
  formatName,
  formatPace,
  formatSpeed,
  formatTime,
  formatWhole,
} from '../../dashboard/src/format.js'

describe('a duration', () => {
  test.each([
    [0, '0:00'],
    [9.99, '0:09'],
    [61, '1:01'],
    [3599.9, '59:59'],
    [3600, '1:00:00'],
    [86_399, '23:59:59'],
    [-3, '0:00'],
  ])('of %d s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))
})

describe('a distance', () => {
  test.each([
    [undefined, '–', 'km'],
    [0, '0', 'm'],
    [999.9, '999', 'm'],
    [1000, '1.00', 'km'],
    [18_669, '18.66', 'km'],
  ])('of %s m is %s %s', (metres, value, unit) => expect(formatDistance(metres)).toEqual({ value, unit }))
})

test('speed is shown in km/h, with one decimal', () => {
  expect(formatSpeed(10)).toEqual({ value: '36.0', unit: 'km/h' })
  expect(formatSpeed(undefined).value).toBe('–')
})

test('pace is shown in minutes a kilometre, and not when standing', () => {
  expect(formatPace(4)).toEqual({ value: '4:10', unit: 'min/km' })
  expect(formatPace(0).value).toBe('–')
  expect(formatPace(0.1).value).toBe('–')
  expect(formatPace(undefined).value).toBe('–')
})

test('a whole figure is rounded and never minus zero', () => {
  expect(formatWhole(141.5)).toBe('142')
  expect(formatWhole(-0.2)).toBe('0')
  expect(formatWhole(undefined)).toBe('–')
})

test('a camelCase name becomes words', () => {
  expect(formatName('traditionalStrengthTraining')).toBe('Traditional strength training')
})

test('an activity says where it was when that is known', () => {
  expect(formatActivity('cycling', 'indoor')).toBe('Indoor cycling')
  expect(formatActivity('cycling', 'unknown')).toBe('Cycling')
})

test('a date is written in the given zone', () => {
  const text = formatDate('2026-11-22T23:30:00.000Z', { language: 'en-GB', timeZone: 'Europe/Berlin' })
  expect(text).toContain('23 Nov')
  expect(text).toContain('00:30')
})

test('a time of day is told to the second', () => {
  expect(formatTime('2026-11-22T10:00:05.300Z', { language: 'de', timeZone: 'UTC' })).toBe('10:00:05')
})
