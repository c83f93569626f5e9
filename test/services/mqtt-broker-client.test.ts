import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type BrokerClientOptions, openBrokerClient } from '../../devices/mqtt/broker-client.js'
import type { DeviceHandlers, MqttLink } from '../../devices/mqtt/mqtt-link.js'
import { HealthError } from '../../src/health/error.js'
import { beats, createGate, noLog, recordedHandlers } from '../devices/mqtt/recorded-handlers.js'
import { type Mosquitto, startMosquitto } from '../setup/process.js'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

const patience = { timeout: 20_000 }

async function open(
  broker: Mosquitto,
  handlers: DeviceHandlers,
  more: Partial<BrokerClientOptions> = {},
): Promise<MqttLink> {
  const link = await openBrokerClient({
    url: broker.url,
    username: broker.username,
    password: broker.password,
    ca: broker.ca === undefined ? undefined : readFileSync(broker.ca),
    clientId: 'vitald',
    handlers,
    base: 'vitald',
    clock: () => 1_700_000_000_000,
    log: noLog(),
    ...more,
  })
  opened.push(link)
  await vi.waitFor(() => expect(link.state()).toEqual({ ok: true }), patience)
  return link
}

const start = async (options: Parameters<typeof startMosquitto>[0] = {}): Promise<Mosquitto> => {
  const broker = await startMosquitto(options)
  opened.push(broker)
  return broker
}

async function watchAt(broker: Mosquitto): Promise<MqttClient> {
  const { username = '', password = '' } = broker
  const client = await connectAsync(broker.url, { username, password, protocolVersion: 5, reconnectPeriod: 100 })
  opened.push({ close: () => client.endAsync(true) })
  client.on('error', () => undefined)
  return client
}

const publishBeat = (watch: MqttClient, value: number, device = 'watch') =>
  watch.publishAsync(`vitald/devices/${device}/samples`, beats(value), { qos: 1 })

const samplesIn = (calls: readonly string[]): string[] => calls.filter((call) => call.startsWith('samples'))

describe('the session', () => {
  it('signs in with a password, and says why it cannot with a wrong one', async () => {
    const broker = await start({ password: 'secret' })
    const { handlers, calls } = recordedHandlers()
    await open(broker, handlers)
    await publishBeat(await watchAt(broker), 140)
    await vi.waitFor(() => expect(samplesIn(calls)).toEqual(['samples watch 140']))

    const wrong = { ...broker, username: 'vitald', password: 'guess' }
    const link = await openBrokerClient({
      ...wrong,
      ca: undefined,
      clientId: 'other',
      handlers,
      base: 'vitald',
      clock: () => 0,
      log: noLog(),
    })
    opened.push(link)
    await vi.waitFor(() => expect(link.state().reason).toMatch(/not authorized/i), patience)
  })

  it('speaks TLS with an authority of its own, and with no other', async () => {
    const broker = await start({ tls: true })
    const { handlers, calls } = recordedHandlers()
    const link = await open(broker, handlers)
    const ca = readFileSync(broker.ca ?? '')
    const watch = await connectAsync(broker.url, { ca })
    opened.push({ close: () => watch.endAsync(true) })
    await publishBeat(watch, 140)
    await vi.waitFor(() => expect(samplesIn(calls)).toEqual(['samples watch 140']))
    expect(link.state().ok).toBe(true)

    const stranger = await openBrokerClient({
      url: broker.url,
      clientId: 'stranger',
      handlers,
      base: 'vitald',
      clock: () => 0,
      log: noLog(),
    })
    opened.push(stranger)
    await vi.waitFor(() => expect(stranger.state().reason).toMatch(/CERT|SIGNATURE/), patience)
  })

  it('is opened while the broker is away, and heals when it comes', async () => {
    const broker = await start()
    await broker.stop()
    const { handlers } = recordedHandlers()
    const link = await openBrokerClient({
      url: broker.url,
      clientId: 'vitald',
      handlers,
      base: 'vitald',
      clock: () => 0,
      log: noLog(),
    })
    opened.push(link)
    await vi.waitFor(() => expect(link.state()).toMatchObject({ ok: false, reason: 'ECONNREFUSED' }), patience)
    await broker.start()
    await vi.waitFor(() => expect(link.state().ok).toBe(true), patience)
  })
})

