import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { type Mosquitto, startMosquitto } from '../setup/process.js'
import { samplesOf, workoutsOf } from './api.js'
import { recordedFigures } from './recorded-figures.js'

const file = 'indoor-two-pauses.fit'
const ride = `${process.cwd()}/test/fixtures/workouts/${file}`
const password = 'broker secret'

let mosquitto: Mosquitto
let daemon: Daemon

afterEach(async () => {
  await daemon.close()
  await mosquitto.close()
})

async function start(tls: boolean): Promise<string> {
  mosquitto = await startMosquitto({ password, tls })
  const passwordFile = join(mosquitto.folder, 'secret')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  const { ca: caFile } = mosquitto
  daemon = await startDaemon({
    mqtt: { url: mosquitto.url, username: 'vitald', passwordFile, ...(caFile === undefined ? {} : { caFile }) },
  })
  await daemon.run('devices', 'add', 'belt', '--user', 'me')
  return passwordFile
}

const publish = (message: object, words: readonly string[]): Promise<number> =>
  new Promise((done) => {
    const { hostname, port } = new URL(mosquitto.url)
    const login = ['-h', hostname, '-p', port, '-u', 'vitald', '-P', password, '-q', '1', ...words]
    execFile('mosquitto_pub', [...login, '-t', 'vitald/devices/belt/samples', '-m', JSON.stringify(message)], (error) =>
      done(typeof error?.code === 'number' ? error.code : 0),
    )
  })

const readiness = async (): Promise<number> => (await fetch(new URL('/readyz', daemon.http))).status
const beat = (start: string, value: number) => ({ samples: [{ type: 'heartRate', unit: 'count/min', start, value }] })

describe('behind an outside mosquitto', () => {
  it('takes a whole ride, with a password', async () => {
    const passwordFile = await start(false)
    const wear = ['--workout', ride, '--speed', '0', '--device', 'belt', '--user', 'me']
    const door = ['--broker', mosquitto.url, '--username', 'vitald', '--password-file', passwordFile]
    expect(await daemon.run('simulate', 'watch', ...wear, ...door)).toMatchObject({ status: 0 })
    await expect.poll(() => workoutsOf(daemon, 'me'), { timeout: 30_000 }).toHaveLength(1)
    const [workout] = await workoutsOf(daemon, 'me')
    expect(workout?.elapsed).toBeCloseTo(recordedFigures(file).timerSeconds, 0)
    expect(workout?.laps).toHaveLength(2)
  })

  it('speaks TLS, with a certificate that it checks', async () => {
    await start(true)
    expect(await publish(beat('2026-11-20T10:00:00Z', 61), ['--cafile', mosquitto.ca ?? ''])).toBe(0)
    await expect.poll(() => samplesOf(daemon, 'me', 'heartRate'), { timeout: 30_000 }).toHaveLength(1)
  })

  it('heals when the broker was away, and what came meanwhile is there', async () => {
    await start(false)
    await mosquitto.stop('SIGKILL')
    await expect.poll(readiness, { timeout: 30_000 }).toBe(503)
    await mosquitto.start()
    await expect.poll(readiness, { timeout: 60_000 }).toBe(200)
    expect(await publish(beat('2026-11-20T10:00:00Z', 61), [])).toBe(0)
    await daemon.stop('SIGKILL')
    expect(await publish(beat('2026-11-20T10:00:01Z', 62), [])).toBe(0)
    await daemon.start()
    await expect.poll(() => samplesOf(daemon, 'me', 'heartRate'), { timeout: 30_000 }).toHaveLength(2)
  })
})
