import { pino } from 'pino'
import { openBluezRadio, type RadioLimits } from '../../../../devices/ble/bluez/open-bluez-radio.js'
import type { Radio } from '../../../../devices/ble/radio/radio.js'
import type { AirDevice } from '../../../../simulators/bluez/air-device.js'
import { type AdapterOptions, type BluezDouble, openBluezDouble } from '../../../../simulators/bluez/bluez-double.js'
import { createNotifier } from '../../../../simulators/peripheral/notifier.js'
import type { GattService, Peripheral } from '../../../../simulators/peripheral/peripheral.js'
import { systemTimers } from '../../../../simulators/timers.js'
import type { RadioHarness } from '../../../contracts/radio-harness.js'
import { type PrivateBus, startDbus } from '../../../setup/dbus.js'

/** The radio's harness on a bus of its own, with the parts that a test of faults turns. */
export interface DoubleHarness extends RadioHarness {
  readonly bus: PrivateBus
  readonly bluez: BluezDouble
  readonly device: AirDevice
}

export interface DoubleOptions {
  /** Of the bus: `max_match_rules_per_connection` and the like. */
  readonly bus?: Readonly<Record<string, number>>
  readonly limits?: Partial<RadioLimits>
  /** Services of the strap beside its own. */
  readonly services?: readonly GattService[]
  readonly adapters?: readonly AdapterOptions[]
  /** Whether a link is made as fast as messages go, for a test that makes a thousand. */
  readonly isHasty?: boolean
}

export const strapAddress = 'C0:FF:EE:00:00:01'
export const adapterAddress = '00:1A:7D:DA:71:13'

/** Opens the radio on this bus, whatever is on it. */
export function openRadioOn(address: string, limits: Partial<RadioLimits> = {}): Promise<Radio> {
  process.env.DBUS_SYSTEM_BUS_ADDRESS = address
  return openBluezRadio({ log: pino({ level: 'silent' }), clock: Date.now, limits })
}

/** A bus, the double with one strap, and the radio. */
export async function openDoubleHarness(options: DoubleOptions = {}): Promise<DoubleHarness> {
  const bus = await startDbus(options.bus)
  const bluez = await openBluezDouble({
    ...{ busAddress: bus.address, timers: systemTimers(Date.now), adapters: options.adapters },
    ...(options.isHasty && { delays: { connectMs: 1, resolveMs: 1 } }),
  })
  const { peripheral, notify, written } = contractStrap(options.services)
  const device = bluez.air.place(peripheral, { address: strapAddress, advertisingMs: options.isHasty ? 5 : 50 })
  const radio = await openRadioOn(bus.address, options.limits)
  return {
    ...{ radio, bus, bluez, device, adapter: adapterAddress, strap: strapAddress, notify },
    written: () => written,
    drop: () => device.drop(),
    refuse: (attempts) => device.refuse(attempts),
    advertise: (on) => device.advertise(on),
    unplug: () => bluez.unplug('hci0'),
    plug: () => bluez.plug('hci0'),
    goAway: () => bluez.kill(),
    comeBack: () => bluez.start(),
    close: async () => {
      await radio.close()
      await bluez.close()
      await bus.close()
    },
  }
}

/** The strap that the contract describes. */
function contractStrap(others: readonly GattService[] = []) {
  const notifiers = { '2A37': [createNotifier()], '2A19': [createNotifier(), createNotifier()] } as const
  const written: Uint8Array[] = []
  const battery = (nth: 0 | 1, level: number): GattService => ({
    uuid: '180F',
    characteristics: [
      {
        uuid: '2A19',
        flags: ['read', 'notify'],
        read: () => Uint8Array.of(level),
        subscribe: notifiers['2A19'][nth].subscribe,
      },
    ],
  })
  const heart: GattService = {
    uuid: '180D',
    characteristics: [
      { uuid: '2A37', flags: ['notify'], subscribe: notifiers['2A37'][0].subscribe },
      { uuid: '2A38', flags: ['read'], read: () => Uint8Array.of(1) },
      { uuid: '2A39', flags: ['write'], write: (value) => void written.push(Uint8Array.from(value)) },
    ],
  }
  const peripheral: Peripheral = {
    name: 'Strap',
    broadcast: () => ({ name: 'Strap', services: ['180D'] }),
    services: [heart, battery(0, 0x5a), battery(1, 0x32), ...others],
    run: () => () => {},
  }
  const notify = (uuid: string, value: Uint8Array, nth = 0): void =>
    Object.entries(notifiers)
      .find(([key]) => key === uuid)?.[1]
      [nth]?.notify(value)
  return { peripheral, notify, written }
}
