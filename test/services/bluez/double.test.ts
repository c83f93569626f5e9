import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AirDevice } from '../../../simulators/bluez/air-device.js'
import { type BluezDouble, openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { type DbusConnection, openConnection } from '../../../simulators/dbus/connection.js'
import { fasterTimers, systemTimers, type Timers } from '../../../simulators/timers.js'
import { type PrivateBus, startDbus } from '../../setup/dbus.js'
import { plainStrap } from '../../simulators/bluez/plain-strap.js'
import { type Central, createCentral } from './central.js'

const [strapAddress, strapPath] = ['C0:FF:EE:00:00:01', '/org/bluez/hci0/dev_C0_FF_EE_00_00_01']
const measurement = `${strapPath}/service000a/char000b`

let bus: PrivateBus
let bluez: BluezDouble
let program: DbusConnection
let central: Central
let strap: AirDevice
let timers: Timers

beforeEach(async () => {
  bus = await startDbus()
  // Fifty times as fast: what takes BlueZ half a minute takes a test half a second.
  timers = fasterTimers(systemTimers(Date.now), 50)
  bluez = await openBluezDouble({ busAddress: bus.address, timers })
  strap = bluez.air.place(plainStrap(), { address: strapAddress })
  program = await openConnection(bus.address)
  central = await createCentral(program)
})

afterEach(async () => {
  await bluez.close()
  await program.close()
  await bus.close()
})

const discovered = async (): Promise<void> => {
  await central.adapter('StartDiscovery')
  await expect.poll(() => central.has(strapPath)).toBe(true)
}

const streaming = async (): Promise<void> => {
  await discovered()
  await central.device(strapPath, 'Connect')
  await expect.poll(() => central.property(strapPath, 'ServicesResolved')).toBe(true)
  await central.characteristic(measurement, 'StartNotify')
  await expect.poll(() => central.values(measurement).length).toBeGreaterThan(1)
}

describe('discovery', () => {
  it('shows a device while a program discovers, with its signal', async () => {
    expect(central.has(strapPath)).toBe(false)
    await discovered()
    expect(central.property(strapPath, 'RSSI')).toBeTypeOf('number')
    expect(central.property(strapPath, 'Name')).toBe('Plain strap')
    await central.adapter('StopDiscovery')
    await expect.poll(() => central.property(strapPath, 'RSSI')).toBeUndefined()
  })

  it('forgets a device that nobody wants, unless it is trusted', async () => {
    await discovered()
    await central.adapter('StopDiscovery')
    await expect.poll(() => central.has(strapPath)).toBe(false)
    await discovered()
    await central.set(strapPath, 'Trusted', true)
    await central.adapter('StopDiscovery')
    await bluez.restart()
    await expect.poll(() => central.has(strapPath)).toBe(true)
  })

  it('refuses a second session of a program, and ends it with the program', async () => {
    await central.adapter('StartDiscovery')
    await expect(central.adapter('StartDiscovery')).rejects.toMatchObject({ type: 'org.bluez.Error.InProgress' })
    const other = await openConnection(bus.address)
    const otherCentral = await createCentral(other)
    await otherCentral.adapter('StartDiscovery')
    expect(bluez.figures().discoverySessions).toBe(2)
    await other.close()
    await expect.poll(() => bluez.figures().discoverySessions).toBe(1)
  })
})

describe('a link', () => {
  it('notifies once for each value', async () => {
    await streaming()
    const values = central.values(measurement).map((value) => value[1] ?? 0)
    expect(values).toEqual(values.map((_, index) => (values[0] ?? 0) + index))
    expect(central.property(strapPath, 'Percentage', 'org.bluez.Battery1')).toBe(87)
  })

  it('tells what it reads as a change too, and the errors of a write by their ATT code', async () => {
    await streaming()
    const location = `${strapPath}/service000a/char000e`
    expect(await central.read(location)).toEqual(Buffer.from([1]))
    expect(central.values(location)).toEqual([Buffer.from([1])])
    await expect(central.write(`${strapPath}/service000a/char0010`, [2])).rejects.toMatchObject({
      type: 'org.bluez.Error.Failed',
      message: 'Operation failed with ATT error: 0x80',
    })
  })

  it('drops, and goes on with the sessions that it had', async () => {
    await streaming()
    strap.drop()
    await expect.poll(() => central.property(strapPath, 'Connected')).toBe(false)
    expect(central.has(measurement)).toBe(true)
    const before = central.values(measurement).length
    await central.device(strapPath, 'Connect')
    await expect.poll(() => central.values(measurement).length).toBeGreaterThan(before + 1)
    expect(bluez.figures().notifySessions).toBe(1)
  })

  it('keeps a link that is muted', async () => {
    await streaming()
    strap.mute(true)
    const before = central.values(measurement).length
    await new Promise<void>((resolve) => void timers.after(5_000, resolve))
    expect(central.values(measurement).length).toBe(before)
    expect(central.property(strapPath, 'Connected')).toBe(true)
  })

  it('is refused as BlueZ words it', async () => {
    await discovered()
    strap.refuse(1)
    await expect(central.device(strapPath, 'Connect')).rejects.toMatchObject({
      type: 'org.bluez.Error.Failed',
      message: 'le-connection-abort-by-local',
    })
    await central.device(strapPath, 'Connect')
    expect(bluez.figures().links).toBe(1)
  })
})

describe('the daemon and its adapter', () => {
  it('loses everything when it is killed, and serves again when it is back', async () => {
    await streaming()
    await bluez.kill()
    await expect(central.device(strapPath, 'Connect')).rejects.toMatchObject({
      type: 'org.freedesktop.DBus.Error.ServiceUnknown',
    })
    await bluez.start()
    central.forget()
    await streaming()
  })

  it('ends discovery and links with the power, and cannot be powered while it is blocked', async () => {
    await streaming()
    bluez.block('hci0', true)
    await expect.poll(() => central.property(strapPath, 'Connected')).toBe(false)
    expect(bluez.figures().discoverySessions).toBe(0)
    await expect(central.set('/org/bluez/hci0', 'Powered', true)).rejects.toMatchObject({
      type: 'org.bluez.Error.Blocked',
    })
    await expect(central.adapter('StartDiscovery')).rejects.toMatchObject({ type: 'org.bluez.Error.NotReady' })
  })

  it('takes its objects along when it is pulled out', async () => {
    await streaming()
    bluez.unplug('hci0')
    await expect.poll(() => central.has(strapPath)).toBe(false)
    expect(central.has('/org/bluez/hci0')).toBe(false)
    bluez.plug('hci0')
    await streaming()
  })
})
