import type { Bluetooth } from '../../devices/ble/bluetooth.js'
import { HealthError } from '../health/error.js'

/** Bluetooth where there is none: nothing is near, and whatever is asked of it is refused with the reason. */
export function absentBluetooth(reason: string): Bluetooth {
  const refuse = (): Promise<never> => Promise.reject(new HealthError('healthDataUnavailable', reason))
  return {
    state: () => ({ ok: false, reason }),
    adapters: () => [],
    sensors: () => [],
    near: () => [],
    scan: refuse,
    add: () => undefined,
    change: () => undefined,
    remove: () => Promise.resolve(),
    blink: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    control: refuse,
    trainer: () => undefined,
    zeroOffset: refuse,
    subscribe: () => () => undefined,
    figures: () => ({}),
    close: () => Promise.resolve(),
  }
}
