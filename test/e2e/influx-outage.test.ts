import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { type Service, startInfluxd } from '../setup/process.js'
import { samplesOf } from './api.js'
import { influxFigures, influxRows } from './influx-query.js'

const ride = `${process.cwd()}/test/fixtures/workouts/indoor-trainer.fit`

let influx: Service
let daemon: Daemon

beforeAll(async () => {
  influx = await startInfluxd()
  daemon = await startDaemon({ influx: { url: influx.url } })
})

afterAll(async () => {
  await daemon.close()
  await influx.close()
})

const stored = async (): Promise<number> => (await samplesOf(daemon, 'me', 'heartRate').catch(() => [])).length
const written = async (): Promise<number> =>
  Number((await influxFigures(influx, 'SELECT count(value) FROM "heartRate"')).count ?? 0)
const readiness = async (): Promise<number> => (await fetch(new URL('/readyz', daemon.http))).status

describe('InfluxDB, stopped for a part of the ride', () => {
  it('has every point once when it is back', async () => {
    const worn = daemon.run('simulate', 'watch', '--workout', ride, '--speed', '400', '--device', 'w')
    await expect.poll(written, { timeout: 60_000 }).toBeGreaterThan(100)
    await influx.stop()
    const before = await stored()
    await expect.poll(readiness, { timeout: 30_000 }).toBe(503)
    await expect.poll(stored, { timeout: 60_000 }).toBeGreaterThan(before + 200)
    await influx.start()
    expect(await worn).toMatchObject({ status: 0 })

    const samples = await samplesOf(daemon, 'me', 'heartRate')
    await expect.poll(written, { timeout: 60_000 }).toBe(samples.length)
    await expect.poll(readiness, { timeout: 30_000 }).toBe(200)
    const points = await influxRows(influx, 'SELECT value FROM "heartRate"')
    expect(points.map(({ time, value }) => [time, value])).toEqual(
      samples.map(({ start, value }) => [Date.parse(String(start)), value]),
    )
  })
})
