import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/health/clock.js'
import { createUuidV7 } from '../../src/health/uuid.js'
import type { Observers } from '../../src/observers/observers.js'
import { openObservers } from '../../src/observers/open-observers.js'
import { sendOverHttp } from '../../src/observers/send.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { beat, quantity, steps, ten } from '../store/samples.js'
import { seededRandom } from '../store/seeded-random.js'
import { Receiver } from './receiver.js'

const secret = 'a secret of the receiver'
const hour = 3_600_000
const quiet = { info: () => undefined, warn: () => undefined }

let now: number
let store: HealthStore
let observers: Observers
let receiver: Receiver
let url: string
const clock: Clock = () => now
const newId = createUuidV7(clock, seededRandom(7))

const open = (timeoutMs = 10_000): Observers =>
  openObservers({ store, clock, random: seededRandom(5), newId, log: quiet, send: sendOverHttp(timeoutMs) })
beforeEach(async () => {
  now = ten
  store = openMemoryStore({ clock, random: seededRandom(1), tombstoneRetentionMs: 365 * 24 * hour })
  observers = open()
  receiver = new Receiver()
  url = await receiver.open()
})
afterEach(async () => {
  await observers.close()
  await receiver.close()
  await store.close()
})

type Wish = Parameters<Observers['add']>[1]
const add = (wish: Partial<Wish> = {}) =>
  observers.add('me', { types: ['heartRate'], frequency: 'immediate', acknowledge: 'response', url, ...wish })
const told = (count: number) => expect.poll(() => receiver.received.length, { interval: 5 }).toBe(count)
const settled = (id: string, facts: object) =>
  expect.poll(() => observers.get('me', id), { interval: 5 }).toMatchObject(facts)
const save = (at: number, facts = {}) => store.save('me', [beat(ten + at * 1_000, 60, facts)])
/** Lets time pass, and what is due then be told. */
const pass = (ms: number): void => {
  now += ms
  observers.check()
}

