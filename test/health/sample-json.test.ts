import { describe, expect, it } from 'vitest'
import { sampleJsonSchema } from '../../src/health/json/json-schema.js'
import { parseReadings } from '../../src/health/json/reading-json.js'
import { deletedJson, sampleJson } from '../../src/health/json/sample-json.js'
import type { Sample } from '../../src/health/sample.js'
import { refusalOf } from './refusal.js'
import { ride } from './ride.js'

const at = Date.UTC(2026, 10, 22, 10)
const uuid = '0192f0c1-2b3d-7e4f-8a5b-6c7d8e9fa0b1'
const facts = { uuid, start: at, end: at, source: 'forerunner', metadata: {} }
const factsJson = {
  uuid,
  start: '2026-11-22T10:00:00.000Z',
  end: '2026-11-22T10:00:00.000Z',
  source: 'forerunner',
  metadata: {},
}

const beat: Sample = { ...facts, kind: 'quantity', type: 'heartRate', value: 142, device: 'polar-h10-a1b2' }
const power: Sample = {
  ...facts,
  kind: 'series',
  type: 'cyclingPower',
  end: at + 1000,
  times: [at, at + 1000],
  values: [200, 300],
}
const steps: Sample = { ...facts, kind: 'series', type: 'stepCount', times: [at], values: [12] }
const sleep: Sample = { ...facts, kind: 'category', type: 'sleepAnalysis', value: 5 }
const pressure: Sample = {
  ...facts,
  kind: 'correlation',
  type: 'bloodPressure',
  objects: [
    { ...facts, kind: 'quantity', type: 'bloodPressureSystolic', value: 120 },
    { ...facts, kind: 'quantity', type: 'bloodPressureDiastolic', value: 80 },
  ],
}
const workout: Sample = { ...facts, kind: 'workout', type: 'workout', workout: ride }

describe('the JSON of', () => {
  it('a quantity is that of the contract', () => {
    expect(sampleJson(beat)).toStrictEqual({
      ...factsJson,
      type: 'heartRate',
      value: 142,
      unit: 'count/min',
      device: 'polar-h10-a1b2',
    })
  })

  it('a quantity is in another unit when asked', () => {
    expect(sampleJson(beat, 'count/s')).toMatchObject({ value: 142 / 60, unit: 'count/s' })
    expect(refusalOf(() => sampleJson(beat, 'kg'))?.code).toBe('invalidArgument')
  })

  it('a discrete series has its figures', () => {
    expect(sampleJson(power)).toStrictEqual({
      ...factsJson,
      type: 'cyclingPower',
      end: '2026-11-22T10:00:01.000Z',
      unit: 'W',
      count: 2,
      value: 250,
      min: 200,
      max: 300,
      average: 250,
      mostRecent: 300,
      mostRecentInterval: { start: '2026-11-22T10:00:01.000Z', end: '2026-11-22T10:00:01.000Z' },
    })
    expect(sampleJson(power, 'kW')).toMatchObject({ unit: 'kW', count: 2, min: 0.2, average: 0.25 })
  })

  it('a cumulative series has its sum', () => {
    expect(sampleJson(steps)).toStrictEqual({
      ...factsJson,
      type: 'stepCount',
      unit: 'count',
      count: 1,
      value: 12,
      sum: 12,
    })
  })

  it('a category has the name of its case', () => {
    expect(sampleJson(sleep)).toStrictEqual({ ...factsJson, type: 'sleepAnalysis', value: 'asleepREM' })
    expect(sampleJson({ ...sleep, value: 1 }).value).toBe('asleepUnspecified')
  })

  it('a correlation has its objects', () => {
    expect(sampleJson(pressure)).toStrictEqual({
      ...factsJson,
      type: 'bloodPressure',
      objects: [
        { ...factsJson, type: 'bloodPressureSystolic', value: 120, unit: 'mmHg' },
        { ...factsJson, type: 'bloodPressureDiastolic', value: 80, unit: 'mmHg' },
      ],
    })
  })

  it('a workout is its elapsed time', () => {
    expect(sampleJson(workout)).toMatchObject({
      uuid,
      type: 'workout',
      value: 1200,
      unit: 's',
      activityType: 'cycling',
    })
  })

  it('a deleted sample is what a follower needs', () => {
    const metadata = { syncIdentifier: 'x', syncVersion: 2 }
    expect(deletedJson({ ...facts, user: 'me', kind: 'quantity', type: 'heartRate', metadata })).toEqual({
      uuid,
      type: 'heartRate',
      metadata,
    })
  })

  it.each([beat, power, steps, sleep, pressure, workout])('$type ($kind) fits its schema', (sample) => {
    expect(sampleJsonSchema.parse(sampleJson(sample))).toEqual(sampleJson(sample))
  })

  it.each([beat, sleep, pressure])('$type ($kind) is read back as it was', (sample) => {
    expect(parseReadings([sampleJson(sample)])).toMatchObject([sample])
  })
})
