import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeviceMessages, type DeviceMessage } from '../../../devices/mqtt/device-messages.js'
import { createTopics } from '../../../devices/mqtt/topics.js'
import { type ErrorCode, HealthError } from '../../../src/health/error.js'
import { beats, createGate, noLog, recordedHandlers } from './recorded-handlers.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const begin = (wait?: (call: string) => Promise<unknown>, overQuota: 'hold' | 'refuse' = 'hold') => {
  const recorded = recordedHandlers(wait)
  const rejections: { device: string; rejection: { errors?: readonly unknown[] } }[] = []
  const messages = createDeviceMessages({
    topics: createTopics('vitald'),
    handlers: recorded.handlers,
    reject: (device, rejection) => rejections.push({ device, rejection }),
    overQuota,
    clock: () => 1_700_000_000_000,
    log: noLog(),
  })
  const send = (name: string, payload: string, facts: Partial<DeviceMessage> = {}) =>
    messages.handle({
      topic: `vitald/devices/watch/${name}`,
      payload: new TextEncoder().encode(payload),
      retained: false,
      ...facts,
    })
  return { ...recorded, rejections, messages, send }
}

/** Fails with these errors, one a call, and then no more. */
const failing = (...errors: readonly unknown[]) => {
  const left = [...errors]
  return () => (left.length > 0 ? Promise.reject(left.shift()) : Promise.resolve())
}
const error = (code: ErrorCode) => new HealthError(code, 'said so')

describe('device messages', () => {
  it('reach the handler of their kind', async () => {
    const { send, calls } = begin()
    await send('birth', '{"name":"H10"}')
    await send('status', 'online')
    await send('battery', '{"level":87}')
    await send('samples', beats(140, 141))
    await send('workout', '{"event":"lap"}')
    expect(calls).toEqual([
      'birth watch H10',
      'status watch online',
      'battery watch 87',
      'samples watch 140,141',
      'workout watch lap',
    ])
  })

  it('of the engine, or of nobody, are let pass', async () => {
    const { messages, calls } = begin()
    const topic = 'vitald/users/me/session'
    expect(await messages.handle({ topic, payload: new Uint8Array(), retained: true })).toBe('settled')
    expect(calls).toEqual([])
    expect(messages.figures()).toMatchObject({ received: 1, ignored: 1 })
  })

  it.each([
    ['birth', ''],
    ['status', ''],
    ['workout', '{"event":"start","activityType":"running"}'],
  ])('of kind %s, kept by the broker as %j, do nothing', async (name, payload) => {
    const { send, calls } = begin()
    expect(await send(name, payload, { retained: true })).toBe('settled')
    expect(calls).toEqual([])
  })

  it('that a handler refuses are answered and not counted twice', async () => {
    const refusal = new HealthError('invalidArgument', 'implausible', [{ pointer: '/samples/0/value', message: 'no' }])
    const { send, calls, rejections } = begin(failing(refusal))
    expect(await send('samples', JSON.stringify({ seq: 5, ...JSON.parse(beats(140)) }))).toBe('refused')
    expect(rejections).toEqual([
      { device: 'watch', rejection: { code: 'invalidArgument', errors: refusal.errors, seq: 5 } },
    ])
    expect(calls).toEqual(['samples watch 140'])
  })

  it('that a session refuses are answered as well', async () => {
    const { send, rejections } = begin(failing(error('invalidTransition')))
    expect(await send('workout', '{"event":"resume"}')).toBe('refused')
    const errors = [{ pointer: '', message: 'said so' }]
    expect(rejections).toEqual([{ device: 'watch', rejection: { code: 'invalidTransition', errors } }])
  })

  it('are tried again until the store can be written', async () => {
    const errors = Array.from({ length: 20 }, () => error('databaseInaccessible'))
    const { send, calls } = begin(failing(...errors))
    const verdict = send('samples', beats(140))
    await vi.advanceTimersByTimeAsync(120_000)
    expect(await verdict).toBe('settled')
    expect(calls).toHaveLength(21)
  })

  it('are given up when their sender is gone, so that he sends them again', async () => {
    const { send, rejections } = begin(failing(error('databaseInaccessible'), error('databaseInaccessible')))
    const verdict = send('samples', beats(140), { isAlive: () => false })
    await vi.advanceTimersByTimeAsync(100)
    expect(await verdict).toBe('abandoned')
    expect(rejections).toEqual([])
  })

  it('over the quota are held where that holds nobody else', async () => {
    const { send, rejections } = begin(failing(error('tooManyRequests'), error('tooManyRequests')))
    const verdict = send('samples', beats(140))
    await vi.advanceTimersByTimeAsync(300)
    expect(await verdict).toBe('settled')
    expect(rejections).toEqual([])
  })

  it('over the quota are refused, and counted, where all share one connection', async () => {
    const { send, calls, rejections } = begin(failing(error('tooManyRequests')), 'refuse')
    expect(await send('samples', beats(140, 141))).toBe('refused')
    expect(rejections).toMatchObject([{ rejection: { code: 'tooManyRequests' } }])
    expect(calls).toContain('refused tooManyRequests 2')
  })

  it('that always break a handler are let go after three tries', async () => {
    const { send, calls } = begin(failing(new TypeError(), new TypeError(), new TypeError()))
    const verdict = send('samples', beats(140))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await verdict).toBe('refused')
    expect(calls.at(-1)).toBe('refused unknownError 1')
  })

  it('show no more than twenty faults', async () => {
    const { send, rejections } = begin()
    await send('samples', JSON.stringify({ samples: Array.from({ length: 100 }, () => ({})) }))
    expect(rejections[0]?.rejection.errors).toHaveLength(20)
  })
})

describe('closing', () => {
  it('waits for what is being settled, and takes nothing new', async () => {
    const gate = createGate()
    const { send, messages } = begin(() => gate.promise)
    const verdict = send('samples', beats(140))
    const closed = messages.close()
    expect(await send('samples', beats(141))).toBe('abandoned')
    gate.open()
    await closed
    expect(await verdict).toBe('settled')
  })

  it('gives up what is held', async () => {
    const { send, messages } = begin(failing(error('databaseInaccessible'), error('databaseInaccessible')))
    const verdict = send('samples', beats(140))
    const closed = messages.close()
    await vi.advanceTimersByTimeAsync(100)
    await closed
    expect(await verdict).toBe('abandoned')
  })

  it('does not wait for ever', async () => {
    const { send, messages } = begin(() => new Promise(() => undefined))
    void send('samples', beats(140))
    const closed = messages.close()
    await vi.advanceTimersByTimeAsync(5_000)
    await closed
    expect(messages.figures()).toMatchObject({ inFlight: 1 })
  })
})
