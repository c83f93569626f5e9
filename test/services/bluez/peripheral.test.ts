import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heartRateMeasurement } from '../../../devices/ble/profiles/fitness/heart-rate.js'
import { fitnessMachineControlPoint } from '../../../devices/ble/profiles/machine/control-point.js'
import { type BluezDouble, openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { type DbusConnection, openConnection } from '../../../simulators/dbus/connection.js'
import { createBroadcastingStrap } from '../../../simulators/peripheral/broadcasting-strap.js'
import { longUuid, type Peripheral } from '../../../simulators/peripheral/peripheral.js'
import { type ServedPeripheral, servePeripheral } from '../../../simulators/peripheral/server/serve-peripheral.js'
import { createStrap } from '../../../simulators/peripheral/strap.js'
import { createTrainer } from '../../../simulators/peripheral/trainer.js'
import { fasterTimers, systemTimers, type Timers } from '../../../simulators/timers.js'
import { type PrivateBus, startDbus } from '../../setup/dbus.js'
import { type Central, createCentral } from './central.js'

const serving = '00:1A:7D:DA:71:14'
const device = '/org/bluez/hci0/dev_00_1A_7D_DA_71_14'

let bus: PrivateBus
let bluez: BluezDouble
let program: DbusConnection
let central: Central
let timers: Timers
let closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  bus = await startDbus()
  timers = fasterTimers(systemTimers(Date.now), 20)
  bluez = await openBluezDouble({
    busAddress: bus.address,
    timers,
    adapters: [
      { name: 'hci0', address: '00:1A:7D:DA:71:13' },
      { name: 'hci1', address: serving },
    ],
  })
  program = await openConnection(bus.address)
  central = await createCentral(program)
})

afterEach(async () => {
  for (const close of closing) await close()
  closing = []
  await bluez.close()
  await program.close()
  await bus.close()
})

const serve = async (peripheral: Peripheral): Promise<ServedPeripheral> => {
  const served = await servePeripheral(peripheral, { busAddress: bus.address, timers, adapter: 'hci1' })
  closing.push(served.close)
  return served
}

const connected = async (): Promise<void> => {
  await central.adapter('StartDiscovery')
  await expect.poll(() => central.has(device)).toBe(true)
  await central.device(device, 'Connect')
  await expect.poll(() => central.property(device, 'ServicesResolved')).toBe(true)
}

describe('a peripheral on an adapter', () => {
  it('is found by the other adapter, connected, and heard once a second', async () => {
    const served = await serve(createStrap({ seed: 1, heartRate: 72, name: 'Mine' }))
    await connected()
    expect(central.property(device, 'Name')).toBe('Mine')
    const heart = central.find(device, longUuid('2A37'))
    await central.characteristic(heart, 'StartNotify')
    await expect.poll(() => central.values(heart).length).toBeGreaterThan(2)
    const [first] = central.values(heart)
    expect(heartRateMeasurement.decode(first ?? new Uint8Array()).fields?.heartRateBpm).toBe(72)
    expect(served.listenedTo()).toEqual(['2A37'])
    await central.characteristic(heart, 'StopNotify')
    await expect.poll(() => served.listenedTo()).toEqual([])
  })

  it('answers reads, and refuses writes by their ATT code', async () => {
    await serve(createStrap({ seed: 1 }))
    await connected()
    expect(await central.read(central.find(device, longUuid('2A38')))).toEqual(Buffer.from([1]))
    await expect(central.write(central.find(device, longUuid('2A39')), [7])).rejects.toMatchObject({
      message: 'Operation failed with ATT error: 0x80',
    })
  })

  it('obeys its control point', async () => {
    const trainer = createTrainer({ seed: 1 })
    await serve(trainer)
    await connected()
    const control = central.find(device, longUuid('2AD9'))
    await central.characteristic(control, 'StartNotify')
    await central.write(control, [...fitnessMachineControlPoint.encode({ action: 'requestControl' })])
    await central.write(control, [
      ...fitnessMachineControlPoint.encode({ action: 'setTargetPower', targetPowerW: 250 }),
    ])
    expect(trainer.resistance()).toEqual({ mode: 'erg', power: 250 })
    await expect
      .poll(() => central.values(control).map((value) => fitnessMachineControlPoint.decode(value).fields?.result))
      .toEqual(['success', 'success'])
  })

  it('tells a new heart rate in its advertisement', async () => {
    await serve(createBroadcastingStrap({ seed: 1, heartRate: 70 }))
    await central.filter({ DuplicateData: true })
    await central.adapter('StartDiscovery')
    await expect.poll(() => central.manufacturerData(device)?.[107]?.at(-1)).toBe(70)
  })

  it('is gone when it is closed, and leaves nothing behind', async () => {
    const served = await servePeripheral(createStrap({ seed: 1 }), { busAddress: bus.address, timers, adapter: 'hci1' })
    await connected()
    await served.close()
    await expect.poll(() => central.property(device, 'Connected')).toBe(false)
    expect(bluez.air.devices()).toEqual([])
    await serve(createStrap({ seed: 1 }))
  })
})

describe('what is in the way is told with its mend', () => {
  const refused = (adapter?: string) =>
    expect(servePeripheral(createStrap({ seed: 1 }), { busAddress: bus.address, timers, adapter })).rejects

  it('an adapter that is not there', async () => {
    await refused('hci7').toThrow('There is no adapter hci7; there is hci0 (00:1A:7D:DA:71:13), hci1')
    bluez.unplug('hci0')
    bluez.unplug('hci1')
    await refused().toThrow('There is no Bluetooth adapter')
  })

  it('an adapter that is off or blocked', async () => {
    bluez.power('hci1', false)
    await refused('hci1').toThrow('bluetoothctl power on')
    bluez.block('hci1', true)
    await refused('00:1a:7d:da:71:14').toThrow('rfkill unblock bluetooth')
  })

  it('no daemon, and no bus', async () => {
    await bluez.kill()
    await refused().toThrow('systemctl start bluetooth')
    await bus.stop()
    await refused().toThrow('There is no system message bus')
    await bus.start()
  })

  it('an adapter with no advertisement left', async () => {
    bluez.fail(
      'RegisterAdvertisement',
      { type: 'org.bluez.Error.NotPermitted', text: 'Maximum advertisements reached' },
      1,
    )
    await refused('hci1').toThrow('another program')
  })
})
