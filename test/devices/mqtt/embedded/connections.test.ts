import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { beats, recordedHandlers } from '../recorded-handlers.js'
import { begin, closeOf, closeOpened, inbox, signIn } from '../signed-in.js'

afterEach(closeOpened)

const watchSamples = 'vitald/devices/watch/samples'
const watchBattery = 'vitald/devices/watch/battery'

/** MQTT 3.1.1 § 3.3: a short PUBLISH at QoS 2. */
const qos2 = (topic: string, messageId: number): Buffer => {
  const payload = '{"level":50}'
  const [length, number] = [topic.length, messageId].map((value) => Buffer.from([value >> 8, value & 0xff]))
  const content = Buffer.concat([length ?? '', topic, number ?? '', payload].map((part) => Buffer.from(part)))
  return Buffer.concat([Buffer.from([0x34, content.length]), content])
}

describe('a stranger', () => {
  it('is not let grow before it signs in', async () => {
    const { broker } = await begin()
    const socket = connectTcp(broker.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0x7f]), Buffer.alloc(1_000)]))
    await once(socket, 'close')
  })

  it('keeps no device out, however many come', async () => {
    const { broker } = await begin(recordedHandlers(), { limits: { connections: 40 } })
    const strangers = Array.from({ length: 60 }, () => connectTcp(broker.port, '127.0.0.1'))
    for (const stranger of strangers) stranger.on('error', () => undefined)
    const closed = strangers.filter((stranger) =>
      stranger.on('close', () => closed.splice(closed.indexOf(stranger), 1)),
    )
    await vi.waitFor(() => expect(closed).toHaveLength(20))
    const watch = await signIn(broker, 'watch')
    await watch.publishAsync(watchSamples, beats(60), { qos: 1 })
    for (const stranger of strangers) stranger.destroy()
  })

  it('that tries many passwords does not fill the log', async () => {
    const { broker, denials } = await begin()
    const tries = Array.from({ length: 30 }, () => signIn(broker, 'watch', { password: 'wrong' }))
    expect((await Promise.allSettled(tries)).every(({ status }) => status === 'rejected')).toBe(true)
    expect(denials.filter((text) => text === 'sign-in refused')).toHaveLength(10)
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

describe('a reader that does not read', () => {
  it('holds nobody up, and is let go before it costs much memory', async () => {
    const { broker, calls } = await begin()
    const program = await signIn(broker, 'home-assistant')
    await program.subscribeAsync('vitald/users/#', { qos: 1 })
    program.stream.unpipe()
    program.stream.pause()
    const gone = closeOf(program)
    const watch = await signIn(broker, 'watch')
    const state = { padding: 'x'.repeat(10_000) }
    for (let turn = 0; turn < 20; turn += 1) {
      for (let count = 0; count < 100; count += 1) broker.publish(`vitald/users/me/live/${count}`, state)
      await watch.publishAsync(watchSamples, beats(60 + turn), { qos: 1 })
    }
    expect(calls.filter((call) => call.startsWith('samples'))).toHaveLength(20)
    await vi.waitFor(() => expect(broker.figures().connections).toBe(1))
    program.stream.resume()
    await gone
  })
})

describe('a device', () => {
  it('has a few connections, the newest, and so leaves some to the others', async () => {
    const { broker, calls } = await begin()
    const first = await signIn(broker, 'watch')
    const gone = closeOf(first)
    for (let count = 0; count < 4; count += 1) await signIn(broker, 'watch')
    await gone
    await vi.waitFor(() => expect(broker.figures().connections).toBe(4))
    expect(calls).toEqual(['status watch online'])
  })

  it('that takes the client id of another leaves it connected', async () => {
    const { broker } = await begin()
    const watch = await signIn(broker, 'watch', { clientId: 'watch' })
    const strap = await signIn(broker, 'strap', { clientId: 'watch' })
    await strap.publishAsync('vitald/devices/strap/battery', '{"level":50}', { qos: 1 })
    await watch.publishAsync('vitald/devices/watch/battery', '{"level":50}', { qos: 1 })
    expect(broker.figures().connections).toBe(2)
  })

  it('that releases nothing of QoS 2 is let go before that costs much memory', async () => {
    const { broker } = await begin()
    const watch = await signIn(broker, 'watch')
    const gone = closeOf(watch)
    for (let messageId = 1; messageId <= 30; messageId += 1) watch.stream.write(qos2(watchBattery, messageId))
    await gone
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
