import { execFileSync } from 'node:child_process'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { samplesOf } from './api.js'

const credential = z.object({ username: z.string(), password: z.string() })
const readiness = z.object({
  parts: z.array(z.object({ part: z.string(), ok: z.boolean(), reason: z.string().optional() })),
})
const hourAgo = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000

let daemon: Daemon

beforeAll(async () => {
  daemon = await startDaemon()
})

afterAll(async () => {
  await daemon.close()
})

/** How long a file of the daemon may get: past it a write fails, as on a disk without space. */
const limitFiles = (bytes: number | 'unlimited'): void => {
  execFileSync('prlimit', ['--pid', String(daemon.pid()), `--fsize=${bytes}:unlimited`])
}

const samplesFrom = (start: number) => ({
  samples: Array.from({ length: 50 }, (_, index) => ({
    ...{ type: 'heartRate', unit: 'count/min', value: 60 + index },
    start: start + index * 1_000,
  })),
})

const store = async () => {
  const answer = await fetch(new URL('/readyz', daemon.http))
  return { status: answer.status, ...readiness.parse(await answer.json()).parts.find(({ part }) => part === 'store') }
}

it('a disk without space holds up acknowledgements, and nothing is lost once there is some', async () => {
  const added = await daemon.send('POST', '/v1/devices', { device: 'watch', user: 'me' })
  const watch = await connectAsync(daemon.mqtt, credential.parse(added.body))
  let acknowledged = 0
  const publish = async (number: number) => {
    const payload = JSON.stringify(samplesFrom(hourAgo + number * 100_000))
    await watch.publishAsync('vitald/devices/watch/samples', payload, { qos: 1 })
    acknowledged += 1
  }
  await publish(0)
  limitFiles(1)
  const held = [publish(1), publish(2)]
  await expect.poll(store).toEqual({ status: 503, part: 'store', ok: false, reason: expect.stringMatching(/^SQLITE_/) })
  const refused = await daemon.send('POST', '/v1/users/me/samples', samplesFrom(hourAgo - 100_000))
  expect(refused).toMatchObject({ status: 503, body: { code: 'databaseInaccessible' } })
  expect((await samplesOf(daemon, 'me', 'heartRate')).length).toBe(50)
  expect([acknowledged, watch.connected]).toEqual([1, true])

  limitFiles('unlimited')
  await Promise.all(held)
  expect(await store()).toEqual({ status: 200, part: 'store', ok: true })
  const starts = (await samplesOf(daemon, 'me', 'heartRate')).map(({ start }) => Date.parse(String(start)))
  expect(starts).toEqual(
    [0, 1, 2].flatMap((number) => samplesFrom(hourAgo + number * 100_000).samples.map(({ start }) => start)),
  )
  await watch.endAsync()
})

it('a disk without space is tried again though nobody writes', async () => {
  limitFiles(1)
  expect((await daemon.send('POST', '/v1/users/me/samples', samplesFrom(hourAgo - 200_000))).status).toBe(503)
  await expect.poll(store).toMatchObject({ status: 503, ok: false })
  limitFiles('unlimited')
  await expect.poll(store, { timeout: 10_000 }).toMatchObject({ status: 200, ok: true })
})
