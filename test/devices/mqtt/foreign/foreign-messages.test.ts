import { describe, expect, it } from 'vitest'
import { createDeviceMessages } from '../../../../devices/mqtt/device-messages.js'
import { openForeignTopics } from '../../../../devices/mqtt/foreign/foreign-topics.js'
import { createTopics } from '../../../../devices/mqtt/topics.js'
import { handlersOf } from '../../../../src/engine/device-handlers.js'
import { createIngest } from '../../../../src/ingest/create-ingest.js'
import type { Ingest } from '../../../../src/ingest/ingest.js'
import { noLog } from '../recorded-handlers.js'
import { type Given, isBalanced, mappingOf, noon, noPlans, openForeignEngine } from './foreign-engine.js'

const topic = 'home/strap/ble/hr'
/** The mapping of the contract. */
const contract = {
  ...{ topic: 'home/+/ble/hr', device: '$1', type: 'heartRate', unit: 'count/min' },
  ...{ value: '$.hr', time: '$.ts' },
}
const plain = { topic: 'home/+/ble/hr', device: '$1', type: 'heartRate', value: '$.hr' }

const begin = (...mappings: readonly object[]) => openForeignEngine(mappings.map(mappingOf))

/** The same engine with another ingest. */
const withIngest = (engine: ReturnType<typeof begin>, ingest: Ingest, mapping: object) => {
  const clock = () => noon
  const messages = createDeviceMessages({
    topics: createTopics('vitald'),
    foreign: openForeignTopics([mappingOf(mapping)], 'vitald'),
    handlers: handlersOf({ devices: engine.devices, ingest, sessions: engine.sessions, plans: noPlans }, clock),
    reject: () => undefined,
    overQuota: 'refuse',
    clock,
    log: noLog(),
  })
  return { messages }
}

/** What is in the store after these messages: `type value at device`, the times in ms after noon. */
const store = async (mappings: readonly object[], ...messages: readonly Given[]) => {
  const engine = begin(...mappings)
  const verdicts: string[] = []
  for (const message of messages) verdicts.push(await engine.send(message))
  const samples = (await engine.samples()).map(
    ({ type, value, start, end }) =>
      `${type} ${Math.round(Number(value) * 1e6) / 1e6} ${start - noon}${end === start ? '' : `-${end - noon}`}`,
  )
  const ledger = engine.ingest.ledger()
  expect(isBalanced(ledger)).toBe(true)
  return { samples, verdicts, refused: ledger.refused, engine }
}
const at = (payload: unknown, facts: Partial<Given> = {}): Given => ({ topic, payload, ...facts })

describe('a foreign message', () => {
  it('becomes a sample by the mapping of the contract', async () => {
    const { samples, engine } = await store([contract], at({ hr: 142, ts: (noon - 5_000) / 1_000 }))
    expect(samples).toEqual(['heartRate 142 -5000'])
    expect(engine.devices.get('strap')).toMatchObject({ transport: 'mqtt', user: 'me' })
  })

  it('of an unknown device waits until somebody assigns it', async () => {
    const engine = begin(contract)
    expect(await engine.send(at({ hr: 142, ts: noon }))).toBe('settled')
    expect(engine.ingest.ledger()).toMatchObject({ waiting: 1, stored: 0 })
    expect(await engine.samples()).toHaveLength(1)
  })

  it('changes nothing when it is delivered again', async () => {
    const message = at({ hr: 142, ts: noon })
    const { samples, engine } = await store([contract], message, message)
    expect(samples).toHaveLength(1)
    expect(engine.ingest.ledger()).toMatchObject({ stored: 1, duplicate: 1 })
  })

  it('without a time is of its arrival, and says so', async () => {
    const { engine } = await store([plain], at({ hr: 142 }, { after: 1_000 }))
    expect(await engine.samples()).toMatchObject([{ start: noon + 1_000, metadata: { arrivalTime: true } }])
  })

  it('with a time of its own does not', async () => {
    const { engine } = await store([contract], at({ hr: 142, ts: noon }))
    expect(await engine.samples()).toMatchObject([{ metadata: {} }])
  })

  it('that was kept by the broker counts only with a time of its own', async () => {
    const { samples, refused } = await store(
      [contract],
      at({ hr: 142, ts: noon - 1_000 }, { retained: true }),
      at({ hr: 141 }, { retained: true }),
    )
    expect(samples).toEqual(['heartRate 142 -1000'])
    expect(refused).toEqual({ retained: 1 })
  })

  it.each([
    ['that is no JSON', 'hr=142'],
    ['that is not text', new Uint8Array([0xff, 0xfe])],
    ['with a word for a number', { hr: 'fast' }],
    ['with a time that is none', { hr: 142, ts: 'yesterday' }],
    ['nested beyond measure', `{"hr":${'['.repeat(5_000)}`],
  ])('%s is refused and counted', async (_, payload) => {
    const { samples, refused, verdicts } = await store([contract], at(payload))
    expect(samples).toEqual([])
    expect(refused).toEqual({ invalidArgument: 1 })
    expect(verdicts).toEqual([expect.stringMatching(/refused|settled/)])
  })

  it.each([[{ hr: null }], [{ hr: 'nan' }], [{}], [[]], ['null'], [''], ['7']])(
    'that says %j says nothing',
    async (payload) => {
      const { samples, refused, engine } = await store([contract], at(payload))
      expect([samples, refused]).toEqual([[], {}])
      expect(engine.messages.figures()).toMatchObject({ ignored: 1 })
    },
  )

  it('of a value that no body has is refused by the name of the rule', async () => {
    const { refused } = await store([contract], at({ hr: 900, ts: noon }))
    const engine = begin(contract)
    await engine.devices.introduce('strap', {})
    await engine.devices.assign('strap', 'me')
    await engine.send(at({ hr: 900, ts: noon }))
    expect(engine.ingest.ledger().refused).toEqual({ implausible: 1 })
    expect(refused).toEqual({ implausible: 1 })
  })

  it('on a topic below our own base is never foreign', async () => {
    const { samples } = await store([{ ...plain, topic: '#', device: 'x' }], {
      topic: 'vitald/users/me/live/heartRate',
      payload: { hr: 60 },
    })
    expect(samples).toEqual([])
  })
})

