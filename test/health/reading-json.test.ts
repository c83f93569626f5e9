import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../src/health/json/reading-json.js'
import { refusalOf } from './refusal.js'

const start = '2026-11-22T10:00:00.000Z'
const at = Date.UTC(2026, 10, 22, 10)
const beat = { type: 'heartRate', start, value: 142, unit: 'count/min' }

const read = (...inputs: readonly unknown[]) => parseReadings(inputs)
const pointers = (...inputs: readonly unknown[]) => refusalOf(() => read(...inputs))?.pointers

const reading = (facts: object) => ({
  start: at,
  end: at,
  source: undefined,
  device: undefined,
  uuid: undefined,
  metadata: {},
  ...facts,
})

describe('a quantity', () => {
  it('is read from the sample of the contract', () => {
    const uuid = '0192F0C1-2B3D-7E4F-8A5B-6C7D8E9FA0B1'
    const sample = { ...beat, uuid, end: start, source: 'forerunner', device: 'polar-h10-a1b2', metadata: {} }
    expect(read(sample)).toEqual([
      reading({
        kind: 'quantity',
        type: 'heartRate',
        value: 142,
        uuid: uuid.toLowerCase(),
        source: 'forerunner',
        device: 'polar-h10-a1b2',
      }),
    ])
  })

  it.each([
    ['its full identifier', { ...beat, type: 'HKQuantityTypeIdentifierHeartRate' }],
    ['epoch milliseconds', { ...beat, start: at }],
    ['an offset', { ...beat, start: '2026-11-22T11:00:00+01:00' }],
    ['no unit', { type: 'heartRate', start, value: 142 }],
    ['another unit', { ...beat, value: 2.366666666666667, unit: 'count/s' }],
    ['metadata that is not empty', { ...beat, metadata: { mine: 1 } }],
  ])('is read with %s', (_, sample) => {
    const [found] = read(sample)
    expect(found).toMatchObject({ kind: 'quantity', type: 'heartRate', start: at, end: at })
    expect(found?.kind === 'quantity' && found.value).toBeCloseTo(142, 9)
  })

  it('lasts until its end', () => {
    const walk = { type: 'stepCount', start, end: '2026-11-22T10:05:00.000Z', value: 100 }
    expect(read(walk)).toMatchObject([{ start: at, end: at + 300_000, value: 100 }])
  })

  it.each([
    ['no type', { start, value: 1 }, ['/samples/0/type']],
    ['an unknown type', { ...beat, type: 'heartbeat' }, ['/samples/0/type']],
    ['a type that the system makes', { type: 'appleExerciseTime', start, value: 1 }, ['/samples/0/type']],
    ['a workout', { type: 'workout', start, value: 1 }, ['/samples/0/type']],
    ['no start', { type: 'heartRate', value: 1 }, ['/samples/0/start']],
    ['a start without offset', { ...beat, start: '2026-11-22T10:00:00' }, ['/samples/0/start']],
    ['an end before the start', { ...beat, end: at - 1 }, ['/samples/0/end']],
    ['more than four days', { type: 'stepCount', start, value: 1, end: at + 345_600_001 }, ['/samples/0/end']],
    ['no value', { type: 'heartRate', start }, ['/samples/0/value']],
    ['text for a value', { ...beat, value: '142' }, ['/samples/0/value']],
    ['an endless value', { ...beat, value: Infinity }, ['/samples/0/value']],
    ['a value beyond numbers in its unit', { type: 'stepLength', start, value: 1 }, ['/samples/0/type']],
    ['a value that overflows', { type: 'height', start, value: 1e308, unit: 'Tm' }, ['/samples/0/value']],
    ['a unit of another dimension', { ...beat, unit: 'kg' }, ['/samples/0/unit']],
    ['an unknown unit', { ...beat, unit: 'bpm' }, ['/samples/0/unit']],
    ['a unit that is no text', { ...beat, unit: 7 }, ['/samples/0/unit']],
    ['a UUID that is none', { ...beat, uuid: 'x' }, ['/samples/0/uuid']],
    ['a source that is no slug', { ...beat, source: 'My Watch' }, ['/samples/0/source']],
    ['a device that is no slug', { ...beat, device: '' }, ['/samples/0/device']],
    ['a null', { ...beat, device: null }, ['/samples/0/device']],
    ['an unknown member', { ...beat, 'heart/rate': 1 }, ['/samples/0/heart~1rate']],
    ['metadata that is no object', { ...beat, metadata: [] }, ['/samples/0/metadata']],
    [
      'several faults',
      { ...beat, value: null, start: 1e99, extra: 1 },
      ['extra', 'start', 'value'].map((name) => `/samples/0/${name}`),
    ],
    [
      'insulin without its reason',
      { type: 'insulinDelivery', start, value: 1 },
      ['/samples/0/metadata/insulinDeliveryReason'],
    ],
  ])('with %s is refused', (_, sample, expected) => {
    expect(pointers(sample)).toEqual(expected)
  })
})

