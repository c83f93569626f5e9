import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { variant } from '../../../../../devices/ble/bluez/bus/bus-connection.js'
import { interfaces } from '../../../../../devices/ble/bluez/tree/object-tree.js'
import {
  adapterObject,
  adapterPath,
  characteristicPath,
  deviceObject,
  devicePath,
  gattObjects,
  id,
  now,
  plantTree,
  servicePath,
  type TreeTrial,
} from './trees.js'

const { adapter, device, characteristic } = interfaces
const flag = (value: boolean) => variant('b', value)

let trial: TreeTrial
beforeEach(() => {
  trial = plantTree()
})
const begin = (): void => {
  trial.tree.replace({ [devicePath]: deviceObject(), [adapterPath]: adapterObject(), ...gattObjects })
  trial.events.length = 0
}

describe('a list of everything', () => {
  it('is told as adapters and links that are there, not as advertisements', () => {
    const linked = deviceObject({ Connected: flag(true), ServicesResolved: flag(true), RSSI: variant('n', -50) })
    trial.tree.replace({ [devicePath]: linked, [adapterPath]: adapterObject(), ...gattObjects })
    expect(trial.kinds()).toEqual(['adapter', 'connected', 'resolved'])
    expect(trial.air.peripheral(id)).toMatchObject({ rssi: -50, services: ['180D'], addressType: 'random' })
    expect(trial.tree.characteristicsOf(devicePath)).toEqual([characteristicPath])
    expect(trial.tally.figures().objects).toBe(4)
  })

  it('takes away what it does not name, the deepest first', () => {
    begin()
    trial.change(devicePath, device, { Connected: flag(true) })
    trial.tree.clear()
    expect(trial.kinds()).toEqual(['connected', 'disconnected', 'gone', 'adapterGone'])
    expect(trial.tally.figures().objects).toBe(0)
    expect([trial.air.adapters(), trial.air.peripherals()]).toEqual([[], []])
  })

  it('goes with its adapter, whatever is told of the rest', () => {
    begin()
    trial.tree.removed(adapterPath, [adapter, 'org.bluez.GattManager1'])
    expect(trial.kinds()).toEqual(['gone', 'adapterGone'])
    expect(trial.tally.figures().objects).toBe(0)
  })
})

describe('a link', () => {
  it.each([
    ['Connected', 'ServicesResolved'],
    ['ServicesResolved', 'Connected'],
  ])('comes up once and down once when %s changes before %s', (first, second) => {
    begin()
    for (const isUp of [true, false]) {
      trial.change(devicePath, device, { [first]: flag(isUp) })
      trial.change(devicePath, device, { [second]: flag(isUp) })
    }
    expect(trial.kinds()).toEqual(['connected', 'resolved', 'disconnected'])
    expect(trial.air.peripheral(id)).toMatchObject({ connected: false, resolved: false })
  })

  it('is not told again by what changes nothing', () => {
    begin()
    trial.change(devicePath, device, { Connected: flag(true) })
    trial.change(devicePath, device, { Connected: flag(true) })
    trial.tree.added(devicePath, { 'org.bluez.Battery1': { Percentage: variant('y', 80) } })
    trial.tree.removed(devicePath, ['org.bluez.Battery1'])
    expect(trial.kinds()).toEqual(['connected'])
  })
})

describe('an advertisement', () => {
  it('carries what was told with it, and no more', () => {
    begin()
    const data = variant('a{qv}', { 107: variant('ay', Buffer.of(1, 2)), nonsense: variant('ay', Buffer.of(3)) })
    trial.change(devicePath, device, { ManufacturerData: data, RSSI: variant('n', -61) })
    trial.change(devicePath, device, { RSSI: variant('n', -62) })
    trial.change(devicePath, device, {}, ['RSSI'])
    const [first, second, ...others] = trial.events
    const heard = { peripheral: expect.objectContaining({ id, rssi: -61 }), at: now, serviceData: new Map() }
    expect(first).toEqual({
      type: 'advertisement',
      advertisement: { ...heard, manufacturerData: new Map([[107, Uint8Array.of(1, 2)]]) },
    })
    expect(second).toMatchObject({ advertisement: { manufacturerData: new Map(), peripheral: { rssi: -62 } } })
    expect(others).toEqual([])
    expect(trial.air.peripheral(id)?.rssi).toBeUndefined()
  })

  it('names services as the SIG numbers them', () => {
    begin()
    const key = '0000180d-0000-1000-8000-00805f9b34fb'
    trial.change(devicePath, device, { ServiceData: variant('a{sv}', { [key]: variant('ay', Buffer.of(7)) }) })
    expect(trial.events[0]).toMatchObject({ advertisement: { serviceData: new Map([['180D', Uint8Array.of(7)]]) } })
  })
})

