import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { figuresOf, samplesOf } from './api.js'

const credential = z.object({ device: z.string(), username: z.string(), password: z.string() })
const device = 'shell-watch'
const start = '2026-11-20T10:00:00.000Z'

let daemon: Daemon
let login: string[]

beforeAll(async () => {
  daemon = await startDaemon()
  const { out } = await daemon.run('devices', 'add', device, '--user', 'me', '--json')
  const { username, password } = credential.parse(JSON.parse(out))
  const { hostname, port } = new URL(daemon.mqtt)
  login = ['-h', hostname, '-p', port, '-u', username, '-P', password, '-q', '1']
})

afterAll(async () => {
  await daemon.close()
})

/** `mosquitto_pub`'s exit status. */
const publish = (topic: string, message: string): Promise<number> =>
  new Promise((done) => {
    execFile('mosquitto_pub', [...login, '-t', topic, '-m', message], (error) =>
      done(typeof error?.code === 'number' ? error.code : 0),
    )
  })

const topic = (name: string): string => `vitald/devices/${device}/${name}`
const samples = (...list: readonly unknown[]): string => JSON.stringify({ seq: 7, samples: list })

const rejection = z.object({
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
  seq: z.int().optional(),
})

/** Listens with `mosquitto_sub`, publishes, and returns the one answer on `rejected`. */
async function answerTo(message: string): Promise<z.infer<typeof rejection>> {
  // What it prints into a pipe it would otherwise keep until it ends.
  const child = spawn(
    'stdbuf',
    ['-oL', 'mosquitto_sub', ...login, '-d', '-C', '1', '-W', '20', '-t', topic('rejected')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(child, 'exit')
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  await expect.poll(() => printed, { timeout: 10_000 }).toContain('SUBACK')
  expect(await publish(topic('samples'), message)).toBe(0)
  await exited
  return rejection.parse(JSON.parse(printed.split('\n').find((line) => line.startsWith('{')) ?? ''))
}

describe('mosquitto_pub from a shell', () => {
  it('delivers a sample', async () => {
    const sample = { type: 'heartRate', unit: 'count/min', start, value: 142 }
    expect(await publish(topic('samples'), samples(sample))).toBe(0)
    expect(await samplesOf(daemon, 'me', 'heartRate')).toMatchObject([
      { type: 'heartRate', start, end: start, value: 142, unit: 'count/min', source: device, device },
    ])
  })

  it('delivers a sample in another unit of the dimension', async () => {
    const sample = { type: 'bodyMass', unit: 'lb', start, value: 150 }
    expect(await publish(topic('samples'), samples(sample))).toBe(0)
    const [saved] = await samplesOf(daemon, 'me', 'bodyMass')
    expect(saved).toMatchObject({ unit: 'kg' })
    expect(saved?.value).toBeCloseTo(68.0388555, 9)
  })

  it('delivers a series', async () => {
    const series = { type: 'cyclingPower', unit: 'W', start, interval: 1000, values: [200, 210, 190] }
    expect(await publish(topic('samples'), samples(series))).toBe(0)
    expect(await samplesOf(daemon, 'me', 'cyclingPower')).toMatchObject([
      { type: 'cyclingPower', start, end: '2026-11-20T10:00:02.000Z', count: 3, min: 190, max: 210, unit: 'W' },
    ])
  })

  it('may say the same thing twice', async () => {
    const sample = { type: 'heartRate', unit: 'count/min', start, value: 142 }
    const before = await figuresOf(daemon)
    expect(await publish(topic('samples'), samples(sample))).toBe(0)
    expect(await samplesOf(daemon, 'me', 'heartRate')).toHaveLength(1)
    const name = 'vitald_readings_duplicate_total'
    expect((await figuresOf(daemon)).get(name)).toBe((before.get(name) ?? 0) + 1)
  })

  it('hears what is wrong with a malformed message', async () => {
    expect(await answerTo('{"samples": [')).toMatchObject({ code: 'invalidArgument' })
  })

  it('hears of an unknown type', async () => {
    const answer = await answerTo(samples({ type: 'hartRate', start, value: 1 }))
    expect(answer).toMatchObject({ code: 'invalidArgument', seq: 7, errors: [{ pointer: '/samples/0/type' }] })
  })

  it('hears of a unit of another dimension', async () => {
    const answer = await answerTo(samples({ type: 'heartRate', unit: 'kg', start, value: 1 }))
    expect(answer).toMatchObject({ code: 'invalidArgument', seq: 7, errors: [{ pointer: '/samples/0/unit' }] })
  })

  it('hears that one bad sample refuses its message, and nothing of it is kept', async () => {
    const at = '2026-11-20T11:00:00Z'
    const good = { type: 'heartRate', unit: 'count/min', start: at, value: 100 }
    const answer = await answerTo(samples(good, { ...good, value: 'many' }))
    expect(answer).toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/samples/1/value' }] })
    expect(await samplesOf(daemon, 'me', 'heartRate')).toHaveLength(1)
  })

  it('is refused the topic of another device', async () => {
    const before = await figuresOf(daemon)
    const status = await publish(
      'vitald/devices/someone-else/samples',
      samples({ type: 'heartRate', start, value: 60 }),
    )
    expect(status).not.toBe(0)
    expect((await figuresOf(daemon)).get('vitald_readings_received_total')).toBe(
      before.get('vitald_readings_received_total'),
    )
  })

  it('is refused with a wrong password', async () => {
    const { hostname, port } = new URL(daemon.mqtt)
    const wrong = [
      '-h',
      hostname,
      '-p',
      port,
      '-u',
      device,
      '-P',
      'wrong',
      '-q',
      '1',
      '-t',
      topic('samples'),
      '-m',
      '{}',
    ]
    const status = await new Promise((done) => {
      execFile('mosquitto_pub', wrong, (error) => done(error?.code))
    })
    expect(status).not.toBe(0)
  })
})