describe('a series', () => {
  const series = { type: 'cyclingPower', unit: 'W', start }

  it('is read from an interval', () => {
    expect(read({ ...series, interval: 1000, values: [200, 210, 220] })).toEqual([
      reading({
        kind: 'series',
        type: 'cyclingPower',
        times: [at, at + 1000, at + 2000],
        values: [200, 210, 220],
        end: at + 2000,
      }),
    ])
  })

  it('is put in order, and the last quantity of an instant stays', () => {
    const [found] = read({ ...series, times: [at + 2, at, at + 1, at], values: [3, 0, 2, 1] })
    expect(found).toMatchObject({ start: at, end: at + 2, times: [at, at + 1, at + 2], values: [1, 2, 3] })
  })

  it('may have an interval for each quantity', () => {
    const [found] = read({ ...series, times: [at + 5, at], ends: [at + 9, at + 5], values: [2, 1] })
    expect(found).toMatchObject({ end: at + 9, times: [at, at + 5], ends: [at + 5, at + 9], values: [1, 2] })
    const [instants] = read({ ...series, times: [at], ends: [at], values: [1] })
    expect(instants).not.toHaveProperty('ends')
  })

  it('is read from its times, in any spelling, with a start of its own or without', () => {
    const times = [at, '2026-11-22T10:00:04.000Z']
    const expected = [{ start: at, end: at + 4000, times: [at, at + 4000], values: [200, 210] }]
    expect(read({ ...series, times, values: [200, 210] })).toMatchObject(expected)
    expect(read({ type: 'cyclingPower', times, values: [0.2, 0.21], unit: 'kW' })).toMatchObject(expected)
  })

  it('keeps the last of the quantities at one instant', () => {
    const [found] = read({ ...series, times: [at, at, at + 1], values: [1, 2, 3] })
    expect(found).toMatchObject({ times: [at, at + 1], values: [2, 3] })
  })

  it.each([
    ['no values', { ...series, interval: 1000, values: [] }, ['/samples/0/values']],
    ['too many values', { ...series, interval: 1, values: Array(10_001).fill(1) }, ['/samples/0/values']],
    ['a value that is none', { ...series, interval: 1, values: [1, null] }, ['/samples/0/values/1']],
    ['no interval', { ...series, values: [1] }, ['/samples/0/interval']],
    ['an interval of nothing', { ...series, interval: 0, values: [1] }, ['/samples/0/interval']],
    ['times and an interval', { ...series, times: [at], interval: 1, values: [1] }, ['/samples/0/interval']],
    ['ends without times', { ...series, interval: 1, ends: [at], values: [1] }, ['/samples/0/ends']],
    ['fewer ends than times', { ...series, times: [at, at + 1], ends: [at], values: [1, 2] }, ['/samples/0/ends']],
    ['an end before its time', { ...series, times: [at], ends: [at - 1], values: [1] }, ['/samples/0/ends/0']],
    ['a time that is none', { ...series, times: [at, 'x'], values: [1, 2] }, ['/samples/0/times/1']],
    ['fewer times than values', { ...series, times: [at], values: [1, 2] }, ['/samples/0/times']],
    ['fewer times and no start', { type: 'cyclingPower', times: [at], values: [1, 2] }, ['/samples/0/times']],
    ['times before its start', { ...series, times: [at - 1], values: [1] }, ['/samples/0/times', '/samples/0/end']],
    ['an end before its last time', { ...series, end: at, times: [at, at + 1], values: [1, 2] }, ['/samples/0/end']],
    ['a value beside the values', { ...series, interval: 1, values: [1], value: 1 }, ['/samples/0/value']],
    ['a unit of another dimension', { ...series, unit: 'kg', interval: 1, values: [1] }, ['/samples/0/unit']],
  ])('with %s is refused', (_, sample, expected) => {
    expect(pointers(sample)?.toSorted()).toEqual(expected.toSorted())
  })
})

