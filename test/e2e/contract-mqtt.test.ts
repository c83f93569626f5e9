import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { figuresOf, samplesOf, workoutsOf } from './api.js'

const credential = z.object({ device: z.string(), username: z.string(), password: z.string() })
const device = 'contract-watch'

let daemon: Daemon
let watch: MqttClient
let owner: MqttClient
let login: z.infer<typeof credential>
const heard: [topic: string, content: unknown][] = []

const token = async (): Promise<string> => (await readFile(join(daemon.data, 'token'), 'utf8')).trim()
const client = (username: string, password: string): Promise<MqttClient> =>
  connectAsync(daemon.mqtt, { username, password, reconnectPeriod: 0 })

const contentOf = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString())
  } catch {
    return payload.toString()
  }
}

beforeAll(async () => {
  daemon = await startDaemon({ ingest: { adopt: true } })
  login = credential.parse(JSON.parse((await daemon.run('devices', 'add', device, '--json')).out))
  watch = await client(login.username, login.password)
  owner = await client('owner', await token())
  owner.on('message', (topic, payload) => heard.push([topic, contentOf(payload)]))
  await owner.subscribeAsync('vitald/#')
})

afterAll(async () => {
  await watch.endAsync()
  await owner.endAsync()
  await daemon.close()
})

const say = (name: string, content: unknown, retain = false) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return watch.publishAsync(`vitald/devices/${device}/${name}`, text, { qos: 1, retain })
}

const last = (topic: string): unknown => heard.findLast(([name]) => name === topic)?.[1]
const hears = (topic: string) => expect.poll(() => last(topic))

async function isBalanced(): Promise<boolean> {
  const figures = await figuresOf(daemon)
  const count = (name: string): number =>
    [...figures].reduce((sum, [key, value]) => (key.startsWith(`vitald_readings_${name}`) ? sum + value : sum), 0)
  return count('received') === count('stored') + count('duplicate') + count('refused') + count('waiting')
}

describe('a device by the contract', () => {
  it('is given to the user that its birth names, with what waited', async () => {
    await say('samples', { seq: 1, samples: [{ type: 'stepCount', start: '2026-11-20T10:00:00+01:00', value: 7 }] })
    expect(await samplesOf(daemon, 'me', 'stepCount')).toEqual([])
    expect(await isBalanced()).toBe(true)
    await say('birth', { name: 'Watch', types: ['HKQuantityTypeIdentifierHeartRate'], user: 'me' }, true)
    await say('status', 'online', true)
    await say('battery', { level: 87 })
    expect(await samplesOf(daemon, 'me', 'stepCount')).toMatchObject([{ start: '2026-11-20T09:00:00.000Z', value: 7 }])
    expect(await isBalanced()).toBe(true)
    const known = { id: device, user: 'me', status: 'online', battery: 87, name: 'Watch', types: ['heartRate'] }
    expect(await daemon.get('/v1/devices')).toMatchObject({ items: [known] })
  })

  it('rides: prepared, started, in laps by distance, ended', async () => {
    const start = Date.now() - 60_000
    const ride = { event: 'start', activityType: 'cycling', location: 'indoor', configuration: { lapLength: 1000 } }
    await say('workout', { ...ride, prepare: true })
    await hears(`vitald/users/me/session`).toMatchObject({ state: 'prepared', activityType: 'cycling', elapsed: 0 })
    await say('workout', { ...ride, at: start })
    await say('samples', {
      samples: [
        { type: 'distanceCycling', unit: 'km', start, end: start + 50_000, value: 1.5 },
        { type: 'heartRate', unit: 'Hz', start, interval: 1000, values: [2, 2.1] },
        { type: 'cyclingPower', unit: 'W', times: [start, new Date(start + 1000).toISOString()], values: [200, 210] },
      ],
    })
    await say('workout', { event: 'pause', at: start + 50_000 })
    const command = `vitald/devices/${device}/command`
    await hears(command).toEqual({ event: 'sessionState', state: 'paused', elapsed: 50 })
    await say('workout', { event: 'end', at: start + 55_000 })
    await hears(command).toEqual({ event: 'sessionState', state: 'ended', elapsed: 50 })
    const [workout] = await workoutsOf(daemon, 'me')
    expect(workout).toMatchObject({ elapsed: 50, total: 55, statistics: { heartRate: { max: 126 } } })
    expect(workout?.laps.map(({ distance }) => Math.round(distance ?? 0))).toEqual([1000, 500])
    expect(await isBalanced()).toBe(true)
  })

  it('hears why, also when no field is to blame', async () => {
    const rejected = `vitald/devices/${device}/rejected`
    await say('workout', { event: 'lap' })
    await hears(rejected).toEqual({
      code: 'notFound',
      errors: [{ pointer: '', message: 'no workout is going on' }],
    })
    await say('samples', { seq: 8, samples: [{ type: 'heartRate', start: '2036-01-01T00:00:00Z', value: 60 }] })
    const errors = [{ pointer: '/samples/0/start', message: 'lies in the future' }]
    await hears(rejected).toEqual({ code: 'invalidArgument', errors, seq: 8 })
    expect(await isBalanced()).toBe(true)
  })

  it('is told when it asks for MQTT 5', async () => {
    const { hostname, port } = new URL(daemon.mqtt)
    const words = ['-V', 'mqttv5', '-h', hostname, '-p', port, '-u', login.username, '-P', login.password]
    const error = await new Promise<string>((done) => {
      execFile('mosquitto_pub', [...words, '-t', 'x', '-m', '{}'], (_, __, text) => done(text))
    })
    expect(error).toMatch(/Unsupported Protocol Version/i)
  })
})

describe("the owner's program", () => {
  it('reads live values as they come, and finds the last ones when it comes back', async () => {
    const topic = 'vitald/users/me/live/heartRate'
    const at = new Date()
    await say('samples', { samples: [{ type: 'heartRate', unit: 'count/min', start: at.getTime(), value: 131 }] })
    await hears(topic).toEqual({ value: 131, unit: 'count/min', at: at.toISOString(), device })
    const second = await client('owner', await token())
    const found = new Promise<boolean>((done) => {
      second.on('message', (name, _, { retain }) => name === 'vitald/users/me/session' && done(retain))
    })
    await second.subscribeAsync('vitald/users/me/#')
    expect(await found).toBe(true)
    await second.endAsync()
  })

  it('is nobody with another password', async () => {
    await expect(client('owner', 'guess')).rejects.toThrow(/Not authorized/)
  })
})

describe('the commands by the contract', () => {
  it('go on to the next step, and refuse a limit that is none', async () => {
    await daemon.run('workout', 'start')
    expect(await daemon.run('workout', 'next')).toMatchObject({ status: 0, error: '' })
    expect(await daemon.run('workout', 'discard')).toMatchObject({ status: 0, error: '' })
    expect(await daemon.run('workouts', '--limit', 'all')).toMatchObject({ status: 2 })
  })

  it('name a secret that cannot be read', async () => {
    const words = [
      '--data',
      `${daemon.data}-2`,
      '--influx-url',
      'http://127.0.0.1:1',
      '--influx-password-file',
      '/none',
    ]
    const { status, error } = await daemon.run('start', ...words)
    expect({ status, error }).toEqual({
      status: 1,
      error: 'the configuration is wrong:\n  influx.passwordFile cannot be read: ENOENT\n',
    })
  })
})
