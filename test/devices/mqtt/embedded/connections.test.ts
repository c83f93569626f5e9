import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { beats, recordedHandlers } from '../recorded-handlers.js'
import { begin, closeOf, closeOpened, inbox, signIn } from '../signed-in.js'

afterEach(closeOpened)

const watchSamples = 'vitald/devices/watch/samples'

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
