import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
  openEmbeddedBroker,
} from '../../../devices/mqtt/embedded-broker.js'
import { HealthError } from '../../../src/health/error.js'
import { beats, createGate, noLog, recordedHandlers } from './recorded-handlers.js'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

/** A broker for the devices `watch` and `strap`, whose password is their name backwards. */
async function begin(
  recorded = recordedHandlers(),
  more: Partial<EmbeddedBrokerOptions> = {},
): Promise<typeof recorded & { broker: EmbeddedBroker; denials: string[] }> {
  const denials: string[] = []
  const broker = await openEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    handlers: recorded.handlers,
    authenticate: (username, password) =>
      ['watch', 'strap'].includes(username) && password === [...username].reverse().join(''),
    base: 'vitald',
    clock: () => 1_700_000_000_000,
    log: noLog((text) => denials.push(text)),
    engineCredential: { username: 'home-assistant', password: 'secret' },
    ...more,
  })
  opened.push(broker)
  return { ...recorded, broker, denials }
}

async function signIn(broker: EmbeddedBroker, username: string, options: IClientOptions = {}): Promise<MqttClient> {
  const password = username === 'home-assistant' ? 'secret' : [...username].reverse().join('')
  const url = `mqtt://127.0.0.1:${broker.port}`
  const client = await connectAsync(url, { username, password, reconnectPeriod: 0, ...options })
  opened.push({ close: () => client.endAsync(true) })
  client.on('error', () => undefined)
  return client
}

/** Every message the client gets from now on, as `topic payload`. */
function inbox(client: MqttClient): string[] {
  const messages: string[] = []
  client.on('message', (topic, payload) => messages.push(`${topic} ${payload}`))
  return messages
}

const closeOf = (client: MqttClient): Promise<void> => new Promise((resolve) => client.once('close', resolve))

const watchSamples = 'vitald/devices/watch/samples'

describe('who may sign in', () => {
  it.each([
    ['nobody', {}],
    ['a device with a wrong password', { username: 'watch', password: 'watch' }],
    ['an unknown device', { username: 'ring', password: 'gnir' }],
    ['a program with a wrong password', { username: 'home-assistant', password: 'secret!' }],
  ])('is not %s', async (_, options) => {
    const { broker } = await begin()
    const url = `mqtt://127.0.0.1:${broker.port}`
    await expect(connectAsync(url, { ...options, reconnectPeriod: 0 })).rejects.toThrow(/not authorized/i)
  })

  it('cannot push somebody else out by taking his client id', async () => {
    const { broker, calls } = await begin()
    const watch = await signIn(broker, 'watch', { clientId: 'one' })
    await signIn(broker, 'strap', { clientId: 'one' })
    await watch.publishAsync(watchSamples, beats(140), { qos: 1 })
    expect(calls).toContain('samples watch 140')
  })
})

