import type { Peripheral } from '../peripheral/peripheral.js'
import type { Random } from '../seed.js'
import { every, type Timers } from '../timers.js'
import { AirDevice } from './air-device.js'

/** Where a peripheral is, and how it advertises. */
export interface Placement {
  /** Upper case with colons. */
  readonly address: string
  readonly addressType?: 'public' | 'random' | undefined
  /** dBm, as it is heard on average; −58 when left out. */
  readonly rssi?: number | undefined
  /** ms between two advertisements; 300 when left out. */
  readonly advertisingMs?: number | undefined
  /** The adapter that it is served by, which never hears itself. */
  readonly servedBy?: string | undefined
}

/** What one listener hears of an advertisement. */
export type AirListener = (device: AirDevice) => void

/** The air that adapters and peripherals share. It knows nothing of daemons, and outlives them. */
export interface Air {
  readonly timers: Timers
  /** Switches a peripheral on in the air. */
  place(peripheral: Peripheral, placement: Placement): AirDevice
  remove(device: AirDevice): void
  devices(): readonly AirDevice[]
  /** Tells every advertisement, from devices that advertise now and are in range. */
  listen(listener: AirListener): () => void
}

export const createAir = (timers: Timers, random: Random): Air => {
  const devices = new Map<AirDevice, () => void>()
  const listeners = new Set<AirListener>()
  const advertise = (device: AirDevice): void => {
    if (device.isHeard()) for (const listener of [...listeners]) listener(device)
  }
  return {
    timers,
    place(peripheral, placement) {
      const device = new AirDevice(peripheral, placement, { timers, random })
      const stopAdvertising = every(timers, placement.advertisingMs ?? 300, () => advertise(device))
      const stopLife = peripheral.run(timers)
      devices.set(device, () => {
        stopAdvertising()
        stopLife()
      })
      return device
    },
    remove(device) {
      devices.get(device)?.()
      devices.delete(device)
      device.drop('timeout')
    },
    devices: () => [...devices.keys()],
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
