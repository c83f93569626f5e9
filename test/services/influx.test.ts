import { InfluxDB } from 'influx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type InfluxFollower, type InfluxParts, openInflux } from '../../src/influx/open-influx.js'
import { createFakeDocuments, createFakeFeed } from '../influx/fake-feed.js'
import { bloodPressure, deletedOf, heartRate, morning, ride, series, sleep } from '../influx/samples.js'
import { type Service, startInfluxd } from '../setup/process.js'

const log = { info() {}, warn() {} }
const quick = { firstPause: 20, longestPause: 200, probe: 100 }
const tags = { user: 'me', source: 'forerunner', device: 'polar-h10' }

let influxd: Service
let client: InfluxDB
let feed: ReturnType<typeof createFakeFeed>
let documents: ReturnType<typeof createFakeDocuments>
let follower: InfluxFollower

beforeEach(async () => {
  influxd = await startInfluxd()
  client = new InfluxDB({ host: '127.0.0.1', port: influxd.port, database: 'vitald' })
  feed = createFakeFeed()
  documents = createFakeDocuments()
  follower = follow()
})
afterEach(async () => {
  await follower.close()
  await influxd.close()
})

const follow = (parts: Partial<InfluxParts> = {}): InfluxFollower =>
  openInflux({
    feed,
    documents,
    url: influxd.url,
    database: 'vitald',
    covering: () => undefined,
    clock: () => morning,
    log,
    pace: quick,
    ...parts,
  })

/** The points of a measurement without the columns that are empty, oldest first; `time` is ms after the morning. */
async function points(measurement: string) {
  const rows = await client.query<{ time: Date }>(`SELECT * FROM "${measurement}"`)
  return rows.map(({ time, ...columns }) => ({
    time: time.getTime() - morning,
    ...Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)),
  }))
}

const count = async (measurement: string) => (await points(measurement)).length

const beats = (amount: number, from = 0) =>
  Array.from({ length: amount }, (_, index) => heartRate(morning + (from + index) * 1_000, 60 + (index % 100)))

const power = (...offsets: readonly number[]) =>
  series(
    offsets.map((at) => morning + at),
    offsets.map((at) => 200 + at / 1_000),
  )