describe('an observer', () => {
  it('is told at once, then of every change, by a signed notice without values', async () => {
    const { id } = await add({ secret })
    await told(1)
    await settled(id, { deliveries: 1, state: 'active' })
    expect(receiver.received[0]?.json).toEqual({
      subscription: id,
      user: 'me',
      reason: 'created',
      types: [],
      since: store.anchor(),
      anchor: store.anchor(),
      at: '2026-11-22T10:00:00.000Z',
    })
    const before = store.anchor()
    await save(1, { value: 61.75 })
    await told(2)
    const [, { headers, text, json } = { headers: {}, text: '', json: {} }] = receiver.received
    expect(json).toMatchObject({ reason: 'changed', types: ['heartRate'], since: before, anchor: store.anchor() })
    expect(text).not.toContain('61.75')
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-vitald-signature'])) ?? []
    expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${text}`).digest('hex'))
    await settled(id, { deliveries: 2, anchor: store.anchor(), lastDelivery: { at: ten, status: 204 } })
    expect(JSON.stringify(observers.get('me', id))).not.toContain(secret)
  })

  it('hears of deletions, and only of its own person, types and predicate', async () => {
    const { uuids } = await save(1)
    const { id } = await add({ predicate: { source: ['watch'] } })
    await told(1)
    await settled(id, { deliveries: 1 })
    await store.save('you', [beat(ten, 60)])
    await store.save('me', [steps(ten, ten + 1, 5), beat(ten + 9_000, 60, { source: 'relay', device: 'other' })])
    await settled(id, { behindSince: undefined, anchor: store.anchor() })
    expect(receiver.received).toHaveLength(1)
    await store.delete('me', uuids)
    await told(2)
    expect(receiver.received[1]?.json).toMatchObject({ types: ['heartRate'], reason: 'changed' })
  })

  it('gets the changes themselves when it asks for them, page by page', async () => {
    const { anchor } = await store.changes({})
    await store.save(
      'me',
      Array.from({ length: 700 }, (_, at) => beat(ten + at, 60)),
    )
    const { id } = await add({ include: 'changes', anchor })
    await told(2)
    const pages = receiver.received.map(({ json }) => json.changes as { added: unknown[]; more: boolean })
    expect(pages.map(({ added, more }) => [added.length, more])).toEqual([
      [500, true],
      [200, false],
    ])
    await settled(id, { anchor: store.anchor(), behindSince: undefined })
  })

  it('is tried again with longer and longer pauses, counts as failing, and comes back by itself', async () => {
    receiver.answer = 500
    const { id } = await add()
    await told(1)
    await settled(id, { misses: 1, state: 'active', lastError: { at: now, reason: 'answered 500' } })
    const pauses: number[] = []
    for (let misses = 2; misses <= 14; misses += 1) {
      const { notBefore } = observers.get('me', id)
      pauses.push(notBefore - now)
      pass(notBefore - now - 1)
      expect(receiver.received).toHaveLength(misses - 1)
      pass(1)
      await settled(id, { misses })
    }
    for (const [at, pause] of pauses.entries()) {
      const most = Math.min(hour, 5_000 * 2 ** at)
      expect(pause).toBeGreaterThanOrEqual(most / 2)
      expect(pause).toBeLessThanOrEqual(most)
    }
    expect(observers.get('me', id)).toMatchObject({ state: 'failing', deadLetters: 1, deliveries: 0 })
    expect(observers.figures()).toMatchObject({ failing: 1, active: 0, missed: 14, deadLetters: 1 })
    receiver.answer = 200
    await save(1)
    pass(hour)
    await settled(id, { state: 'active', misses: 0, deliveries: 1, anchor: store.anchor(), behindSince: undefined })
    expect(receiver.received.at(-1)?.json).toMatchObject({ types: ['heartRate'] })
  })

  it.each([
    ['hangs', 'hang', 'did not answer in time'],
    ['cuts the connection', 'cut', 'the connection was cut'],
    ['sends elsewhere', 302, 'answered 302'],
  ] as const)('is missed when it %s, and loses nothing', async (_, answer, reason) => {
    if (answer === 'hang') observers = open(100)
    receiver.answer = answer
    const { id } = await add()
    await settled(id, { misses: 1, lastError: { reason } })
    await save(1)
    receiver.answer = 204
    pass(60_000)
    await expect
      .poll(() => {
        pass(60_000)
        return observers.get('me', id)
      })
      .toMatchObject({ misses: 0, anchor: store.anchor() })
  })

  it('is missed when nobody listens, and hears all once somebody does', async () => {
    await receiver.close()
    const { id } = await add()
    await settled(id, { misses: 1, lastError: { reason: 'nobody listens there' } })
    receiver = new Receiver()
    await observers.change('me', id, { url: await receiver.open() })
    await told(1)
    await settled(id, { misses: 0, deliveries: 1 })
  })

  it('is told no more often than it wants to be, and of all that happened meanwhile', async () => {
    const { id } = await add({ frequency: 'hourly', types: ['heartRate', 'stepCount'] })
    await told(1)
    await settled(id, { deliveries: 1 })
    await save(1)
    pass(hour / 2)
    await store.save('me', [steps(ten, ten + 1_000, 5)])
    pass(hour / 2 - 1)
    expect(receiver.received).toHaveLength(1)
    expect(observers.get('me', id)).toMatchObject({ behindSince: ten, notBefore: ten + hour })
    pass(1)
    await told(2)
    expect(receiver.received[1]?.json).toMatchObject({ types: ['heartRate', 'stepCount'] })
    await settled(id, { deliveries: 2 })
    pass(30 * 24 * hour)
    expect(receiver.received).toHaveLength(2)
  })

  it('rests while it is paused, and is told afterwards', async () => {
    const { id } = await add()
    await settled(id, { deliveries: 1 })
    expect(await observers.change('me', id, { paused: true })).toMatchObject({ state: 'paused' })
    await save(1)
    pass(hour)
    expect(receiver.received).toHaveLength(1)
    await observers.change('me', id, { paused: false })
    await settled(id, { deliveries: 2, state: 'active' })
  })

  it('acknowledges by a call of its own when it wants to, and is told again when it does not', async () => {
    const { id } = await add({ acknowledge: 'call' })
    await told(1)
    await settled(id, { awaited: { anchor: store.anchor(), until: now + 900_000 } })
    await save(1)
    pass(60_000)
    expect(receiver.received).toHaveLength(1)
    await expect(observers.acknowledge('me', id, 'another')).rejects.toMatchObject({ code: 'conflict' })
    await observers.acknowledge('me', id, String(receiver.received[0]?.json.anchor))
    await told(2)
    await settled(id, { deliveries: 2 })
    pass(900_000)
    await settled(id, { misses: 1, lastError: { reason: 'was not acknowledged in time' }, awaited: undefined })
    pass(5_000)
    await told(3)
    expect(receiver.received[2]?.json).toMatchObject({ types: ['heartRate'] })
    await settled(id, { deliveries: 3 })
    expect(await observers.acknowledge('me', id, store.anchor())).toMatchObject({ misses: 0, anchor: store.anchor() })
  })

  it('goes on after a restart where it was', async () => {
    const { id } = await add({ secret })
    await settled(id, { deliveries: 1 })
    await observers.close()
    await save(1)
    observers = open()
    observers.check()
    await told(2)
    expect(receiver.received[1]?.json).toMatchObject({ reason: 'changed', types: ['heartRate'] })
    expect(receiver.received[1]?.headers['x-vitald-signature']).toBeDefined()
    await settled(id, { deliveries: 2 })
  })

  it('is told to start over when deletions were forgotten that it was not told of', async () => {
    const { uuids } = await save(1)
    await save(2)
    const { id } = await add({ include: 'changes' })
    await settled(id, { deliveries: 1 })
    await observers.change('me', id, { paused: true })
    await store.delete('me', uuids)
    pass(366 * 24 * hour)
    await store.housekeeping.purge()
    await observers.change('me', id, { paused: false })
    await settled(id, { deliveries: 2, anchor: store.anchor() })
    const { json } = receiver.received[1] ?? {}
    expect(json).toMatchObject({ reason: 'resync', changes: { added: [{ start: '2026-11-22T10:00:02.000Z' }] } })
    expect(json).not.toHaveProperty('since')
  })

  it('is refused for correlations, which are told by their parts', async () => {
    const refused = add({ types: ['heartRate', 'bloodPressure'] })
    await expect(refused).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/types/1' }] })
    await expect(refused).rejects.toMatchObject({
      errors: [{ message: expect.stringContaining('bloodPressureSystolic') }],
    })
  })

  it('ends, and then hears nothing more', async () => {
    const { id } = await add()
    await settled(id, { deliveries: 1 })
    await observers.remove('me', id)
    await save(1)
    pass(hour)
    expect(receiver.received).toHaveLength(1)
    expect(() => observers.get('me', id)).toThrow(/no such subscription/)
    expect(observers.of('me')).toEqual([])
  })

  it('does not keep the others waiting when it hangs, and only so many are told at once', async () => {
    observers = open(300)
    receiver.answer = 'hang'
    const slow = await Promise.all(Array.from({ length: 12 }, () => add()))
    await expect.poll(() => receiver.received.length, { interval: 5 }).toBeGreaterThanOrEqual(8)
    const other = new Receiver()
    const { id } = await observers.add('me', {
      types: ['bodyMass'],
      frequency: 'immediate',
      acknowledge: 'response',
      url: await other.open(),
    })
    await settled(id, { deliveries: 1 })
    await store.save('me', [quantity('bodyMass', ten, 70)])
    await settled(id, { deliveries: 2 })
    for (const each of slow) await settled(each.id, { misses: 1 })
    await other.close()
  })

  it('cannot be had without end', async () => {
    const all = Array.from({ length: 101 }, () => add().catch((error: { code: string }) => error.code))
    expect((await Promise.all(all)).at(-1)).toBe('tooManyRequests')
  })
})
