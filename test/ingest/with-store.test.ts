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
