import { beforeEach, describe, expect, it } from 'vitest'
import type { Predicate } from '../../../src/health/predicate/predicate.js'
import type { NewSample } from '../../../src/health/sample.js'
import { workoutSample } from '../../http/workout-sample.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { question } from './question.js'

const minute = 60_000

const sleep: NewSample = {
  kind: 'category',
  type: 'sleepAnalysis',
  start: ten + 3 * minute,
  end: ten + 4 * minute,
  value: 5,
  source: 'watch',
  metadata: {},
}
const pressure: NewSample = {
  kind: 'correlation',
  type: 'bloodPressure',
  start: ten + 5 * minute,
  end: ten + 5 * minute,
  source: 'cuff',
  metadata: {},
  objects: [
    quantity('bloodPressureSystolic', ten + 5 * minute, 140, { source: 'cuff' }),
    quantity('bloodPressureDiastolic', ten + 5 * minute, 85, { source: 'cuff' }),
  ],
}
const series: NewSample = {
  kind: 'series',
  type: 'stepCount',
  start: ten + 6 * minute,
  end: ten + 6 * minute + 2_000,
  times: [ten + 6 * minute, ten + 6 * minute + 1_000],
  values: [30, 40],
  source: 'phone',
  metadata: {},
}
const ride = workoutSample(0, {
  activityType: 'cycling',
  elapsed: 3_500,
  statistics: {
    distanceCycling: { type: 'distanceCycling', unit: 'm', start: 0, end: 1, sum: 30_000, count: 9, sources: [] },
    heartRate: { type: 'heartRate', unit: 'count/min', start: 0, end: 1, average: 142, count: 9, sources: [] },
  },
  activities: [
    { activityType: 'running', location: 'outdoor', start: ten, end: ten + minute, elapsed: 60, statistics: {} },
  ],
})

// Everything that the predicates tell apart, by a letter.
const samples: Readonly<Record<string, NewSample>> = {
  a: beat(ten, 60),
  b: beat(ten + minute, 150, { metadata: { wasUserEntered: true, note: 'after lunch' } }),
  c: steps(ten + 2 * minute, ten + 3 * minute, 70, {
    source: 'phone',
    metadata: { distance: { value: 50, unit: 'yd' } },
  }),
  d: sleep,
  e: pressure,
  f: series,
  g: ride,
}

