import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AirDevice } from '../../../simulators/bluez/air-device.js'
import { type BluezDouble, openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { createStrap } from '../../../simulators/peripheral/strap.js'
import { createTrainer, type Trainer } from '../../../simulators/peripheral/trainer.js'
import { systemTimers } from '../../../simulators/timers.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'
import { type PrivateBus, startDbus } from '../../setup/dbus.js'
import { figuresOf, samplesOf, workoutsOf } from '../api.js'

const [strapAddress, trainerAddress] = ['C0:FF:EE:00:00:01', 'C0:FF:EE:00:00:02']
const heartRate = 142
const patience = { timeout: 30_000, interval: 200 }

const deviceSchema = z.object({
  id: z.string(),
  state: z.string(),
  status: z.string(),
  battery: z.number().optional(),
  manufacturer: z.string().optional(),
  serial: z.string().optional(),
  lastData: z.string().optional(),
  reconnects: z.number(),
})
const listed = z.object({ items: z.array(deviceSchema) })
const near = z.object({ items: z.array(z.object({ device: z.string(), address: z.string(), ours: z.boolean() })) })

let bus: PrivateBus
let bluez: BluezDouble
let daemon: Daemon
let strap: AirDevice
let trainer: Trainer
let ids: { readonly strap: string; readonly trainer: string }

beforeAll(async () => {
  bus = await startDbus()
  bluez = await openBluezDouble({ busAddress: bus.address, timers: systemTimers(Date.now) })
  trainer = createTrainer({ seed: 1, name: 'Bike 0002' })
  strap = bluez.air.place(createStrap({ seed: 1, heartRate, name: 'Strap 0001' }), { address: strapAddress })
  bluez.air.place(trainer, { address: trainerAddress })
  daemon = await startDaemon({ ble: { enabled: true } }, { DBUS_SYSTEM_BUS_ADDRESS: bus.address })
})
afterAll(async () => {
  await daemon.close()
  await bluez.close()
  await bus.close()
})

const show = async (id: string) => {
  const found = listed.parse(await daemon.get('/v1/devices')).items.find((item) => item.id === id)
  if (found === undefined) throw new Error(`${id} is not known`)
  return found
}

/** Resolves when a sensor streams values that came after now. */
const streams = async (id: string): Promise<void> => {
  const since = Date.now()
  const isFresh = async () => {
    const { state, lastData } = await show(id)
    return state === 'streaming' && Date.parse(lastData ?? '') > since
  }
  await expect.poll(isFresh, patience).toBe(true)
}

/** Cuts the link to a sensor; resolves once it is made again: a value may still be on its way when it is cut. */
const recovers = async (id: string, cut: () => void): Promise<void> => {
  const { reconnects } = await show(id)
  cut()
  await expect.poll(async () => (await show(id)).reconnects, patience).toBeGreaterThan(reconnects)
  await streams(id)
}

/** Spans of more than three seconds between one sample and the next, in whole seconds. */
const gapsOf = (samples: readonly Record<string, unknown>[]): number[] => {
  const times = samples.map(({ start }) => Date.parse(String(start))).sort((a, b) => a - b)
  return times.flatMap((time, index) => {
    const gap = (time - (times[index - 1] ?? time)) / 1000
    return gap > 3 ? [Math.round(gap)] : []
  })
}

describe('a strap and a trainer over Bluetooth', () => {
  it('are found, and paired in one command each', async () => {
    const { items } = near.parse(JSON.parse((await daemon.run('scan', '--seconds', '3', '--json')).out))
    const idOf = (address: string): string => items.find((item) => item.address === address)?.device ?? ''
    ids = { strap: idOf(strapAddress), trainer: idOf(trainerAddress) }
    for (const id of [ids.strap, ids.trainer]) {
      const { status, out } = await daemon.run('pair', id)
      expect(out).toMatch(/belongs to me\nit is connected/)
      expect(status).toBe(0)
    }
    await expect.poll(async () => (await show(ids.strap)).battery, patience).toBeGreaterThan(0)
    expect(await show(ids.strap)).toMatchObject({ status: 'online', manufacturer: expect.any(String) })
    expect((await daemon.run('devices')).out).toMatch(new RegExp(`${ids.strap} +me +streaming +\\d+ %`))
  })

  it('record a workout whose only gaps are the silences, whatever happens below', async () => {
    const session = { activityType: 'cycling', location: 'indoor' }
    const { body } = await daemon.send('POST', '/v1/users/me/sessions', session)
    const { id, start } = z.object({ id: z.string(), start: z.string() }).parse(body)
    await streams(ids.strap)
    await pause(3_000)

    await recovers(ids.strap, () => strap.drop())
    strap.lose()
    await pause(8_000)
    strap.back()
    await streams(ids.strap)
    await pause(2_000)
    await bluez.kill()
    await pause(5_000)
    await bluez.start()
    for (const sensor of [ids.strap, ids.trainer]) await streams(sensor)
    await pause(2_000)

    expect((await daemon.send('POST', `/v1/users/me/sessions/${id}/events`, { event: 'end' })).status).toBe(200)
    const [workout] = await workoutsOf(daemon, 'me')
    expect(workout).toMatchObject({ id, statistics: { heartRate: { average: heartRate, max: heartRate } } })
    const powers = (await samplesOf(daemon, 'me', 'cyclingPower')).filter((sample) => String(sample.start) >= start)
    expect(workout?.statistics.cyclingPower?.count).toBe(powers.length)
    expect(gapsOf(powers).length).toBeGreaterThanOrEqual(1)
    expect(gapsOf(powers).length).toBeLessThanOrEqual(2)
    const beats = await samplesOf(daemon, 'me', 'heartRate')
    expect(new Set(beats.map(({ value }) => value))).toEqual(new Set([heartRate]))
    const gaps = gapsOf(beats)
    expect(gaps.length).toBeGreaterThanOrEqual(2)
    expect(gaps.length).toBeLessThanOrEqual(3)
    expect((await show(ids.strap)).reconnects).toBeGreaterThanOrEqual(3)
  })

  it('come back by themselves from refusals, late services and a lost adapter', { timeout: 180_000 }, async () => {
    const session = { activityType: 'cycling', location: 'indoor' }
    const { body } = await daemon.send('POST', '/v1/users/me/sessions', session)
    const { id, start } = z.object({ id: z.string(), start: z.string() }).parse(body)
    await streams(ids.strap)

    strap.refuse(3)
    await recovers(ids.strap, () => strap.drop('local'))
    strap.resolve(3_000)
    await recovers(ids.strap, () => strap.drop())
    strap.resolve(0)
    bluez.unplug('hci0')
    await pause(4_000)
    bluez.plug('hci0')
    for (const sensor of [ids.strap, ids.trainer]) await streams(sensor)

    const { state } = z.object({ state: z.string() }).parse(await daemon.get(`/v1/users/me/sessions/${id}`))
    expect(state).toBe('running')
    expect((await daemon.send('POST', `/v1/users/me/sessions/${id}/events`, { event: 'end' })).status).toBe(200)
    const beats = (await samplesOf(daemon, 'me', 'heartRate')).filter((sample) => String(sample.start) >= start)
    expect(new Set(beats.map(({ value }) => value))).toEqual(new Set([heartRate]))
    expect(new Set(beats.map((sample) => sample.start)).size).toBe(beats.length)
    expect(gapsOf(beats).length).toBeGreaterThanOrEqual(2)
  })

  it('cost the bus the same after every reconnection', async () => {
    const figures = await figuresOf(daemon)
    expect(figures.get('vitald_bluetooth_ok')).toBe(1)
    expect(figures.get('vitald_bluetooth_radio_match_rules')).toBe(2)
    expect(figures.get('vitald_bluetooth_radio_bus_connections')).toBe(1)
    const held = async () => (await figuresOf(daemon)).get('vitald_bluetooth_readings_held')
    await expect.poll(held, patience).toBe(0)
  })

  it('the trainer holds a power once that is allowed', async () => {
    const erg = ['trainer', 'erg', '150', '--device', ids.trainer]
    expect(await daemon.run(...erg)).toMatchObject({ status: 1 })
    expect((await daemon.run('devices', 'set', ids.trainer, '--control')).status).toBe(0)
    expect((await daemon.run(...erg)).out).toMatch(/erg 150 W/)
    expect(trainer.resistance()).toEqual({ mode: 'erg', power: 150 })
  })

  it('are connected again by a daemon that starts, and not after they were forgotten', async () => {
    await daemon.start()
    await streams(ids.strap)
    expect((await daemon.run('forget', ids.strap)).status).toBe(0)
    await expect.poll(() => strap.isLinked, patience).toBe(false)
    expect(listed.parse(await daemon.get('/v1/devices')).items.map(({ id }) => id)).toEqual([ids.trainer])
  })

  it('missing altogether make no daemon unfit', async () => {
    const ready = async () => (await fetch(new URL('/readyz', daemon.http))).status
    expect(await ready()).toBe(200)
    await bluez.stop()
    await expect.poll(ready, patience).toBe(503)
    await daemon.run('forget', ids.trainer)
    await expect.poll(ready, patience).toBe(200)
    const { ok } = z.object({ ok: z.boolean() }).parse(await daemon.get('/v1/bluetooth'))
    expect(ok).toBe(false)
  })
})
