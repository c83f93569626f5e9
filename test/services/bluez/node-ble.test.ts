import { createBluetooth } from 'node-ble'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type BluezDouble, openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { longUuid } from '../../../simulators/peripheral/peripheral.js'
import { fasterTimers, systemTimers } from '../../../simulators/timers.js'
import { type PrivateBus, startDbus } from '../../setup/dbus.js'
import { plainStrap } from '../../simulators/bluez/plain-strap.js'

const address = 'C0:FF:EE:00:00:01'
const before = process.env.DBUS_SYSTEM_BUS_ADDRESS

let bus: PrivateBus
let bluez: BluezDouble

beforeEach(async () => {
  bus = await startDbus()
  // The library asks whether services are known and listens afterwards: what comes between is lost to it for ever.
  const delays = { resolveMs: 20_000 }
  bluez = await openBluezDouble({ busAddress: bus.address, timers: fasterTimers(systemTimers(Date.now), 10), delays })
  bluez.air.place(plainStrap(), { address })
  process.env.DBUS_SYSTEM_BUS_ADDRESS = bus.address
})

afterEach(async () => {
  if (before === undefined) delete process.env.DBUS_SYSTEM_BUS_ADDRESS
  else process.env.DBUS_SYSTEM_BUS_ADDRESS = before
  await bluez.close()
  await bus.close()
})

it('is a BlueZ to a library that knows nothing of doubles', async () => {
  const { bluetooth, destroy } = createBluetooth()
  const adapter = await bluetooth.defaultAdapter()
  expect(await bluetooth.adapters()).toEqual(['hci0'])
  await adapter.startDiscovery()
  const device = await adapter.waitDevice(address, 5000, 20)
  await device.connect()
  const gatt = await device.gatt()
  expect(await gatt.services()).toEqual(['180D', '180F'].map(longUuid))
  const service = await gatt.getPrimaryService(longUuid('180D'))
  const heart = await service.getCharacteristic(longUuid('2A37'))
  const values: Buffer[] = []
  heart.on('valuechanged', (value) => values.push(value))
  await heart.startNotifications()
  await expect.poll(() => values.length).toBeGreaterThan(2)
  const location = await service.getCharacteristic(longUuid('2A38'))
  expect(await location.readValue()).toEqual(Buffer.from([1]))
  await device.disconnect()
  destroy()
})
