import { beforeEach, describe, expect, it } from 'vitest'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import { propertiesOf } from '../../src/ingest/device.js'
import { recordPastWorkout } from '../../src/session/past-workout.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { clockAt, memoryStore } from '../session/begin.js'
import { workoutBytes } from '../simulators/workout-fixtures.js'
import { countedId, importsInto, report } from './open.js'

let store: HealthStore
beforeEach(() => {
  store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
})

type Birth = Parameters<typeof propertiesOf>[0]

/** Records the ride of a file live, by a watch that said this of itself; the id of the workout. */
async function rideLive(bytes: Uint8Array, birth: Birth): Promise<string> {
  const [source, device] = ['my-watch', 'my-watch']
  const { start, end, activityType, location } = await parseRecording(bytes)
  await store.origins.describeDevice(device, propertiesOf(birth))
  const facts = { kind: 'quantity', type: 'heartRate', source, device, metadata: {} } as const
  await store.save('me', [{ ...facts, start: start + 1_000, end: start + 1_000, value: 120 }])
  const id = countedId()
  const past = { id, user: 'me', source, events: [], activityType, location, start, end }
  await recordPastWorkout({ store, profile: () => ({}) }, past)
  return id
}

const isLeft = async (bytes: Uint8Array, birth: Birth): Promise<boolean> => {
  const id = await rideLive(bytes, birth)
  const { workouts, samples } = await report(importsInto(store), bytes)
  expect(samples === 0).toBe(workouts.includes(id))
  return workouts.includes(id)
}

describe('a file with a model and a serial number', () => {
  const serial = '3854007508'
  const model = { manufacturer: 'Garmin', model: 'Forerunner 245' }
  const file = async (name = 'Garmin Forerunner 245'): Promise<Uint8Array> => {
    const text = new TextDecoder().decode(await workoutBytes('run-three-laps.tcx'))
    return new TextEncoder().encode(text.replace('Forerunner 410 Software Version 2.20', name))
  }

  it.each<[string, Birth]>([
    ['serial number', { serial }],
    ['serial number, whatever it calls itself', { manufacturer: 'G.', model: 'FR245', serial: '3854-007508' }],
    ['make, model and serial number', { ...model, serial }],
    ['make and model', model],
    ['model', { model: 'Garmin Forerunner245' }],
  ])('is left to what a live watch of the same %s has told', async (_, birth) => {
    expect(await isLeft(await file(), birth)).toBe(true)
  })

  it.each<[string, Birth]>([
    ['serial number', { ...model, serial: '3854007509' }],
    ['model', { manufacturer: 'Garmin', model: 'Edge 800' }],
    ['make', { manufacturer: 'Wahoo', model: 'Elemnt' }],
  ])('is kept beside what a live watch of another %s has told', async (_, birth) => {
    expect(await isLeft(await file(), birth)).toBe(false)
  })

  it('is kept beside what a watch has told that says nothing of itself', async () => {
    expect(await isLeft(await file(), {})).toBe(false)
  })

  it('is left to a watch of the same model that names its make otherwise', async () => {
    expect(await isLeft(await file('Forerunner 245'), model)).toBe(true)
  })
})

describe('a file with a make and a serial number', () => {
  const file = () => workoutBytes('run-rr-intervals.fit')
  const model = { manufacturer: 'garmin', model: 'Forerunner 245' }

  it('is left to the live watch of this serial number', async () => {
    expect(await isLeft(await file(), { ...model, serial: '3945849289' })).toBe(true)
  })

  it.each<[string, Birth]>([
    ['no serial number, since a make has many models', model],
    ['another serial number', { ...model, serial: '3945849280' }],
  ])('is kept beside what a live watch of the same make has told that says %s', async (_, birth) => {
    expect(await isLeft(await file(), birth)).toBe(false)
  })
})