describe('a message', () => {
  it('is acknowledged only when its samples are durable', async () => {
    const gate = createGate()
    const { broker, calls } = await begin(recordedHandlers(() => gate.promise))
    const watch = await signIn(broker, 'watch')
    let isAcknowledged = false
    const published = watch.publishAsync(watchSamples, beats(140), { qos: 1 }).then(() => {
      isAcknowledged = true
    })
    await vi.waitFor(() => expect(calls).toContain('samples watch 140'))
    // A later exchange on another connection shows that the broker had time to answer.
    await (await signIn(broker, 'strap')).publishAsync('vitald/devices/strap/battery', '{"level":50}', { qos: 1 })
    expect(isAcknowledged).toBe(false)
    gate.open()
    await published
  })

  it('arrives with its values and its time of arrival', async () => {
    const { broker, readings } = await begin()
    const watch = await signIn(broker, 'watch')
    await watch.publishAsync(watchSamples, beats(140), { qos: 1 })
    expect(readings).toMatchObject([
      { device: 'watch', at: 1_700_000_000_000, reading: { kind: 'quantity', type: 'heartRate', value: 140 } },
    ])
  })

  it('of a slow device does not hold that of another', async () => {
    const gate = createGate()
    const slow = (call: string) => (call.startsWith('samples watch') ? gate.promise : Promise.resolve())
    const { broker } = await begin(recordedHandlers(slow))
    const [watch, strap] = [await signIn(broker, 'watch'), await signIn(broker, 'strap')]
    const held = watch.publishAsync(watchSamples, beats(140), { qos: 1 })
    for (let count = 0; count < 50; count += 1) {
      await strap.publishAsync('vitald/devices/strap/samples', beats(60 + count), { qos: 1 })
    }
    gate.open()
    await held
  })

  it('shares the wait with others of its device, but a command comes after the samples before it', async () => {
    const gates = { one: createGate(), two: createGate() }
    const wait = (call: string) => {
      if (call === 'samples watch 1') return gates.one.promise
      return call === 'samples watch 2' ? gates.two.promise : Promise.resolve()
    }
    const { broker, calls } = await begin(recordedHandlers(wait))
    const watch = await signIn(broker, 'watch')
    const messages = [
      watch.publishAsync(watchSamples, beats(1), { qos: 1 }),
      watch.publishAsync(watchSamples, beats(2), { qos: 1 }),
      watch.publishAsync('vitald/devices/watch/workout', '{"event":"end"}', { qos: 1 }),
      watch.publishAsync(watchSamples, beats(3), { qos: 1 }),
    ]
    await vi.waitFor(() => expect(calls.slice(-2)).toEqual(['samples watch 1', 'samples watch 2']))
    gates.two.open()
    gates.one.open()
    await Promise.all(messages)
    expect(calls.slice(-4)).toEqual(['samples watch 1', 'samples watch 2', 'workout watch end', 'samples watch 3'])
  })

  it('is refused with an answer, acknowledged and counted when it is malformed', async () => {
    const { broker, calls } = await begin()
    const watch = await signIn(broker, 'watch')
    const answers = inbox(watch)
    await watch.subscribeAsync('vitald/devices/watch/rejected', { qos: 1 })
    const wrong = { seq: 17, samples: [{ type: 'heartRate', start: 1_700_000_000_000, value: 'x', unit: 'count/min' }] }
    await watch.publishAsync(watchSamples, JSON.stringify(wrong), { qos: 1 })
    await watch.publishAsync(watchSamples, Buffer.from([0xff, 0x00]), { qos: 1 })
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    const [first] = answers.map((answer) => JSON.parse(answer.slice(answer.indexOf(' '))))
    expect(first).toMatchObject({ code: 'invalidArgument', seq: 17, errors: [{ pointer: '/samples/0/value' }] })
    expect(calls.filter((call) => call.startsWith('refused'))).toEqual([
      'refused invalidArgument 1',
      'refused invalidArgument 1',
    ])
  })

  it('is held while the store cannot be written, and acknowledged once it can', async () => {
    let tries = 0
    const failing = () => {
      tries += 1
      return tries < 3 ? Promise.reject(new HealthError('databaseInaccessible', 'full')) : Promise.resolve()
    }
    const { broker } = await begin(recordedHandlers(failing))
    const watch = await signIn(broker, 'watch')
    await watch.publishAsync(watchSamples, beats(140), { qos: 1 })
    expect(tries).toBe(3)
  })

  it.each([
    ["another device's samples", 'vitald/devices/strap/samples'],
    ['a topic of the engine', 'vitald/users/me/live/heartRate'],
    ['its own command topic', 'vitald/devices/watch/command'],
    ['a topic elsewhere', 'homeassistant/status'],
    ['the system topics', '$SYS/watch/heartbeat'],
  ])('is neither taken nor acknowledged on %s', async (_, topic) => {
    const { broker, calls, denials } = await begin()
    const program = await signIn(broker, 'home-assistant')
    const heard = inbox(program)
    await program.subscribeAsync('#', { qos: 1 })
    const watch = await signIn(broker, 'watch')
    const closed = closeOf(watch)
    let isAcknowledged = false
    watch.publish(topic, beats(140), { qos: 1 }, (error) => {
      isAcknowledged = error == null
    })
    await closed
    expect(isAcknowledged).toBe(false)
    expect(calls.filter((call) => call.startsWith('samples'))).toEqual([])
    expect(heard).toEqual([])
    expect(denials).toContain('publication refused')
  })

  it('past every bound ends the connection before it is collected', async () => {
    const { broker } = await begin()
    const watch = await signIn(broker, 'watch')
    const closed = closeOf(watch)
    watch.publish(watchSamples, Buffer.alloc(3_000_000), { qos: 1 })
    await closed
    expect(broker.state().ok).toBe(true)
  })

  it('of over a megabyte is answered, and the connection lives on', async () => {
    const { broker } = await begin()
    const watch = await signIn(broker, 'watch')
    const answers = inbox(watch)
    await watch.subscribeAsync('vitald/devices/watch/rejected', { qos: 1 })
    await watch.publishAsync(watchSamples, Buffer.alloc(1_100_000, ' '), { qos: 1 })
    await vi.waitFor(() => expect(answers.join()).toContain('dataSizeExceeded'))
  })
})

describe('a stranger', () => {
  it('is not let grow before it signs in', async () => {
    const { broker } = await begin()
    const socket = connectTcp(broker.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0x7f]), Buffer.alloc(1_000)]))
    await once(socket, 'close')
  })

  it('that says nothing is let go', async () => {
    const { broker } = await begin(recordedHandlers(), { limits: { connectTimeoutMs: 50 } })
    await once(
      connectTcp(broker.port, '127.0.0.1').on('error', () => undefined),
      'close',
    )
  })
})