describe('a category', () => {
  const sleep = { type: 'sleepAnalysis', start, end: at + 60_000 }

  it.each([
    ['the name of its case', 'asleepREM'],
    ['the raw value of its case', 5],
  ])('is read with %s', (_, value) => {
    expect(read({ ...sleep, value })).toMatchObject([{ kind: 'category', type: 'sleepAnalysis', value: 5 }])
  })

  it('is a stand hour, which here a watch brings', () => {
    expect(read({ type: 'appleStandHour', start, value: 'stood' })).toMatchObject([{ value: 0 }])
  })

  it.each([
    ['an unknown case', { ...sleep, value: 'dreaming' }, ['/samples/0/value']],
    ['a name that every object has', { ...sleep, value: 'constructor' }, ['/samples/0/value']],
    ['an unknown raw value', { ...sleep, value: 99 }, ['/samples/0/value']],
    ['a unit', { ...sleep, value: 5, unit: 'count' }, ['/samples/0/unit']],
    ['a type that the system makes', { type: 'highHeartRateEvent', start, value: 0 }, ['/samples/0/type']],
    ['more than four days of sleep', { ...sleep, value: 5, end: at + 5 * 86_400_000 }, ['/samples/0/end']],
    [
      'a flow that does not say if it begins',
      { type: 'menstrualFlow', start, value: 'light' },
      ['/samples/0/metadata/menstrualCycleStart'],
    ],
  ])('with %s is refused', (_, sample, expected) => {
    expect(pointers(sample)).toEqual(expected)
  })

  it('lasts as long as it lasts when nobody does it in one go', () => {
    expect(read({ type: 'pregnancy', start: 0, end: 270 * 86_400_000, value: 0 })).toHaveLength(1)
  })
})

describe('a correlation', () => {
  const systolic = { type: 'bloodPressureSystolic', value: 120, unit: 'mmHg' }
  const diastolic = { type: 'bloodPressureDiastolic', value: 80 }
  const pressure = { type: 'bloodPressure', start, objects: [systolic, diastolic] }
  const energy = { type: 'dietaryEnergyConsumed', value: 500, unit: 'kcal' }

  it('gives its objects its times', () => {
    expect(read(pressure)).toMatchObject([
      {
        kind: 'correlation',
        type: 'bloodPressure',
        start: at,
        end: at,
        objects: [
          { kind: 'quantity', type: 'bloodPressureSystolic', value: 120, start: at, end: at },
          { kind: 'quantity', type: 'bloodPressureDiastolic', value: 80, start: at, end: at },
        ],
      },
    ])
  })

  it('of food takes whatever is eaten', () => {
    const protein = { type: 'dietaryProtein', value: 20, start: at + 1000 }
    const [found] = read({ type: 'food', start, end: at + 60_000, objects: [energy, protein] })
    expect(found).toMatchObject({ objects: [{ end: at + 60_000 }, { start: at + 1000, end: at + 1000 }] })
  })

  it.each([
    ['one part missing', { ...pressure, objects: [systolic] }, ['/samples/0/objects']],
    ['one part twice', { ...pressure, objects: [systolic, systolic, diastolic] }, ['/samples/0/objects']],
    [
      'a stranger',
      { ...pressure, objects: [systolic, diastolic, { type: 'heartRate', value: 60 }] },
      ['/samples/0/objects/2/type'],
    ],
    [
      'a wrong value in an object',
      { ...pressure, objects: [systolic, { ...diastolic, value: 'x' }] },
      ['/samples/0/objects/1/value'],
    ],
    [
      'an object of another source',
      { ...pressure, objects: [systolic, { ...diastolic, source: 'other' }] },
      ['/samples/0/objects/1/source'],
    ],
    ['no objects', { type: 'food', start, objects: [] }, ['/samples/0/objects']],
    ['an object that is none', { ...pressure, objects: [systolic, 80] }, ['/samples/0/objects/1']],
    ['too many objects', { type: 'food', start, objects: Array(201).fill(energy) }, ['/samples/0/objects']],
    ['a value', { ...pressure, value: 1 }, ['/samples/0/value']],
  ])('with %s is refused', (_, sample, expected) => {
    expect(pointers(sample)).toEqual(expected)
  })
})

describe('a list', () => {
  it('keeps its order', () => {
    expect(read(beat, { type: 'stepCount', start, value: 3 }, beat).map(({ type }) => type)).toEqual([
      'heartRate',
      'stepCount',
      'heartRate',
    ])
  })

  it('is refused as a whole, with every fault', () => {
    expect(pointers(beat, { ...beat, value: null }, 7, beat, { ...beat, start: null })).toEqual([
      '/samples/1/value',
      '/samples/2',
      '/samples/4/start',
    ])
  })

  it('names no more than a hundred faults', () => {
    expect(pointers(...Array(300).fill({ ...beat, value: null }))).toHaveLength(100)
    expect(pointers(...Array(300).fill(7))).toHaveLength(100)
  })

  it('is pointed at from where it stands in the message', () => {
    expect(refusalOf(() => parseReadings([{ ...beat, value: 'x' }], '/body/items'))?.pointers).toEqual([
      '/body/items/0/value',
    ])
  })

  it.each([
    ['no list', { samples: [] }, 'invalidArgument'],
    ['nothing', undefined, 'invalidArgument'],
    ['a list beyond bounds', Array(10_001).fill(beat), 'dataSizeExceeded'],
  ])('that is %s is refused', (_, input, code) => {
    expect(refusalOf(() => parseReadings(input))).toEqual({ code, pointers: ['/samples'] })
  })
})