describe('a mapping', () => {
  it('takes plain text as the value', async () => {
    const mapping = { topic: 'node/hr', device: 'node', type: 'heartRate', value: '$' }
    const { samples } = await store(
      [mapping],
      { topic: 'node/hr', payload: '142.0' },
      { topic: 'node/hr', payload: 'nan' },
    )
    expect(samples).toEqual(['heartRate 142 0'])
  })

  it('converts units, its own and those that the payload names', async () => {
    const own = { topic: 'a', device: 'a', type: 'cyclingSpeed', unit: 'km/hr', value: '$' }
    const named = { topic: 'b', device: 'b', type: 'bodyMass', unit: '$.unit', value: '$.weight' }
    const { samples, refused } = await store(
      [own, named],
      { topic: 'a', payload: '36' },
      { topic: 'b', payload: { weight: '154.3', unit: 'lbs' } },
      { topic: 'b', payload: { weight: 1, unit: 'stone of old' } },
      { topic: 'b', payload: { weight: 1 } },
    )
    expect(samples).toEqual(['bodyMass 69.989303 0', 'cyclingSpeed 10 0'])
    expect(refused).toEqual({ invalidArgument: 2 })
  })

  it('scales', async () => {
    const mapping = { topic: 'a', device: 'a', type: 'oxygenSaturation', unit: '%', value: '$', scale: 0.01 }
    expect((await store([mapping], { topic: 'a', payload: '97' })).samples).toEqual(['oxygenSaturation 0.97 0'])
  })

  it('leaves out what stands for no value', async () => {
    const mapping = { ...plain, absent: [0, 'n/a'] }
    const { samples, refused } = await store(
      [mapping],
      at({ hr: 0 }),
      at({ hr: '0.00' }),
      at({ hr: 'n/a' }),
      at({ hr: 60 }),
    )
    expect([samples, refused]).toEqual([['heartRate 60 0'], {}])
  })

  it('reads several values of one message, and one that is wrong does not take the others with it', async () => {
    const values = [
      { type: 'heartRate', value: '$.hr' },
      { type: 'cyclingPower', value: '$.w' },
      { type: 'cyclingCadence', value: '$.rpm' },
    ]
    const { samples, refused } = await store([{ topic: 'a', device: 'a', values }], {
      topic: 'a',
      payload: { hr: 900, w: 'much', rpm: 90 },
    })
    expect(samples).toEqual(['cyclingCadence 90 0'])
    expect(refused).toEqual({ implausible: 1, invalidArgument: 1 })
  })

  it('reads lists side by side', async () => {
    const mapping = { ...contract, value: '$.hr[*]', time: '$.ts[*]' }
    const { samples, refused } = await store(
      [mapping],
      at({ hr: [60, 61, null], ts: [noon, noon + 1_000, noon + 2_000] }),
      at({ hr: [60, 61], ts: [noon + 5_000] }),
      at({ hr: [60, 61] }),
    )
    expect(samples).toEqual(['heartRate 60 0', 'heartRate 61 1000'])
    expect(refused).toEqual({ invalidArgument: 4 })
  })

  it('reads items one by one', async () => {
    const mapping = { ...contract, each: '$.log[*]' }
    const log = [{ hr: 60, ts: noon }, { hr: 61, ts: noon + 1_000 }, 'noise', { hr: 62 }]
    const { samples, refused } = await store([mapping], at({ log }))
    expect(samples).toEqual(['heartRate 60 0', 'heartRate 61 1000'])
    expect(refused).toEqual({ invalidArgument: 1 })
  })

  it('knows spans by their ends and lengths', async () => {
    const steps = { device: 'a', type: 'stepCount', value: '$.n' }
    const mappings = [
      { ...steps, topic: 'from-to', time: '$.from', end: '$.to' },
      { ...steps, topic: 'block', end: '$.to', duration: 60_000 },
      { ...steps, topic: 'beginning', time: '$.from', duration: 5_000 },
    ]
    const span = { n: 5, from: noon - 600_000, to: noon - 100_000 }
    const { samples } = await store(
      mappings,
      ...['from-to', 'block', 'beginning'].map((each) => ({
        topic: each,
        payload: { ...span, from: span.from + each.length },
      })),
    )
    expect(samples).toEqual([
      'stepCount 5 -599993--100000',
      'stepCount 5 -599991--594991',
      'stepCount 5 -160000--100000',
    ])
  })

  it.each([
    [{ of: '$.kind', is: 'body' }, { kind: 'body' }, { kind: 'room' }],
    [{ of: '$.on', is: true }, { on: true }, { on: 'no' }],
    [{ of: '$.kind', oneOf: ['a', 7] }, { kind: 7 }, { kind: 'b' }],
    [{ of: '$1', matches: '^str' }, {}, undefined],
    [{ of: '$.kind', exists: false }, { kind: null }, { kind: 0 }],
    [
      [
        { of: '$.a', exists: true },
        { of: '$.b', is: 1 },
      ],
      { a: 1, b: 1 },
      { b: 1 },
    ],
  ])('holds when %j', async (when, good, bad) => {
    const message = at({ hr: 60, ...good })
    expect((await store([{ ...plain, when }], message)).samples).toHaveLength(1)
    if (bad !== undefined) expect((await store([{ ...plain, when }], at({ hr: 60, ...bad }))).samples).toEqual([])
  })

  it('tells the name, the battery and the status of the device', async () => {
    const facts = { name: '$.name', manufacturer: 'Polar', model: '$1', battery: '$.batt' }
    const status = { topic: 'home/+/LWT', device: '$1', status: '$' }
    const { engine } = await store([{ ...plain, ...facts }, status], at({ hr: 60, name: 'H10', batt: '88' }), {
      topic: 'home/strap/LWT',
      payload: 'offline',
      retained: true,
    })
    expect(engine.devices.get('strap')).toMatchObject({
      ...{ name: 'H10', manufacturer: 'Polar', model: 'strap', battery: 88, status: 'offline', types: ['heartRate'] },
    })
  })

  it('keeps the commits of steady facts at one', async () => {
    const engine = begin({ ...plain, name: '$.name' })
    for (let after = 0; after < 5_000; after += 1_000) await engine.send(at({ hr: 60, name: 'H10' }, { after }))
    let changes = 0
    engine.devices.subscribe(() => {
      changes += 1
    })
    await engine.send(at({ hr: 61, name: 'H10' }, { after: 6_000 }))
    expect(changes).toBe(0)
  })
})

describe('a flood on a foreign topic', () => {
  const mapping = { ...contract, value: '$.hr[*]', time: '$.ts[*]' }
  const ts = Array.from({ length: 10_000 }, (_, index) => noon - 100_000 + index)

  it('is held to the quota of its device', async () => {
    const engine = begin(mapping)
    await engine.devices.introduce('strap', {})
    await engine.devices.assign('strap', 'me')
    const limits = { quota: { inFlight: 10_000, perSecond: 1, burst: 1 } }
    const ingest = createIngest({ store: engine.store, devices: engine.devices, clock: () => noon, limits })
    const { messages } = withIngest(engine, ingest, mapping)
    const payload = new TextEncoder().encode(JSON.stringify({ hr: ts.map(() => 60), ts }))
    const flood = [1, 2, 3].map(() => messages.handle({ topic, payload, retained: false }))
    expect(await Promise.all(flood)).toEqual(['settled', 'refused', 'refused'])
    const ledger = ingest.ledger()
    expect(ledger).toMatchObject({ stored: 10_000, refused: { tooManyRequests: 20_000 } })
    expect(isBalanced(ledger)).toBe(true)
  })
})
