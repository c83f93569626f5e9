import { afterEach, expect, it } from 'vitest'
import { parseReadings } from '../../src/health/json/reading-json.js'
import { createIngest } from '../../src/ingest/create-ingest.js'
import { openDevices } from '../../src/ingest/device-registry.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { noon } from './readings.js'

let store: HealthStore | undefined
afterEach(() => store?.close())

async function begin() {
  const clock = () => noon + 60_000
  let turns = 0
  const random = (buffer: Uint8Array) => {
    turns += 1
    return buffer.fill(turns)
  }
  store = openMemoryStore({ clock, random })
  const devices = openDevices({ documents: store.documents, hasUser: () => true, adopt: false, random, clock })
  await devices.add('watch', 'me')
  return { store, devices, ingest: createIngest({ store, devices, clock }), at: clock() }
}

const bloodPressure = {
  type: 'bloodPressure',
  start: noon,
  objects: [
    { type: 'bloodPressureSystolic', start: noon, value: 120, unit: 'mmHg' },
    { type: 'bloodPressureDiastolic', start: noon, value: 80, unit: 'mmHg' },
  ],
}
const power = (second: number) => ({
  type: 'cyclingPower',
  start: noon + second * 1_000,
  interval: 1_000,
  values: [200, 210, 220],
  unit: 'W',
})
const pulse = { type: 'heartRate', start: noon, value: 140, unit: 'count/min' }

it('counts a series and a correlation as one reading each, also when they come again', async () => {
  const { ingest, at } = await begin()
  const readings = parseReadings([pulse, power(0), bloodPressure])
  expect(await ingest.receive({ device: 'watch', readings, at })).toEqual({ stored: 3, duplicates: 0, waiting: 0 })
  expect(await ingest.receive({ device: 'watch', readings, at })).toEqual({ stored: 0, duplicates: 3, waiting: 0 })
  await ingest.receive({ device: 'watch', readings: parseReadings([power(1)]), at })
  const { received, stored, duplicate } = ingest.ledger()
  expect(received).toBe(stored + duplicate)
})

it('gives what waited the owner, source and device that it gives everything', async () => {
  const { store: kept, ingest, devices, at } = await begin()
  await ingest.receive({ device: 'ring', readings: parseReadings([pulse, bloodPressure]), at })
  await devices.assign('ring', 'you')
  expect(await ingest.release('ring')).toBe(2)
  const { items } = await kept.samples('you', {})
  expect(items.map(({ type }) => type).sort()).toEqual([
    'bloodPressure',
    'bloodPressureDiastolic',
    'bloodPressureSystolic',
    'heartRate',
  ])
  expect(new Set(items.map(({ source, device }) => `${source} ${device}`))).toEqual(new Set(['ring ring']))
})

it('keeps samples of every kind while they wait', async () => {
  const { store: kept, ingest, devices, at } = await begin()
  const location = { time: noon, latitude: 52, longitude: 13, altitude: 34.5 }
  const readings = parseReadings([
    { type: 'heartbeatSeries', start: noon, beats: [{ timeSinceStart: 0.8 }] },
    { type: 'workoutRoute', workout: '018f0000-0000-4000-8000-000000000001', locations: [location] },
    { type: 'electrocardiogram', start: noon, samplingFrequency: 512, voltages: { leadI: [0.0001] } },
    { type: 'audiogram', start: noon, sensitivityPoints: [{ frequency: 250, leftEarSensitivity: 10 }] },
    { type: 'stateOfMind', start: noon, kind: 'dailyMood', valence: 0.5 },
  ])
  expect(await ingest.receive({ device: 'ring', readings, at })).toMatchObject({ waiting: 5 })
  await devices.assign('ring', 'you')
  expect(await ingest.release('ring')).toBe(5)
  const { items } = await kept.samples('you', {})
  const settled = readings.map((reading) => expect.objectContaining({ ...reading, source: 'ring', device: 'ring' }))
  expect(items).toHaveLength(5)
  expect(items.map(({ uuid: _, ...sample }) => ({ uuid: undefined, timeZone: undefined, ...sample }))).toEqual(
    expect.arrayContaining(settled),
  )
})
