import type { RadioErrorCode } from './radio-error.js'

const remedies: Readonly<Record<RadioErrorCode, string>> = {
  bluetoothUnavailable: 'start Bluetooth: `apt-get install bluez` and `systemctl enable --now bluetooth`',
  accessDenied:
    'let this user speak with Bluetooth: add it to the group `bluetooth` and sign in again (in a unit: `SupplementaryGroups=bluetooth`)',
  adapterGone: 'plug the adapter in again, into another port if that goes on',
  adapterOff: 'power the adapter on: `bluetoothctl power on`, or set `ble.autoPowerOn`',
  adapterBlocked: '`rfkill unblock bluetooth`, or the switch of the machine',
  peripheralGone: 'wear it or move it, so that it is heard again',
  connectFailed:
    'wear it, come nearer, and end its connection to a watch, phone or other program; a new battery if that goes on',
  notConnected: 'come nearer; it is connected again by itself',
  busy: 'wait; another program is using the adapter',
  heldElsewhere: 'end the other program that takes its values',
  authenticationFailed:
    'forget it here and on other machines, let it be paired (its manual says how), then pair it again',
  notSupported: 'it cannot do that; see whether its maker has newer firmware',
  timeout: 'come nearer; if that goes on, take its battery out for ten seconds',
  refusedBySensor: 'wake it and try again; a trainer may be held by its own app',
  failed: 'see the log of vitald; `vitald doctor` looks for a cause',
}

/** How a person mends what went wrong below. */
export const remedyOf = (code: RadioErrorCode): string => remedies[code]
