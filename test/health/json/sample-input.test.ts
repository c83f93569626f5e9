import { describe, expect, it } from 'vitest'
import { HeartbeatSeriesBuilder } from '../../../src/health/builders/heartbeat-series-builder.js'
import { QuantitySeriesBuilder } from '../../../src/health/builders/quantity-series-builder.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { type MadeSample, sampleInput, sampleInputs } from '../../../src/health/json/sample-input.js'
import { audiogramSample, stateOfMindSample, workoutRouteSample } from '../../../src/health/kinds/new-samples.js'
import { categorySample, correlationSample, quantitySample } from '../../../src/health/sample-rules.js'

const facts = { start: 1_000, source: 'test' }

const series = (): MadeSample[] => {
  const builder = new QuantitySeriesBuilder({ ...facts, type: 'stepCount' })
  builder.insert({ value: 5 }, { start: 1_000, end: 2_000 })
  builder.insert({ value: 6 }, { start: 2_000, end: 4_000 })
  return [...builder.finish({ metadata: { note: 'easy' } })]
}

const beats = (): MadeSample => {
  const builder = new HeartbeatSeriesBuilder({ ...facts, device: 'strap-1' })
  builder.add({ timeSinceStart: 0.8, precededByGap: false })
  builder.add({ timeSinceStart: 1.7, precededByGap: true })
  return builder.finish()
}

const samples: readonly MadeSample[] = [
  quantitySample({ ...facts, type: 'bodyMass', value: 154, unit: 'lb', timeZone: 'Europe/Berlin' }),
  ...series(),
  categorySample({ ...facts, type: 'sleepAnalysis', value: 'asleepREM', end: 9_000 }),
  correlationSample({
    ...facts,
    type: 'bloodPressure',
    objects: [
      { type: 'bloodPressureSystolic', value: 120 },
      { type: 'bloodPressureDiastolic', value: 80 },
    ],
  }),
  beats(),
  workoutRouteSample({
    source: 'test',
    workoutUuid: '0193aaaa-0000-7000-8000-000000000001',
    locations: [{ time: 1_000, latitude: 52.5, longitude: 13.4, altitude: 34 }],
  }),
  audiogramSample({ ...facts, points: [{ frequency: 1_000, leftEarSensitivity: 10 }] }),
  stateOfMindSample({ ...facts, stateOfMind: { kind: 'dailyMood', valence: 0.5, labels: ['calm'], associations: [] } }),
]

describe('the input form of a sample', () => {
  it.each(samples.map((sample) => [sample.kind, sample] as const))('of %s is read as the sample again', (_, sample) => {
    const sent: unknown = JSON.parse(JSON.stringify(sampleInput(sample)))
    expect(parseReadings([sent])).toEqual([sample])
  })

  it('leaves alone what is in that form already', () => {
    const mood = { type: 'stateOfMind', start: 1_000, kind: 'dailyMood', valence: 0.5 }
    expect(sampleInputs(mood)).toEqual([mood])
  })
})
