import { type ErrorCode, HealthError } from '../../../src/health/error.js'
import { RadioError, type RadioErrorCode } from '../radio/radio-error.js'
import { remedyOf } from '../radio/remedy.js'

const codes: Readonly<Record<RadioErrorCode, ErrorCode>> = {
  bluetoothUnavailable: 'healthDataUnavailable',
  accessDenied: 'healthDataUnavailable',
  adapterGone: 'healthDataUnavailable',
  adapterOff: 'healthDataUnavailable',
  adapterBlocked: 'healthDataUnavailable',
  peripheralGone: 'notFound',
  connectFailed: 'noData',
  notConnected: 'noData',
  busy: 'conflict',
  heldElsewhere: 'conflict',
  authenticationFailed: 'authorizationDenied',
  notSupported: 'invalidArgument',
  timeout: 'noData',
  refusedBySensor: 'conflict',
  failed: 'noData',
}

/** What the engine is told of a radio's error, with what mends it. */
export const asHealthError = (error: unknown): unknown =>
  error instanceof RadioError
    ? new HealthError(codes[error.code], `${error.message}: ${remedyOf(error.code)}`, [], error)
    : error
