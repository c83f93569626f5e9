import { randomFillSync } from 'node:crypto'
import { InfluxDB } from 'influx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type InfluxFollower, openInflux } from '../../src/influx/open-influx.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { heartRate, morning, ride, series } from '../influx/samples.js'
import { type Service, startInfluxd } from '../setup/process.js'

let influxd: Service
let client: InfluxDB
let store: HealthStore
let follower: InfluxFollower

const log = { info() {}, warn() {} }
const clock = () => morning + 86_400_000

beforeEach(async () => {
  influxd = await startInfluxd()
  client = new InfluxDB({ host: '127.0.0.1', port: influxd.port, database: 'vitald' })
  store = openMemoryStore({ clock, random: (buffer) => randomFillSync(buffer) })
  const pace = { firstPause: 20, longestPause: 200 }
  const places = { url: influxd.url, database: 'vitald' }
  follower = openInflux({
    feed: store,
    documents: store.documents,
    ...places,
    covering: () => undefined,
    clock,
    log,
    pace,
  })
})
afterEach(async () => {
  await follower.close()
  await store.close()
  await influxd.close()
})

const times = async (measurement: string, where = '') =>
  (await client.query<{ time: Date }>(`SELECT * FROM "${measurement}" ${where}`)).map(
    ({ time }) => time.getTime() - morning,
  )

const beats = (amount: number, from = 0) =>
  Array.from({ length: amount }, (_, index) => heartRate(morning + (from + index) * 1_000, 60 + (index % 100)))

describe('the store in InfluxDB', () => {
  it('is the same after an outage, condensing, a wipe and a rebuild', async () => {
    await store.save('me', beats(2_000))
    await follower.caughtUp()
    await influxd.stop('SIGKILL')
    await store.save('me', beats(2_000, 2_000))
    await store.condense()
    await store.save('you', beats(10))
    await influxd.start()
    await follower.caughtUp()
    expect((await times('heartRate', `WHERE "user" = 'me'`)).length).toBe(4_000)

    await client.dropDatabase('vitald')
    await follower.rebuild()
    await follower.caughtUp()
    const expected = Array.from({ length: 4_000 }, (_, second) => second * 1_000)
    expect(await times('heartRate', `WHERE "user" = 'me'`)).toEqual(expected)
    expect(await times('heartRate', `WHERE "user" = 'you'`)).toHaveLength(10)
  })

  it('loses what is deleted, condensed or not, and nothing beside it', async () => {
    await store.save('me', beats(100))
    await store.condense()
    await store.save('me', [...beats(100, 100), series([morning, morning + 1_000], [200, 210])])
    await follower.caughtUp()
    const span = { start: morning + 50_000, end: morning + 150_000 }
    expect(await store.deleteMatching('me', { types: ['heartRate'], ...span })).toBeGreaterThan(0)
    await follower.caughtUp()
    const { items } = await store.samples('me', { types: ['heartRate'], limit: 1_000 })
    const kept = items.flatMap((sample) => (sample.kind === 'series' ? sample.times : [sample.start]))
    expect(await times('heartRate')).toEqual(kept.map((at) => at - morning))
    expect(await times('cyclingPower')).toEqual([0, 1_000])

    const { items: rides } = await store.samples('me', { types: ['cyclingPower'] })
    await store.delete(
      'me',
      rides.map(({ uuid }) => uuid),
    )
    await follower.caughtUp()
    expect(await times('cyclingPower')).toEqual([])
  })

  it('says the workout of a ride during which the server was away', async () => {
    await influxd.stop()
    const workout = ride(morning)
    await store.save('me', beats(30))
    await store.save('me', [workout])
    await influxd.start()
    await follower.caughtUp()
    expect(await times('heartRate', `WHERE "workout" = '${workout.uuid}'`)).toHaveLength(30)
    await store.delete('me', [workout.uuid])
    await follower.caughtUp()
    expect([await times('workout'), await times('workoutEvent')]).toEqual([[], []])
  })
})
