import { beforeEach, describe, expect, it } from 'vitest'
import { keepSensorHandlers } from '../../src/engine/sensor-handlers.js'
import type { Reading } from '../../src/health/sample.js'
import { createIngest } from '../../src/ingest/create-ingest.js'
import { openDevices } from '../../src/ingest/device-registry.js'
import { openMemoryStore } from '../../src/store/open-store.js'

const noon = Date.UTC(2026, 10, 22, 12)
const clock = () => noon
const random = (bytes: Uint8Array) => bytes.fill(7)
const strap = { device: 'strap', address: 'C0:FF:EE:00:00:01', settings: {} }
const pulse: Reading = { kind: 'quantity', type: 'heartRate', value: 60, start: noon, end: noon, metadata: {} }
const beats: Reading = {
  ...{ kind: 'heartbeatSeries', type: 'heartbeatSeries', metadata: {} },
  ...{ start: noon - 2_000, end: noon - 1_000 },
  beats: [
    { timeSinceStart: 0, precededByGap: true },
    { timeSinceStart: 1, precededByGap: false },
  ],
}

/** Timers that a test lets run out. */
const tasks: (() => void)[] = []
const timers = { setTimeout: (task: () => void) => tasks.push(task), clearTimeout: () => undefined }
/** What a sensor said is stored when the time to gather is over. */
const passed = async <Result>(said: Promise<Result>): Promise<Result> => {
  await Promise.resolve()
  for (const task of tasks.splice(0)) task()
  return said
}

const open = () => {
  const store = openMemoryStore({ clock, random })
  const hasUser = (user: string) => user === 'me'
  const devices = openDevices({ documents: store.documents, hasUser, adopt: false, random, clock })
  const ingest = createIngest({ store, devices, clock })
  return { store, devices, ingest, ...keepSensorHandlers({ devices, ingest, clock, timers }) }
}

let engine: ReturnType<typeof open>
beforeEach(() => {
  engine = open()
})

describe('what a sensor says', () => {
  it('becomes samples of its owner, from it', async () => {
    await engine.devices.pair(strap, { name: 'HRM', user: 'me' })
    await passed(engine.handlers.samples('strap', [pulse, beats], noon))
    const { added } = await engine.store.changes({ user: 'me' })
    const origin = { source: 'strap', device: 'strap' }
    expect(added.map(({ sample }) => sample)).toMatchObject([
      { type: 'heartbeatSeries', beats: [{ timeSinceStart: 0 }, { timeSinceStart: 1 }], ...origin },
      { type: 'heartRate', value: 60, ...origin },
    ])
    expect(engine.devices.get('strap')).toMatchObject({ status: 'online', lastSeen: noon })
  })

  it('of itself is kept with the device', async () => {
    await engine.devices.pair(strap, { name: 'HRM', user: 'me' })
    await engine.handlers.facts('strap', { manufacturer: 'Lab', firmware: '1.2', serial: '17' })
    engine.handlers.battery('strap', 87)
    engine.handlers.status('strap', 'offline')
    expect(engine.devices.get('strap')).toMatchObject({
      ...{ name: 'HRM', manufacturer: 'Lab', firmware: '1.2', serial: '17', battery: 87, status: 'offline' },
      sensor: { address: strap.address },
    })
  })

  it('waits while nobody owns it', async () => {
    await engine.devices.pair(strap, {})
    await passed(engine.handlers.samples('strap', [pulse], noon))
    expect(engine.ingest.ledger()).toMatchObject({ received: 1, waiting: 1, stored: 0 })
  })

  it('is counted and not heard after it was let go', async () => {
    await passed(engine.handlers.samples('strap', [pulse, pulse], noon))
    await engine.handlers.facts('strap', { name: 'HRM' })
    expect(engine.devices.all()).toEqual([])
    expect(engine.ingest.ledger()).toMatchObject({ received: 2, refused: { forgottenDevice: 2 } })
  })

  it('and still waits to be stored does not bring it back when it is let go', async () => {
    await engine.devices.pair(strap, { user: 'me' })
    const said = engine.handlers.samples('strap', [pulse, beats], noon)
    await engine.devices.forget('strap')
    await passed(said)
    expect(engine.devices.all()).toEqual([])
    expect(engine.waiting()).toBe(0)
    expect(engine.ingest.ledger()).toMatchObject({ received: 2, stored: 0, refused: { forgottenDevice: 2 } })
  })

  it('and could not be right is counted by its reason', () => {
    engine.handlers.refused('noContact', 3)
    expect(engine.ingest.ledger()).toMatchObject({ received: 3, refused: { noContact: 3 } })
  })
})
