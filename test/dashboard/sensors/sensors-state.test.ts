import { expect, test } from 'vitest'
import { createApi } from '../../../dashboard/src/api.js'
import { createState } from '../../../dashboard/src/state.js'
import { createFakeBrowser } from '../fake-browser.js'

const strap = { device: 'strap', address: 'C0:FF:EE:00:00:01', name: 'Strap', types: ['heartRate'], ours: false }
const heard = { ...strap, lastSeen: '2026-11-22T10:00:00.000Z' }
const events = (...told: readonly (readonly [event: string, data: unknown])[]) =>
  new Response(told.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join(''))

type Answers = Readonly<Record<string, () => Response>>

/** The page's state before an engine that answers as told, and what it was asked. */
const openPage = async (answers: Answers = {}, devices: readonly unknown[] = []) => {
  const browser = createFakeBrowser()
  const asked: string[] = []
  const usual: Answers = {
    'GET /v1/users': () => Response.json({ items: [{ id: 'me' }] }),
    'GET /v1/devices': () => Response.json({ items: devices }),
    'GET /v1/bluetooth': () => Response.json({ ok: true, adapters: [] }),
    'POST /v1/devices/scan': () => events(['near', heard], ['report', { items: [heard] }]),
    ...answers,
  }
  const api = createApi(async (url, init) => {
    const line = `${init?.method ?? 'GET'} ${url}`
    asked.push(`${line} ${String(init?.body ?? '')}`.trim())
    return usual[line]?.() ?? Response.json({ detail: 'no such route' }, { status: 404 })
  })
  const state = createState({ api, stream: browser.parts, memory: { read: () => null, write: () => undefined } })
  await state.open()
  return { ...browser, state, sensors: state.sensors, asked }
}

test('who has no sensor looks around as soon as the view is there', async () => {
  const { sensors, asked } = await openPage()
  const end = sensors.follow()
  await expect.poll(() => Object.keys(sensors.near.value)).toEqual(['strap'])
  expect(asked).toContain('POST /v1/devices/scan {"seconds":15}')
  await expect.poll(() => sensors.scan.value).toBeUndefined()
  end()
})

test('who has one is left in peace, and sees it change', async () => {
  const device = { id: 'strap', transport: 'ble', address: strap.address, status: 'online', state: 'searching' }
  const { sensors, state, asked, pass } = await openPage({}, [device])
  const end = sensors.follow()
  await expect.poll(() => state.live.value.devices.strap?.state).toBe('searching')
  const reads = () => asked.filter((line) => line === 'GET /v1/devices').length
  const before = reads()
  const readLater = () => {
    pass(3_000)
    return reads()
  }
  await expect.poll(readLater).toBeGreaterThan(before)
  end()
  expect(asked.filter((line) => line.includes('scan'))).toEqual([])
})

test('a scan that is refused says why', async () => {
  const problem = { detail: 'the adapter is off', code: 'healthDataUnavailable' }
  const { sensors, state } = await openPage({ 'POST /v1/devices/scan': () => events(['problem', problem]) })
  await sensors.startScan()
  expect(state.problem.value).toBe('the adapter is off')
  expect(sensors.scan.value).toBeUndefined()
})

test('a sensor is paired for the person of the page by one call, and is ours then', async () => {
  const paired = { id: 'strap', transport: 'ble', status: 'unknown', user: 'me', state: 'connecting' }
  const { sensors, state, asked } = await openPage({ 'POST /v1/devices/strap/pair': () => Response.json(paired) })
  await sensors.startScan()
  await sensors.pair(heard)
  expect(asked).toContain('POST /v1/devices/strap/pair {"user":"me"}')
  expect(state.live.value.devices.strap).toEqual(paired)
  expect(sensors.near.value.strap?.ours).toBe(true)
  expect(state.announcement.value).toBe('Strap is paired')
  expect(sensors.asking.value).toEqual([])
})

test('a blink shows the live values of one sensor, and ends with it', async () => {
  let say = (_: string): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      say = (text) => (text === '' ? controller.close() : controller.enqueue(new TextEncoder().encode(text)))
    },
  })
  const { sensors } = await openPage({ 'POST /v1/devices/strap/blink': () => new Response(body) })
  const blinked = sensors.startBlink('strap')
  say('event: value\ndata: {"heartRate":61}\n\n')
  await expect.poll(() => sensors.blink.value?.values).toEqual({ heartRate: 61 })
  say('')
  await blinked
  expect(sensors.blink.value).toBeUndefined()
})

test('what was forgotten is gone from the page at once', async () => {
  const device = { id: 'strap', name: 'Strap', transport: 'ble', status: 'online' } as const
  const gone = () => new Response(null, { status: 204 })
  const { sensors, state } = await openPage({ 'DELETE /v1/devices/strap': gone }, [device])
  await sensors.forget(device)
  expect(state.live.value.devices).toEqual({})
  expect(state.announcement.value).toBe('Strap is forgotten')
})

test('a setting is sent alone', async () => {
  const device = { id: 'bike', transport: 'ble', status: 'online', settings: { wheelCircumference: 2136 } }
  const { sensors, state, asked } = await openPage({ 'PATCH /v1/devices/bike': () => Response.json(device) })
  await sensors.change('bike', { settings: { wheelCircumference: 2136 } })
  expect(asked.at(-1)).toBe('PATCH /v1/devices/bike {"settings":{"wheelCircumference":2136}}')
  expect(state.live.value.devices.bike).toEqual(device)
})
