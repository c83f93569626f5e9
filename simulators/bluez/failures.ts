import { DbusFailure } from '../dbus/dbus-failure.js'
import { AttError } from '../peripheral/peripheral.js'

const failure =
  (name: string, usual: string) =>
  (text: string = usual): DbusFailure =>
    new DbusFailure(`org.bluez.Error.${name}`, text)

/** The errors of BlueZ with its texts (src/error.c, src/gatt-client.c of 5.66). */
export const failures = {
  alreadyExists: failure('AlreadyExists', 'Already Exists'),
  authenticationCanceled: failure('AuthenticationCanceled', 'Authentication Canceled'),
  authenticationFailed: failure('AuthenticationFailed', 'Authentication Failed'),
  authenticationRejected: failure('AuthenticationRejected', 'Authentication Rejected'),
  blocked: failure('Blocked', 'Blocked through rfkill'),
  doesNotExist: failure('DoesNotExist', 'Does Not Exist'),
  failed: failure('Failed', 'Operation failed'),
  inProgress: failure('InProgress', 'Operation already in progress'),
  invalidArguments: failure('InvalidArguments', 'Invalid arguments in method call'),
  notConnected: failure('NotConnected', 'Not Connected'),
  notPermitted: failure('NotPermitted', 'Not permitted'),
  notReady: failure('NotReady', 'Resource Not Ready'),
  notSupported: failure('NotSupported', 'Operation is not supported'),
} as const

/** What a failed attempt at a link is called since 5.62, whatever the reason. */
export const abortedByLocal = (): DbusFailure => failures.failed('le-connection-abort-by-local')
/** What Disconnect makes of a Connect that is under way. */
export const connectionCanceled = (): DbusFailure => failures.failed('br-connection-canceled')

/** An error of a peripheral as BlueZ tells it. */
export const attFailure = (error: unknown): DbusFailure => {
  if (error instanceof DbusFailure) return error
  if (!(error instanceof AttError)) return failures.failed()
  return known(error.code) ?? failures.failed(`Operation failed with ATT error: 0x${hex(error.code)}`)
}

const known = (code: number): DbusFailure | undefined => {
  if (code === 0x02) return failures.notPermitted('Read not permitted')
  if (code === 0x03) return failures.notPermitted('Write not permitted')
  if (code === 0x05 || code === 0x0c || code === 0x0f) return failures.notPermitted('Not paired')
  if (code === 0x06) return failures.notSupported()
  if (code === 0x07) return failures.invalidArguments('Invalid offset')
  if (code === 0x0d) return failures.invalidArguments('Invalid Length')
  return undefined
}

const hex = (code: number): string => code.toString(16).padStart(2, '0')
