import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AirDevice } from '../../../simulators/bluez/air-device.js'
import { type BluezDouble, openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { type DbusConnection, openConnection } from '../../../simulators/dbus/connection.js'
import type { Peripheral } from '../../../simulators/peripheral/peripheral.js'
import { fasterTimers, systemTimers } from '../../../simulators/timers.js'
import { type PrivateBus, startDbus } from '../../setup/dbus.js'
import { plainStrap } from '../../simulators/bluez/plain-strap.js'
import { type Central, createCentral } from './central.js'

const path = '/org/bluez/hci0/dev_C0_FF_EE_00_00_01'
const measurement = `${path}/service000a/char000b`
const failed = 'org.bluez.Error.Failed'

let bus: PrivateBus
let bluez: BluezDouble
let program: DbusConnection
let central: Central

beforeEach(async () => {
  bus = await startDbus()
  bluez = await openBluezDouble({ busAddress: bus.address, timers: fasterTimers(systemTimers(Date.now), 50) })
  program = await openConnection(bus.address)
  central = await createCentral(program)
})

afterEach(async () => {
  await bluez.close()
  await program.close()
  await bus.close()
})

const near = async (peripheral: Peripheral = plainStrap()): Promise<AirDevice> => {
  const device = bluez.air.place(peripheral, { address: 'C0:FF:EE:00:00:01' })
  await central.adapter('StartDiscovery')
  await expect.poll(() => central.has(path)).toBe(true)
  return device
}

const resolved = () => central.property(path, 'ServicesResolved')

describe('a link that goes wrong', () => {
  it('never resolves, resolves late, or says so before its services are there', async () => {
    const strap = await near()
    strap.resolve('never')
    await central.device(path, 'Connect')
    await expect(central.characteristic(measurement, 'StartNotify')).rejects.toThrow()
    expect(resolved()).toBe(false)
    await central.device(path, 'Disconnect')
    strap.resolve(5000)
    await central.device(path, 'Connect')
    expect(resolved()).toBe(false)
    await expect.poll(resolved).toBe(true)
    await central.device(path, 'Disconnect')
    bluez.forget('C0:FF:EE:00:00:01')
    await expect.poll(() => central.has(path)).toBe(true)
    strap.resolve('beforeObjects')
    await central.device(path, 'Connect')
    await expect.poll(() => central.has(measurement)).toBe(true)
  })

  it('hangs in Connect until Disconnect cancels it', async () => {
    const strap = await near()
    strap.hang(1)
    const connecting = central.device(path, 'Connect')
    await expect(central.device(path, 'Connect')).rejects.toMatchObject({ type: 'org.bluez.Error.InProgress' })
    await central.device(path, 'Disconnect')
    await expect(connecting).rejects.toMatchObject({ type: failed, message: 'br-connection-canceled' })
  })

  it('gives up on a device that has gone, and forgets it', async () => {
    const strap = await near()
    strap.lose()
    await expect(central.device(path, 'Connect')).rejects.toMatchObject({ message: 'le-connection-abort-by-local' })
    await expect.poll(() => central.has(path)).toBe(false)
  })

  it('drops in the middle of a request', async () => {
    const strap = await near()
    await central.device(path, 'Connect')
    await expect.poll(resolved).toBe(true)
    strap.slow(10_000)
    const reading = central.read(`${path}/service000a/char000e`)
    setTimeout(() => strap.drop('timeout'), 20)
    await expect(reading).rejects.toMatchObject({ message: 'Operation failed with ATT error: 0x0e' })
    await expect(central.read(`${path}/service000a/char000e`)).rejects.toMatchObject({ message: 'Not connected' })
  })

  it('bursts, and tells each value', async () => {
    const strap = await near()
    await central.device(path, 'Connect')
    await expect.poll(resolved).toBe(true)
    await central.characteristic(measurement, 'StartNotify')
    const burst = Array.from({ length: 200 }, (_, index) => Uint8Array.of(0xff, index))
    strap.notify('2A37', burst)
    const told = () => central.values(measurement).filter(([flags]) => flags === 0xff)
    await expect.poll(() => told().length).toBe(200)
    expect(told().map(([, index]) => index)).toEqual(burst.map(([, index]) => index))
  })
})

describe('calls that go wrong', () => {
  it('are late, refused, or never answered', async () => {
    await near()
    bluez.fail('Connect', { type: failed, text: 'Host is down' }, 1)
    await expect(central.device(path, 'Connect')).rejects.toMatchObject({ type: failed, message: 'Host is down' })
    bluez.swallow('Connect', 1)
    const answer = central.device(path, 'Connect').then(
      () => 'answered',
      () => 'refused',
    )
    await expect(Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 100, 'silent'))])).resolves.toBe(
      'silent',
    )
    bluez.delay(5000, 'Connect')
    const begun = Date.now()
    await central.device(path, 'Connect')
    expect(Date.now() - begun).toBeGreaterThan(90)
    expect(bluez.figures().calls.Connect).toBe(3)
  })

  it('end when the bus goes', async () => {
    await near()
    bluez.swallow('Connect', 1)
    const connecting = central.device(path, 'Connect')
    await Promise.all([expect(connecting).rejects.toThrow(), bus.stop()])
  })
})

describe('pairing', () => {
  const agentManager = (member: string, signature: string, body: readonly unknown[]) =>
    program.call({
      destination: 'org.bluez',
      path: '/org/bluez',
      interface: 'org.bluez.AgentManager1',
      member,
      signature,
      body,
    })

  it('needs an agent, lasts, and ends with RemoveDevice', async () => {
    await near()
    await expect(central.device(path, 'Pair')).rejects.toMatchObject({ type: 'org.bluez.Error.AuthenticationFailed' })
    await agentManager('RegisterAgent', 'os', ['/test/agent', 'NoInputNoOutput'])
    await central.device(path, 'Pair')
    await expect.poll(() => central.property(path, 'Paired')).toBe(true)
    await expect(central.device(path, 'Pair')).rejects.toMatchObject({ type: 'org.bluez.Error.AlreadyExists' })
    await bluez.restart()
    await expect.poll(() => central.property(path, 'Paired')).toBe(true)
    bluez.forget('C0:FF:EE:00:00:01')
    await expect.poll(() => central.has(path)).toBe(false)
  })

  it('asks an agent that can be asked', async () => {
    await near()
    const asked: string[] = []
    program.handle(({ member }) => {
      asked.push(member)
      return Promise.resolve({ signature: '', body: [] })
    })
    await agentManager('RegisterAgent', 'os', ['/test/agent', 'DisplayYesNo'])
    await central.device(path, 'Pair')
    expect(asked).toEqual(['RequestConfirmation'])
  })
})

describe('services', () => {
  it('may come twice with one UUID, at paths of their own', async () => {
    const strap = plainStrap()
    await near({ ...strap, services: [...strap.services, ...strap.services.slice(1)] })
    await central.device(path, 'Connect')
    await expect.poll(() => central.has(`${path}/service0016/char0017`)).toBe(true)
    expect(central.has(`${path}/service0012/char0013`)).toBe(true)
  })
})
