import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BluezDouble, openBluezDouble } from '../../../simulators/bluez/bluez-double.js'
import { systemTimers } from '../../../simulators/timers.js'
import { runAlone } from '../../cli/run-command.js'
import { type PrivateBus, startDbus } from '../../setup/dbus.js'

let bus: PrivateBus
let bluez: BluezDouble

beforeEach(async () => {
  bus = await startDbus()
  bluez = await openBluezDouble({ busAddress: bus.address, timers: systemTimers(Date.now) })
})

afterEach(async () => {
  await bluez.close()
  await bus.close()
})

const simulate = (words: readonly string[]) => {
  let stop = (): void => {}
  const stopRequested = new Promise<void>((resolve) => {
    stop = resolve
  })
  const environment = { DBUS_SYSTEM_BUS_ADDRESS: bus.address }
  const ended = runAlone(['simulate', ...words], Date.now, { environment, stopRequested })
  return { ended, stop: () => stop() }
}

const broadcasts = () => bluez.air.devices().map(({ peripheral }) => peripheral.broadcast())

describe('vitald simulate on an adapter', () => {
  it('serves a strap until it is asked to stop', async () => {
    const { ended, stop } = simulate(['strap', '--name', 'Mine', '--heart-rate', '99', '--json'])
    await expect.poll(broadcasts).toMatchObject([{ name: 'Mine', services: ['180D', '180F'] }])
    stop()
    const { status, out } = await ended
    expect(status).toBe(0)
    expect(JSON.parse(out)).toEqual({
      kind: 'strap',
      name: 'Mine',
      adapter: 'hci0',
      address: '00:1A:7D:DA:71:13',
      services: ['180D', '180F', '180A'],
    })
    expect(bluez.air.devices()).toEqual([])
  })

  it('serves a trainer, and says where', async () => {
    const { ended, stop } = simulate(['trainer', '--power', '180'])
    await expect.poll(broadcasts).toMatchObject([{ services: ['1818', '1826', '1816'] }])
    stop()
    expect((await ended).out).toBe('Simulated trainer is in the air on hci0 (00:1A:7D:DA:71:13); Ctrl-C ends it\n')
  })

  it('ends with the daemon, and says so', async () => {
    const { ended } = simulate(['strap'])
    await expect.poll(broadcasts).toHaveLength(1)
    await bluez.kill()
    expect(await ended).toMatchObject({ status: 1, error: expect.stringContaining('bluetoothd ended') })
  })

  it('says that an adapter cannot advertise', async () => {
    bluez.power('hci0', false)
    const { ended } = simulate(['strap'])
    expect(await ended).toMatchObject({ status: 1, error: expect.stringContaining('Adapter hci0 is off') })
  })
})
