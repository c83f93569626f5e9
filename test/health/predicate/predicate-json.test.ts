import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HealthError } from '../../../src/health/error.js'
import { parsePredicate } from '../../../src/health/predicate/predicate-json.js'
import { anyPredicate } from './any-predicate.js'

const uuid = '0193AAAA-0000-7000-8000-00000000ffff'

const faultsOf = (input: unknown): readonly string[] => {
  try {
    parsePredicate(input, '/predicate')
  } catch (error) {
    return (error as HealthError).errors.map(({ pointer }) => pointer)
  }
  return []
}

describe('the JSON form of a predicate', () => {
  it.each([
    ['types under any spelling', { type: 'HKQuantityTypeIdentifierHeartRate' }, { type: ['heartRate'] }],
    [
      'times in either form',
      { time: { start: '2026-11-22T11:00:00+01:00', end: 1_795_341_600_001 } },
      { time: { start: 1_795_341_600_000, end: 1_795_341_600_001 } },
    ],
    ['UUIDs in either case', { uuid: [uuid] }, { uuid: [uuid.toLowerCase()] }],
    ['a key alone', { metadata: { key: 'HKWasUserEntered' } }, { metadata: { key: 'wasUserEntered' } }],
    [
      'equality when no comparison is said',
      { metadata: { key: 'mine', value: 'x' } },
      { metadata: { key: 'mine', is: '==', value: 'x' } },
    ],
    [
      'a case of a key by its name',
      { metadata: { key: 'heartRateSensorLocation', value: 'chest' } },
      { metadata: { key: 'heartRateSensorLocation', is: '==', value: 1 } },
    ],
    [
      'a case of a type by its name',
      { category: { value: 'asleepREM' } },
      { and: [{ type: ['sleepAnalysis'] }, { category: { is: '==', value: 5 } }] },
    ],
    ['cases by their raw values', { category: { in: [1, 5] } }, { category: { in: [1, 5] } }],
    [
      'a figure in the canonical unit',
      { statistic: { type: 'distanceCycling', figure: 'sum', is: '>', value: 20, unit: 'km' } },
      { statistic: { type: 'distanceCycling', figure: 'sum', is: '>', value: 20_000 } },
    ],
    [
      'activity types by their identifiers',
      { activityType: ['HKWorkoutActivityTypeCycling', 'running'] },
      { activityType: ['cycling', 'running'] },
    ],
    [
      'joined conditions',
      { and: [{ not: { or: [] } }, { workoutActivity: { duration: { is: '<', value: 60 } } }] },
      { and: [{ not: { or: [] } }, { workoutActivity: { duration: { is: '<', value: 60 } } }] },
    ],
  ])('has %s', (_, input, predicate) => {
    expect(parsePredicate(input)).toEqual(predicate)
  })

  it.each([
    ['no member', {}, ['/predicate']],
    ['two members', { type: 'stepCount', correlated: true }, ['/predicate']],
    ['an unknown type', { and: [{ or: [{ type: ['stepCount', 'joy'] }] }] }, ['/predicate/and/0/or/0/type/1']],
    ['an unknown comparison', { quantity: { is: '~', value: 1 } }, ['/predicate/quantity/is']],
    ['an unknown unit', { not: { quantity: { is: '<', value: 1, unit: 'joy' } } }, ['/predicate/not/quantity/unit']],
    [
      'a unit of another kind',
      { statistic: { type: 'heartRate', figure: 'max', is: '<', value: 1, unit: 'kg' } },
      ['/predicate/statistic/unit'],
    ],
    [
      'a value that its key cannot have',
      { metadata: { key: 'wasUserEntered', value: 3 } },
      ['/predicate/metadata/value'],
    ],
    ['a key with two questions', { metadata: { key: 'mine', is: '<', value: 1, in: [2] } }, ['/predicate/metadata/in']],
    ['a case of no type', { category: { in: [1, 'joy'] } }, ['/predicate/category/in/1']],
    ['what activities do not have', { workoutActivity: { source: ['watch'] } }, ['/predicate/workoutActivity']],
    ['what is no predicate', 'heartRate', ['/predicate']],
  ])('refuses %s, and points at it', (_, input, pointers) => {
    expect(faultsOf(input)).toEqual(pointers)
  })

  it('refuses what is too large or too deep, whatever it is', () => {
    const deep = Array.from({ length: 5_000 }).reduce<unknown>((not) => ({ not }), { correlated: true })
    expect(faultsOf(deep)).toEqual(['/predicate'])
    expect(faultsOf({ or: Array.from({ length: 500 }, () => ({ correlated: true })) })).toEqual(['/predicate'])
    const sources = Array.from({ length: 1_000 }, (_, index) => `source-${index}`)
    expect(faultsOf({ or: Array.from({ length: 9 }, () => ({ source: sources })) })).toEqual([])
    expect(faultsOf({ or: Array.from({ length: 10 }, () => ({ source: sources })) })).toEqual(['/predicate'])
  })

  it('reads every predicate as itself', () => {
    fc.assert(
      fc.property(anyPredicate([uuid.toLowerCase()]), (predicate) => {
        const text = JSON.stringify(predicate)
        expect(parsePredicate(JSON.parse(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('is read or refused, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(() => faultsOf(input)).not.toThrow()
      }),
    )
  })
})