describe('a message', () => {
  it('comes again to the next engine when this one dies before the commit', async () => {
    const broker = await start()
    const never = createGate()
    const first = recordedHandlers(() => never.promise)
    const older = await open(broker, first.handlers)
    await publishBeat(await watchAt(broker), 140)
    await vi.waitFor(() => expect(samplesIn(first.calls)).toEqual(['samples watch 140']))
    // The second takes the session over, as an engine does that starts again: the first can acknowledge no more.
    const second = recordedHandlers()
    await open(broker, second.handlers)
    await vi.waitFor(() => expect(samplesIn(second.calls)).toEqual(['samples watch 140']), patience)
    expect(older.state()).toEqual({ ok: false, reason: 'connection lost' })
    never.open()
  })

  it('comes once when it was settled before the engine stopped', async () => {
    const broker = await start()
    const first = recordedHandlers()
    const link = await open(broker, first.handlers)
    const watch = await watchAt(broker)
    await publishBeat(watch, 140)
    await vi.waitFor(() => expect(samplesIn(first.calls)).toHaveLength(1))
    await link.close()
    await publishBeat(watch, 141)
    const second = recordedHandlers()
    await open(broker, second.handlers)
    await vi.waitFor(() => expect(samplesIn(second.calls)).toEqual(['samples watch 141']), patience)
  })

  it('is not lost when the broker is killed and started again', async () => {
    const broker = await start()
    const { handlers, calls } = recordedHandlers()
    await open(broker, handlers)
    const watch = await watchAt(broker)
    const acknowledged: Promise<unknown>[] = []
    for (let value = 1; value <= 60; value += 1) {
      acknowledged.push(publishBeat(watch, value))
      if (value === 20) await broker.stop('SIGTERM')
      if (value === 40) await broker.start()
    }
    await Promise.all(acknowledged)
    const values = () => new Set(samplesIn(calls).map((call) => Number(call.split(' ')[2])))
    await vi.waitFor(() => expect(values().size).toBe(60), patience)
  })

  it('waits for its acknowledgement beside many others', async () => {
    const broker = await start()
    const gate = createGate()
    const { handlers, calls } = recordedHandlers(() => gate.promise)
    await open(broker, handlers)
    const watch = await watchAt(broker)
    const publications = Array.from({ length: 20 }, (_, index) => publishBeat(watch, 60 + index, `watch-${index}`))
    // All are with the handler before the first is settled: they are not taken one after the other.
    await vi.waitFor(() => expect(samplesIn(calls)).toHaveLength(20), patience)
    gate.open()
    await Promise.all(publications)
    await publishBeat(watch, 99)
    await vi.waitFor(() => expect(samplesIn(calls)).toHaveLength(21))
  })

  it('survives a store that cannot be written for a while', async () => {
    const broker = await start()
    let isFull = true
    const wait = () => (isFull ? Promise.reject(new HealthError('databaseInaccessible', 'full')) : Promise.resolve())
    const { handlers, calls } = recordedHandlers(wait)
    const link = await open(broker, handlers)
    await publishBeat(await watchAt(broker), 140)
    await vi.waitFor(() => expect(samplesIn(calls).length).toBeGreaterThan(1))
    expect(link.figures()).toMatchObject({ inFlight: 1, rejected: 0 })
    isFull = false
    await vi.waitFor(() => expect(link.figures()).toMatchObject({ inFlight: 0 }))
  })

  it('that is malformed is answered, and the next one comes', async () => {
    const broker = await start()
    const { handlers, calls } = recordedHandlers()
    await open(broker, handlers)
    const watch = await watchAt(broker)
    const answers: string[] = []
    watch.on('message', (_topic, payload) => answers.push(String(payload)))
    await watch.subscribeAsync('vitald/devices/watch/rejected', { qos: 1 })
    await watch.publishAsync('vitald/devices/watch/samples', '{"seq":3,"samples":[]}', { qos: 1 })
    await publishBeat(watch, 140)
    await vi.waitFor(() => expect(answers.map((answer) => JSON.parse(answer))).toMatchObject([{ seq: 3 }]))
    await vi.waitFor(() => expect(samplesIn(calls)).toEqual(['samples watch 140']))
  })

  it('that was kept says what holds, but starts no workout again', async () => {
    const broker = await start()
    const watch = await watchAt(broker)
    await watch.publishAsync('vitald/devices/watch/status', 'online', { qos: 1, retain: true })
    const workout = '{"event":"start","activityType":"running"}'
    await watch.publishAsync('vitald/devices/watch/workout', workout, { qos: 1, retain: true })
    const { handlers, calls } = recordedHandlers()
    const link = await open(broker, handlers)
    await vi.waitFor(() => expect(link.figures()).toMatchObject({ received: 2 }))
    expect(calls).toEqual(['status watch online'])
  })

  it('of a shell arrives too', async () => {
    const broker = await start()
    const { handlers, calls } = recordedHandlers()
    await open(broker, handlers)
    const args = ['-p', String(broker.port), '-q', '1', '-t', 'vitald/devices/watch/battery', '-m', '{"level": 87}']
    execFileSync('mosquitto_pub', args)
    await vi.waitFor(() => expect(calls).toEqual(['battery watch 87']))
  })
})

describe('what the engine publishes', () => {
  it('is there after the broker forgot everything, in its newest state', async () => {
    const broker = await start()
    const { handlers } = recordedHandlers()
    const link = await open(broker, handlers)
    link.publish('vitald/users/me/session', { state: 'running' }, { retain: true })
    link.publish('vitald/users/me/live/heartRate', { value: 140 }, { retain: true })
    await vi.waitFor(() => expect(link.figures()).toMatchObject({ publishing: 0, waiting: 0 }))
    await broker.stop('SIGKILL')
    await vi.waitFor(() => expect(link.state().ok).toBe(false), patience)
    for (let value = 141; value <= 150; value += 1) {
      link.publish('vitald/users/me/live/heartRate', { value }, { retain: true })
    }
    expect(link.figures()).toMatchObject({ waiting: 1 })
    execFileSync('rm', ['-f', `${broker.folder}/mosquitto.db`])
    await broker.start()
    await vi.waitFor(() => expect(link.state().ok).toBe(true), patience)
    const reader = await watchAt(broker)
    const heard = new Map<string, string>()
    reader.on('message', (topic, payload) => heard.set(topic, String(payload)))
    await reader.subscribeAsync('vitald/users/#', { qos: 1 })
    await vi.waitFor(() =>
      expect(Object.fromEntries(heard)).toEqual({
        'vitald/users/me/session': '{"state":"running"}',
        'vitald/users/me/live/heartRate': '{"value":150}',
      }),
    )
  })
})
