/** What went wrong below, by what can be done about it. */
export type RadioErrorCode =
  /** No system bus, or bluetoothd is not running. */
  | 'bluetoothUnavailable'
  /** The bus does not let this user speak with bluetoothd. */
  | 'accessDenied'
  | 'adapterGone'
  | 'adapterOff'
  /** Switched off by rfkill. */
  | 'adapterBlocked'
  /** The peripheral, or its characteristic, is not known any more: it has to be heard again. */
  | 'peripheralGone'
  /** The link could not be made, or ended before it was of use: out of range, asleep, taken by another central. */
  | 'connectFailed'
  | 'notConnected'
  /** Another operation of ours or of another program is under way. */
  | 'busy'
  /** Another program holds the notifications. */
  | 'heldElsewhere'
  /** It wants to be paired, or its bond is no longer good. */
  | 'authenticationFailed'
  | 'notSupported'
  /** Nobody answered in time. */
  | 'timeout'
  /** The sensor answered with an ATT error of its profile. */
  | 'refusedBySensor'
  | 'failed'

// Trying the same again later cannot mend these.
const permanent: ReadonlySet<RadioErrorCode> = new Set(['accessDenied', 'notSupported'])

/** What a `Radio` rejects with. `detail` is the words of the platform, without addresses or values. */
export class RadioError extends Error {
  override readonly name = 'RadioError'
  readonly code: RadioErrorCode
  /** The code of an ATT error, when the sensor gave one. */
  readonly att: number | undefined

  constructor(code: RadioErrorCode, detail: string, att?: number) {
    super(detail)
    this.code = code
    this.att = att
  }

  /** Whether trying again later can help. */
  get retryable(): boolean {
    return !permanent.has(this.code)
  }
}