describe('InfluxDB', () => {
  it('gets its database, and every kind of sample', async () => {
    const workout = ride(morning + 10_000_000)
    const steps = heartRate(morning, 90, { type: 'stepCount', end: morning + 1_500, device: undefined })
    feed.add('me', heartRate(morning, 142.5), steps, power(0, 1_000), sleep(morning, morning + 60_000), workout)
    feed.add('me', bloodPressure(morning), ...bloodPressure(morning).objects)
    await follower.caughtUp()

    expect(await points('heartRate')).toEqual([{ time: 0, ...tags, value: 142.5 }])
    expect(await points('stepCount')).toEqual([{ time: 0, user: 'me', source: 'forerunner', value: 90, duration: 1.5 }])
    expect(await points('cyclingPower')).toEqual([
      { time: 0, ...tags, value: 200 },
      { time: 1_000, ...tags, value: 201 },
    ])
    expect(await points('sleepAnalysis')).toEqual([
      { time: 0, user: 'me', source: 'forerunner', value: 5, name: 'asleepREM', duration: 60 },
    ])
    expect(await points('bloodPressureSystolic')).toEqual([{ time: 0, ...tags, value: 121 }])
    expect(await points('bloodPressure')).toEqual([])
    expect(await points('workout')).toMatchObject([
      { time: 10_000_000, user: 'me', activityType: 'cycling', id: workout.uuid, elapsed: 3_540, distance: 31_000 },
    ])
    expect(await points('workoutEvent')).toHaveLength(4)
  })

  it('keeps the types of the fields as promised', async () => {
    feed.add('me', heartRate(morning, 142), sleep(morning, morning), ride(morning))
    await follower.caughtUp()
    const fields = await client.query<{ fieldKey: string; fieldType: string }>('SHOW FIELD KEYS')
    const types = new Map(
      fields.groups().map(({ name, rows }) => [name, rows.map((row) => [row.fieldKey, row.fieldType])]),
    )
    expect(types.get('heartRate')).toContainEqual(['value', 'float'])
    expect(types.get('sleepAnalysis')).toContainEqual(['value', 'integer'])
    expect(types.get('workout')).toContainEqual(['duration', 'float'])
    expect(types.get('workoutEvent')).toContainEqual(['lap', 'integer'])
  })

  it('holds every point once after the server was away and what was written is written again', async () => {
    feed.add('me', ...beats(500))
    await follower.caughtUp()
    await influxd.stop('SIGKILL')
    feed.add('me', ...beats(12_000, 500))
    await expect.poll(() => follower.state()).toMatchObject({ ok: false })
    expect(follower.state().reason).toContain('does not answer')
    await influxd.start()
    await follower.caughtUp()
    expect(follower.state()).toEqual({ ok: true })
    expect(await count('heartRate')).toBe(12_500)

    await follower.rebuild()
    await follower.caughtUp()
    expect(await count('heartRate')).toBe(12_500)
    expect(follower.figures().refused).toBe(0)
  })

  it('goes on in the same place when the daemon starts again', async () => {
    feed.add('me', ...beats(3))
    await follower.caughtUp()
    await follower.close()
    feed.add('me', ...beats(2, 3))
    follower = follow()
    await follower.caughtUp()
    expect(await count('heartRate')).toBe(5)
    expect(follower.figures().written).toBe(2)
  })

  it('is made whole when its database was dropped, even if nothing new comes', async () => {
    feed.add('me', ...beats(10))
    await follower.caughtUp()
    await client.dropDatabase('vitald')
    await expect.poll(() => count('heartRate').catch(() => 0), { timeout: 5_000 }).toBe(10)
  })

  it('notices by itself that the server is gone and back', async () => {
    await follower.caughtUp()
    await influxd.stop()
    await expect.poll(() => follower.state().ok, { timeout: 5_000 }).toBe(false)
    await influxd.start()
    await expect.poll(() => follower.state().ok, { timeout: 5_000 }).toBe(true)
  })

  it('loses the points of deleted samples and no others', async () => {
    const [gone, stays] = beats(2)
    const workout = ride(morning + 10_000_000)
    const night = sleep(morning, morning + 60_000)
    if (gone === undefined || stays === undefined) throw new Error('there are two')
    const elsewhere = heartRate(morning, 70, { device: undefined })
    feed.add('me', gone, stays, elsewhere, workout, night)
    feed.add('you', heartRate(morning, 80))
    await follower.caughtUp()
    feed.remove(deletedOf('me', gone), deletedOf('me', workout), deletedOf('me', night))
    await follower.caughtUp()

    expect(await points('heartRate')).toEqual([
      { time: 0, ...tags, user: 'you', value: 80 },
      { time: 0, user: 'me', source: 'forerunner', value: 70 },
      { time: 1_000, ...tags, value: 61 },
    ])
    expect([await count('workout'), await count('workoutEvent'), await count('sleepAnalysis')]).toEqual([0, 0, 0])
    expect(follower.figures().deleted).toBe(7)
  })

  it('keeps what stands between the quantities of a deleted series', async () => {
    const gone = power(0, 1_000, 2_000, 9_000_000)
    const between = power(1_500, 1_600)
    feed.add('me', gone, between, { ...power(1_700), device: 'stages' })
    await follower.caughtUp()
    feed.remove(deletedOf('me', gone))
    await follower.caughtUp()
    expect((await points('cyclingPower')).map(({ time }) => time)).toEqual([1_500, 1_600, 1_700])
  })

  it('takes a page of deletions before its additions', async () => {
    const [wrong] = beats(1)
    if (wrong === undefined) throw new Error('there is one')
    feed.add('me', wrong)
    await follower.caughtUp()
    await influxd.stop()
    feed.add('me', heartRate(wrong.start, 99))
    feed.remove(deletedOf('me', wrong))
    await influxd.start()
    await follower.caughtUp()
    expect(await points('heartRate')).toEqual([{ time: 0, ...tags, value: 99 }])
  })

  it('says the workout of what was measured in it, live, late and before', async () => {
    await follower.close()
    follower = follow({ covering: (_, at) => (at < morning + 1_000 ? 'live' : undefined) })
    const workout = ride(morning + 1_000)
    feed.add('me', ...beats(3))
    await follower.caughtUp()
    expect((await points('heartRate')).map((point) => 'workout' in point)).toEqual([true, false, false])
    feed.add('me', workout)
    feed.add('me', heartRate(morning + 3_000, 64))
    await follower.caughtUp()
    const expected = ['live', workout.uuid, workout.uuid, workout.uuid]
    expect(await points('heartRate')).toMatchObject(expected.map((id) => ({ workout: id })))
  })

  it('is not held up by a point that it refuses', async () => {
    await follower.caughtUp()
    await client.writeMeasurement('heartRate', [{ tags, fields: { value: 'text' }, timestamp: new Date(morning) }])
    feed.add('me', ...beats(3), power(0))
    await follower.caughtUp()
    expect(await count('cyclingPower')).toBe(1)
    expect(follower.figures()).toMatchObject({ written: 1, refused: 3, failures: 0 })
    expect(follower.state()).toEqual({ ok: true })
  })

  it('keeps the oddest names and texts', async () => {
    const source = `it's "1=2", 3\\`
    const at = morning - 60 * 365 * 86_400_000
    const odd = [heartRate(at, 1e-9, { source }), heartRate(at + 1, 5e22, { source })]
    feed.add('me', ...odd)
    await follower.caughtUp()
    expect(await points('heartRate')).toMatchObject([
      { source: `it's "1=2", 3_`, value: 1e-9 },
      { source: `it's "1=2", 3_`, value: 5e22 },
    ])
    feed.remove(...odd.map((sample) => deletedOf('me', sample)))
    await follower.caughtUp()
    expect(await count('heartRate')).toBe(0)
  })
})