describe('an identity', () => {
  it('that becomes known is another peripheral', () => {
    begin()
    trial.change(devicePath, device, { Address: variant('s', 'C0:FF:EE:00:00:02') })
    expect(trial.kinds()).toEqual(['gone'])
    expect(trial.air.peripherals().map(({ address }) => address)).toEqual(['C0:FF:EE:00:00:02'])
    expect(() => trial.air.peripheralPath(id)).toThrow('heard again')
  })
})

describe('an adapter', () => {
  it('is blocked when BlueZ says so, or an attempt has shown it', () => {
    begin()
    trial.change(adapterPath, adapter, { Powered: flag(false) })
    trial.air.foundBlocked(adapterPath)
    expect(() => trial.air.usableAdapterPath('00:1A:7D:DA:71:13')).toThrow('rfkill')
    trial.change(adapterPath, adapter, { Powered: flag(true) })
    expect(trial.air.adapters()).toEqual([expect.objectContaining({ powered: true, blocked: false, name: 'hci0' })])
    trial.change(adapterPath, adapter, { Powered: flag(false), PowerState: variant('s', 'off-blocked') })
    expect(trial.air.adapters()[0]?.blocked).toBe(true)
  })
})

describe('what is not as it ought to be', () => {
  it('is counted, and is as if it had not been told', () => {
    begin()
    const before = trial.air.peripheral(id)
    trial.change(devicePath, device, { Connected: variant('s', 'yes'), UUIDs: variant('as', [1]), RSSI: 5 })
    expect(trial.air.peripheral(id)).toEqual(before)
    expect(trial.tally.figures().propertiesRefused).toBeGreaterThanOrEqual(2)
  })

  it('never throws, whatever is told, and what is known stays well formed', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc
        .tuple(fc.constantFrom('s', 'b', 'n', 'as', 'ay', 'a{qv}'), fc.anything())
        .map(([type, of]) => variant(type, of)),
    )
    const names = [
      'Address',
      'Adapter',
      'Connected',
      'UUIDs',
      'RSSI',
      'ManufacturerData',
      'Value',
      'Flags',
      '__proto__',
    ]
    const properties = fc.dictionary(fc.constantFrom(...names), anything)
    const path = fc.constantFrom(adapterPath, devicePath, servicePath, characteristicPath, '', '/')
    const name = fc.constantFrom(adapter, device, characteristic, '__proto__')
    fc.assert(
      fc.property(fc.array(fc.tuple(path, name, properties, anything)), (steps) => {
        begin()
        for (const [at, of, told, other] of steps) {
          trial.tree.changed(at, [of, told, other])
          trial.tree.changed(at, [other, other])
          trial.tree.added(at, { [of]: told })
          trial.tree.added(at, other)
        }
        for (const each of trial.air.peripherals()) expect(each.address).toMatch(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/)
        trial.tree.removed(adapterPath, [adapter])
        trial.tree.replace(undefined)
        expect(trial.tally.figures().objects).toBe(0)
      }),
      { examples: [[[[adapterPath, adapter, {}, { toString: '' }]]]] },
    )
  })

  it('takes values of characteristics that it knows alone', () => {
    begin()
    trial.change(characteristicPath, characteristic, { Value: variant('ay', Buffer.of(0, 60)) })
    trial.change(servicePath, characteristic, { Value: variant('ay', Buffer.of(0, 61)) })
    trial.change(characteristicPath, characteristic, { Value: variant('s', 'x') })
    expect(trial.values).toEqual([[characteristicPath, Uint8Array.of(0, 60)]])
  })
})
