import type { MessageBus } from 'dbus-next'
import { type Bluetooth, createBluetooth } from 'node-ble'

/** A connection to the system bus. */
export interface BusSession {
  readonly bus: MessageBus
  destroy(): void
}

// Its declarations leave the bus out.
const busOf = (bluetooth: Bluetooth & { readonly dbus?: MessageBus }): MessageBus | undefined => bluetooth.dbus

/**
 * Opens a connection to the bus of `DBUS_SYSTEM_BUS_ADDRESS`, else to the system's own. Only the session is node-ble's:
 * its objects leave a match rule behind for each characteristic, and wait for ever.
 *
 * A listener for `error` has to be added before the next tick: without one, a bus that cannot be reached ends the
 * process. Throws when the address makes no sense.
 */
export function openBusSession(): BusSession {
  const { bluetooth, destroy } = createBluetooth()
  const bus = busOf(bluetooth)
  if (bus === undefined) throw new Error('node-ble shows no message bus')
  return { bus, destroy }
}
