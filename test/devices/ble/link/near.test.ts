import { describe, expect, it } from 'vitest'
import type { BluetoothEvent } from '../../../../devices/ble/bluetooth.js'
import { slugOf } from '../../../../devices/ble/link/air/slug.js'
import { fakeSensor } from '../fake-sensor.js'
import { adapter, openStage, strap } from './stage.js'

const other = 'C0:FF:EE:00:A1:B2'
const twin = 'C0:FF:EE:01:A1:B2'
const phone = 'C0:FF:EE:00:00:99'

describe('what is near', () => {
  it('is heard by a scan, the strongest first, and phones are left out', async () => {
    const stage = openStage()
    stage.radio.addSensor(fakeSensor(other, { rssi: new Map([[adapter, -80]]) }))
    stage.radio.addSensor(fakeSensor(twin, { rssi: new Map([[adapter, -40]]) }))
    stage.radio.addSensor(fakeSensor(phone, { services: ['1800'] }))
    const scan = stage.bluetooth.scan(5)
    await stage.time.advance(5_000)
    const near = await scan
    expect(near.map(({ address }) => address)).toEqual([twin, other])
    expect(new Set(near.map(({ device }) => device)).size).toBe(2)
    expect(near.some(({ device }) => device === 'polar-h10-a1b2')).toBe(true)
    expect(near[0]).toMatchObject({ types: ['heartRate'], ours: false, rssi: -40, adapter })
    expect(stage.radio.scanOf(adapter)).toBe('off')
    await stage.time.advance(61_000)
    expect(stage.bluetooth.near()).toEqual([])
  })

  it('is told as it is heard, not more often than once a second', async () => {
    const stage = openStage()
    stage.radio.addSensor(fakeSensor(other))
    const events: BluetoothEvent[] = []
    stage.bluetooth.subscribe((event) => events.push(event))
    void stage.bluetooth.scan(10)
    await stage.time.advance(10_000)
    expect(events.filter(({ type }) => type === 'near').length).toBeGreaterThanOrEqual(9)
    expect(events.filter(({ type }) => type === 'near').length).toBeLessThanOrEqual(11)
  })

  it('is not looked for without an adapter', async () => {
    const stage = openStage()
    stage.radio.unplug(adapter)
    await expect(stage.bluetooth.scan(5)).rejects.toMatchObject({ code: 'healthDataUnavailable' })
  })
})

describe('a blink', () => {
  const take = async (blink: AsyncIterable<Readonly<Record<string, number>>>, into: number[]): Promise<void> => {
    for await (const { heartRate = -1 } of blink) into.push(heartRate)
  }

  it('tells the heart rate of a strap that is not ours, stores nothing, and leaves no link', async () => {
    const stage = openStage()
    stage.radio.addSensor(fakeSensor(other))
    void stage.bluetooth.scan(2)
    await stage.time.advance(2_000)
    const seen: number[] = []
    const end = new AbortController()
    const blink = take(stage.bluetooth.blink(other, 10, end.signal), seen)
    await stage.time.advance(2_000)
    stage.radio.notify(other, '2A37', Uint8Array.of(0, 0, 0, 61))
    stage.radio.notify(other, '2A37', Uint8Array.of(0, 0, 0, 62))
    await stage.time.advance(100)
    expect(seen).toEqual([61, 62])
    await stage.time.advance(8_000)
    await blink
    expect(stage.radio.linksOf(other)).toEqual([])
    expect([stage.heard.values, stage.bluetooth.figures().watchers]).toEqual([[], 0])
    expect(stage.radio.violations).toEqual([])
  })

  it('shows what a strap of ours sends, and ends by its signal', async () => {
    const stage = openStage()
    stage.own()
    stage.play()
    await stage.until('streaming')
    const seen: number[] = []
    const end = new AbortController()
    const blink = take(stage.bluetooth.blink(strap, 60, end.signal), seen)
    await stage.time.advance(2_000)
    end.abort()
    await blink
    expect(seen).toHaveLength(2)
    expect(stage.state()).toBe('streaming')
  })

  it('is refused for what is not near', async () => {
    const stage = openStage()
    await expect(take(stage.bluetooth.blink(other, 5, new AbortController().signal), [])).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('the slug of a sensor', () => {
  it.each<[string | undefined, string, string[], string]>([
    ['Polar H10 1234ABCD', 'C0:FF:EE:00:A1:B2', [], 'polar-h10-1234abcd-a1b2'],
    [undefined, 'C0:FF:EE:00:A1:B2', [], 'sensor-a1b2'],
    ['Ä Ö %', 'C0:FF:EE:00:A1:B2', [], 'a-o-a1b2'],
    ['心拍', 'C0:FF:EE:00:A1:B2', [], 'sensor-a1b2'],
    ['H10', 'C0:FF:EE:00:A1:B2', ['h10-a1b2'], 'h10-00a1b2'],
    ['__proto__', 'C0:FF:EE:00:A1:B2', [], 'proto-a1b2'],
    ['x'.repeat(99), 'C0:FF:EE:00:A1:B2', [], `${'x'.repeat(59)}-a1b2`],
  ])('of %s is a slug of its own', (name, address, taken, slug) => {
    expect(slugOf(name, address, (each) => taken.includes(each))).toBe(slug)
    expect(slug).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/)
  })
})
