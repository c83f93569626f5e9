import { connectAsync } from 'mqtt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openBrokerClient } from '../../devices/mqtt/broker-client.js'
import { openForeignTopics } from '../../devices/mqtt/foreign/foreign-topics.js'
import { mappingOf, readyOf } from '../devices/mqtt/foreign/foreign-engine.js'
import { createGate, noLog, recordedHandlers } from '../devices/mqtt/recorded-handlers.js'
import { type Mosquitto, startMosquitto } from '../setup/process.js'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

const now = 1_795_348_800_000
const timed = { topic: 'home/+/ble/hr', device: '$1', type: 'heartRate', value: '$.hr', time: '$.ts' }
const foreign = openForeignTopics([mappingOf(timed), ...readyOf('esphome')], 'vitald')

async function open(broker: Mosquitto, wait?: Parameters<typeof recordedHandlers>[0]) {
  const recorded = recordedHandlers(wait)
  const { handlers } = recorded
  const facts = { clientId: 'vitald', base: 'vitald', clock: () => now, log: noLog() }
  const link = await openBrokerClient({ url: broker.url, handlers, foreign, ...facts })
  opened.push(link)
  await vi.waitFor(() => expect(link.state()).toEqual({ ok: true }), { timeout: 20_000 })
  return { ...recorded, link }
}
async function begin() {
  const broker = await startMosquitto()
  opened.push(broker)
  const device = await connectAsync(broker.url, { protocolVersion: 5 })
  opened.push({ close: () => device.endAsync(true) })
  return { broker, device }
}
const samplesIn = (calls: readonly string[]): string[] => calls.filter((call) => /^(samples|refused)/.test(call))
const beat = (hr: number): string => JSON.stringify({ hr, ts: now / 1_000 - 200 + hr })

describe('foreign devices behind an outside mosquitto', () => {
  it('are heard at either level, and what was retained without a time is dropped', async () => {
    const { broker, device } = await begin()
    await device.publishAsync('node/sensor/heart_rate/state', '139', { qos: 1, retain: true })
    const { calls } = await open(broker)
    await device.publishAsync('home/strap/ble/hr', beat(70), { qos: 1 })
    await device.publishAsync('node/sensor/heart_rate/state', '142', { qos: 0, retain: true })
    await vi.waitFor(() =>
      expect(samplesIn(calls).sort()).toEqual(['refused retained 1', 'samples esphome-node 142', 'samples strap 70']),
    )
  })

  it('lose nothing that has a time while the engine is away', async () => {
    const { broker, device } = await begin()
    const first = await open(broker)
    await first.link.close()
    await device.publishAsync('home/strap/ble/hr', beat(71), { qos: 1 })
    await device.publishAsync('node/sensor/heart_rate/state', '142', { qos: 1 })
    const { calls } = await open(broker)
    await vi.waitFor(() => expect(samplesIn(calls)).toEqual(['samples strap 71']))
  })

  it('are acknowledged after the commit: what was not saved comes again', async () => {
    const { broker, device } = await begin()
    const never = createGate()
    const first = await open(broker, () => never.promise)
    await device.publishAsync('home/strap/ble/hr', beat(72), { qos: 1 })
    await vi.waitFor(() => expect(samplesIn(first.calls)).toEqual(['samples strap 72']))
    const { calls } = await open(broker)
    await vi.waitFor(() => expect(samplesIn(calls)).toEqual(['samples strap 72']), { timeout: 20_000 })
    never.open()
  })
})
