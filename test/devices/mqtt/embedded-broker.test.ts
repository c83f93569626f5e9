import { connectAsync } from 'mqtt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { beats, createGate, recordedHandlers } from './recorded-handlers.js'
import { begin, closeOf, closeOpened, inbox, signIn } from './signed-in.js'

afterEach(closeOpened)

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

it('loses nothing that different kinds of messages say at once', async () => {
  const { broker } = await begin()
  const [watch, program] = [await signIn(broker, 'watch'), await signIn(broker, 'home-assistant')]
  const heard = inbox(program)
  await program.subscribeAsync('vitald/#', { qos: 1 })
  for (let round = 0; round < 20; round += 1) {
    broker.publish('vitald/users/me/session', { round }, { retain: true })
    broker.publish('vitald/devices/watch/command', { round })
    watch.publish('vitald/devices/watch/battery', '{"level":50}', { qos: 0 })
    await watch.publishAsync('vitald/devices/watch/status', 'online', { qos: 1, retain: true })
  }
  await vi.waitFor(() => expect(heard).toHaveLength(80))
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