describe.each(['journal', 'blocks'] as const)('§ 9.2 predicates, on quantities in the %s', (form) => {
  const asked = question(form)
  let names: ReadonlyMap<string, string>
  beforeEach(async () => {
    await asked.store.origins.describeDevice('strap', { name: 'H10', manufacturer: 'Polar', firmwareVersion: '3.1' })
    await asked.store.origins.describeSource({ source: 'phone', version: '2.0', productType: 'Pixel' })
    const uuids = await asked.save(...Object.values(samples))
    names = new Map(uuids.map((uuid, at) => [uuid, Object.keys(samples)[at] ?? '']))
  })

  /** The letters of what matches; the members of the blood pressure are question marks. */
  const found = async (predicate: Predicate) => [...(await asked.named(predicate, names))].sort().join('')

  it.each<[string, Predicate, string]>([
    ['a type', { type: ['heartRate', 'sleepAnalysis'] }, 'abd'],
    ['a source', { source: ['phone'] }, 'cf'],
    ['a revision, whatever it leaves out', { sourceRevision: [{ source: 'phone', version: '2.0' }] }, 'cf'],
    ['another revision', { sourceRevision: [{ source: 'phone', version: '1.0' }] }, ''],
    ['any product', { sourceRevision: [{ productType: 'Pixel' }] }, 'cf'],
    ['a device', { device: ['strap'] }, 'ab'],
    ['a whole device', { deviceIs: [{ name: 'H10', manufacturer: 'Polar', firmwareVersion: '3.1' }] }, 'ab'],
    ['a whole device of which one says less', { deviceIs: [{ name: 'H10', manufacturer: 'Polar' }] }, ''],
    ['a property of the device', { deviceProperty: { property: 'manufacturer', in: ['Polar'] } }, 'ab'],
    ['a missing property', { deviceProperty: { property: 'name', in: [] } }, '??cdefg'],
    ['a metadata key', { metadata: { key: 'note' } }, 'b'],
    ['a metadata value', { metadata: { key: 'wasUserEntered', is: '==', value: true } }, 'b'],
    ['not a metadata value', { not: { metadata: { key: 'wasUserEntered', is: '==', value: true } } }, '??acdefg'],
    ['another value of a key that is there', { metadata: { key: 'note', is: '!=', value: 'x' } }, 'b'],
    ['one of some values', { metadata: { key: 'note', in: ['x', 'after lunch'] } }, 'b'],
    ['text in order', { metadata: { key: 'note', is: '<', value: 'b' } }, 'b'],
    [
      'a quantity in another unit',
      { metadata: { key: 'distance', is: '==', value: { value: 45.72, unit: 'm' } } },
      'c',
    ],
    ['a quantity above another', { metadata: { key: 'distance', is: '>', value: { value: 46, unit: 'm' } } }, ''],
    ['what is of another kind', { metadata: { key: 'distance', is: '==', value: 50 } }, ''],
    ['a value', { quantity: { is: '>', value: 100 } }, '?b'],
    ['a value in a unit, of all types that have it', { quantity: { is: '>=', value: 2.5, unit: 'Hz' } }, 'b'],
    ['the sum of a series', { quantity: { is: '==', value: 70 } }, 'cf'],
    ['a case', { category: { is: '==', value: 5 } }, 'd'],
    ['one of some cases', { category: { in: [1, 5] } }, 'd'],
    ['members of correlations', { correlated: true }, '??'],
    ['no member of a correlation', { correlated: false }, 'abcdefg'],
    ['an object of a correlation', { object: { type: 'bloodPressureSystolic' } }, 'e'],
    [
      'a value of an object',
      { object: { type: 'bloodPressureSystolic', where: { quantity: { is: '<', value: 140 } } } },
      '',
    ],
    ['an activity type', { activityType: ['cycling'] }, 'g'],
    ['not an activity type, of workouts', { and: [{ type: ['workout'] }, { not: { activityType: ['cycling'] } }] }, ''],
    ['a duration', { duration: { is: '>', value: 3_400 } }, 'g'],
    ['a sum', { statistic: { type: 'distanceCycling', figure: 'sum', is: '>=', value: 30_000 } }, 'g'],
    ['an average', { statistic: { type: 'heartRate', figure: 'average', is: '<', value: 142 } }, ''],
    ['a figure that is not there', { statistic: { type: 'heartRate', figure: 'max', is: '>', value: 0 } }, ''],
    [
      'a workout activity',
      { workoutActivity: { and: [{ activityType: ['running'] }, { time: { start: ten } }] } },
      'g',
    ],
    ['a workout activity of another length', { workoutActivity: { duration: { is: '>', value: 60 } } }, ''],
    ['all of nothing', { and: [] }, '??abcdefg'],
    ['any of nothing', { or: [] }, ''],
    ['one or the other', { or: [{ device: ['strap'] }, { type: ['workout'] }] }, 'abg'],
    ['one without the other', { and: [{ device: ['strap'] }, { not: { quantity: { is: '<', value: 100 } } }] }, 'b'],
  ])('%s', async (_, predicate, expected) => {
    expect(await found(predicate)).toBe(expected)
  })

  it('UUIDs, in either case', async () => {
    const uuids = [...names.keys()].filter((uuid) => 'ae'.includes(names.get(uuid) ?? '?'))
    expect(await found({ uuid: uuids.map((uuid) => uuid.toUpperCase()) })).toBe('ae')
  })

  it('deletes what matches, of the named sources alone', async () => {
    const predicate: Predicate = { quantity: { is: '>=', value: 60 } }
    expect(await asked.store.deleteMatching('me', { predicate, sources: ['phone'] })).toBe(2)
    expect(await found({ and: [] })).toBe('??abdeg')
  })

  it('tells additions of what matches, and every deletion', async () => {
    const predicate: Predicate = { quantity: { is: '>', value: 100 } }
    const first = await asked.store.changes({ user: 'me', predicate })
    expect(first.added.map(({ sample }) => names.get(sample.uuid)).sort()).toEqual(['b', undefined])
    expect(first.more).toBe(false)
    const [quiet = ''] = [...names.keys()]
    await asked.store.delete('me', [quiet])
    await asked.save(beat(ten + 9 * minute, 61), beat(ten + 10 * minute, 161), beat(ten + 11 * minute, 162))
    const second = await asked.store.changes({ user: 'me', predicate, anchor: first.anchor, limit: 2 })
    expect(second.deleted.map(({ uuid }) => uuid)).toEqual([quiet])
    expect(second.added).toMatchObject([{ sample: { value: 161 } }])
    expect(second.more).toBe(true)
    const third = await asked.store.changes({ user: 'me', predicate, anchor: second.anchor, limit: 2 })
    expect(third).toMatchObject({ deleted: [], added: [{ sample: { value: 162 } }], more: false })
  })
})