describe('subscriptions', () => {
  it('give a device what is said to it, and nothing else', async () => {
    const { broker } = await begin()
    const watch = await signIn(broker, 'watch')
    const heard = inbox(watch)
    await watch.subscribeAsync('vitald/devices/watch/command', { qos: 1 })
    for (const filter of ['#', 'vitald/users/#', 'vitald/devices/+/command', 'vitald/devices/strap/command']) {
      await expect(watch.subscribeAsync(filter, { qos: 1 })).rejects.toThrow()
    }
    broker.publish('vitald/users/me/session', { state: 'running' }, { retain: true })
    broker.publish('vitald/devices/strap/command', { event: 'sessionState' })
    broker.publish('vitald/devices/watch/command', { event: 'sessionState', state: 'paused' })
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    expect(heard[0]).toBe('vitald/devices/watch/command {"event":"sessionState","state":"paused"}')
  })

  it('give a program the retained state, whenever it comes', async () => {
    const { broker } = await begin()
    broker.publish('vitald/users/me/live/heartRate', { value: 140 }, { retain: true })
    broker.publish('vitald/users/me/live/heartRate', { value: 141 }, { retain: true })
    const program = await signIn(broker, 'home-assistant')
    const heard = inbox(program)
    await program.subscribeAsync('vitald/users/#', { qos: 1 })
    await vi.waitFor(() => expect(heard).toEqual(['vitald/users/me/live/heartRate {"value":141}']))
  })
})

describe('a program', () => {
  it('speaks for any device, and routes what is not ours', async () => {
    const { broker, calls } = await begin()
    const program = await signIn(broker, 'home-assistant')
    const heard = inbox(program)
    await program.subscribeAsync('homeassistant/#', { qos: 1 })
    await program.publishAsync('homeassistant/status', 'online', { qos: 1 })
    await program.publishAsync('vitald/devices/scale/samples', beats(60), { qos: 1 })
    expect(calls).toContain('samples scale 60')
    await vi.waitFor(() => expect(heard).toEqual(['homeassistant/status online']))
  })
})

describe('presence', () => {
  it('is told when a device comes and goes', async () => {
    const { broker, calls } = await begin()
    const watch = await signIn(broker, 'watch')
    await watch.endAsync()
    await vi.waitFor(() => expect(calls).toEqual(['status watch online', 'status watch offline']))
  })

  it('lasts while one of two connections does', async () => {
    const { broker, calls } = await begin()
    const [one] = [await signIn(broker, 'watch'), await signIn(broker, 'watch')]
    await one.endAsync()
    const strap = await signIn(broker, 'strap')
    await strap.publishAsync('vitald/devices/strap/battery', '{"level":50}', { qos: 1 })
    expect(calls).not.toContain('status watch offline')
  })

  it('ends with the will when the connection breaks', async () => {
    const { broker, calls } = await begin()
    const program = await signIn(broker, 'home-assistant')
    const heard = inbox(program)
    await program.subscribeAsync('vitald/devices/+/status', { qos: 1 })
    const will = {
      topic: 'vitald/devices/watch/status',
      payload: Buffer.from('offline'),
      qos: 1,
      retain: true,
    } as const
    const watch = await signIn(broker, 'watch', { will })
    watch.stream.destroy()
    await vi.waitFor(() => expect(calls).toContain('status watch offline'))
    await vi.waitFor(() => expect(heard).toEqual(['vitald/devices/watch/status offline']))
  })

  it('of another device cannot be denied by a will', async () => {
    const { broker, calls, denials } = await begin()
    const will = {
      topic: 'vitald/devices/strap/status',
      payload: Buffer.from('offline'),
      qos: 1,
      retain: true,
    } as const
    const watch = await signIn(broker, 'watch', { will })
    watch.stream.destroy()
    await vi.waitFor(() => expect(denials).toContain('publication refused'))
    expect(calls).not.toContain('status strap offline')
  })

  it('is cut when the device may no longer be here', async () => {
    const { broker } = await begin()
    const watch = await signIn(broker, 'watch')
    const closed = closeOf(watch)
    broker.disconnect('watch')
    await closed
  })
})

it('takes the port once, and says so', async () => {
  const { broker } = await begin()
  await expect(begin(recordedHandlers(), { port: broker.port })).rejects.toThrow('EADDRINUSE')
})

it('gives its figures, and settles what it took before it closes', async () => {
  const gate = createGate()
  const { broker, calls } = await begin(recordedHandlers(() => gate.promise))
  const watch = await signIn(broker, 'watch')
  const published = watch.publishAsync(watchSamples, beats(140), { qos: 1 })
  await vi.waitFor(() => expect(calls).toContain('samples watch 140'))
  expect(broker.figures()).toMatchObject({ received: 1, inFlight: 1, connections: 1, rejected: 0 })
  const closed = broker.close()
  gate.open()
  await Promise.all([published, closed, broker.close()])
  expect(broker.state()).toMatchObject({ ok: false })
})
