import { RadioError, type RadioErrorCode } from '../../radio/radio-error.js'

/** A `RadioError` from an answer over the bus; `dbusName` tells apart what the codes join. */
export class BusRefusal extends RadioError {
  readonly dbusName: string

  constructor(dbusName: string, text: string) {
    const { code, att } = judge(dbusName, text)
    super(code, withoutNames(text === '' ? dbusName : text), att)
    this.dbusName = dbusName
  }
}

/** Whether an error is the bus's answer of this name: the last part is enough. */
export const isRefusal = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof BusRefusal && names.some((name) => error.dbusName.endsWith(`.${name}`))

type Verdict = { readonly code: RadioErrorCode; readonly att?: number }

// Names that mean one thing, whatever the text says.
const byName: ReadonlyMap<string, RadioErrorCode> = new Map([
  ['org.freedesktop.DBus.Error.ServiceUnknown', 'bluetoothUnavailable'],
  ['org.freedesktop.DBus.Error.NameHasNoOwner', 'bluetoothUnavailable'],
  ['org.freedesktop.DBus.Error.Disconnected', 'bluetoothUnavailable'],
  ['org.freedesktop.DBus.Error.NoServer', 'bluetoothUnavailable'],
  ['org.freedesktop.DBus.Error.LimitsExceeded', 'bluetoothUnavailable'],
  ['org.freedesktop.DBus.Error.AccessDenied', 'accessDenied'],
  ['org.freedesktop.DBus.Error.AuthFailed', 'accessDenied'],
  ['org.freedesktop.DBus.Error.UnknownObject', 'peripheralGone'],
  ['org.freedesktop.DBus.Error.UnknownInterface', 'peripheralGone'],
  ['org.freedesktop.DBus.Error.UnknownMethod', 'peripheralGone'],
  ['org.freedesktop.DBus.Error.Timeout', 'timeout'],
  ['org.freedesktop.DBus.Error.TimedOut', 'timeout'],
  ['org.bluez.Error.DoesNotExist', 'peripheralGone'],
  ['org.bluez.Error.NotReady', 'adapterOff'],
  ['org.bluez.Error.InProgress', 'busy'],
  ['org.bluez.Error.NotConnected', 'notConnected'],
  ['org.bluez.Error.NotSupported', 'notSupported'],
  ['org.bluez.Error.NotAuthorized', 'authenticationFailed'],
  ['org.bluez.Error.AuthenticationFailed', 'authenticationFailed'],
  ['org.bluez.Error.AuthenticationCanceled', 'authenticationFailed'],
  ['org.bluez.Error.AuthenticationRejected', 'authenticationFailed'],
  ['org.bluez.Error.AuthenticationTimeout', 'authenticationFailed'],
  ['org.bluez.Error.ConnectionAttemptFailed', 'connectFailed'],
  ['org.bluez.Error.Blocked', 'adapterBlocked'],
])

// Systemd's and the bus's own reasons why bluetoothd was not started when it was called.
const activation = /^org\.freedesktop\.(DBus\.Error\.Spawn|systemd1)\./

// `Failed`, `NotPermitted` and the like mean what their text says; it differs between versions, so parts of it do.
const byText: readonly (readonly [RegExp, RadioErrorCode])[] = [
  [/activate service/i, 'bluetoothUnavailable'],
  [/stream is closed|closed stream|disconnected from message bus/i, 'bluetoothUnavailable'],
  [/not found in proxy object/i, 'peripheralGone'],
  [/rfkill/i, 'adapterBlocked'],
  [/not[ -](ready|powered)/i, 'adapterOff'],
  [/(notify|write) acquired/i, 'heldElsewhere'],
  [/not paired|encrypt|key-missing|authenticat/i, 'authenticationFailed'],
  [/already in progress|connection-busy|concurrent/i, 'busy'],
  [/not connected/i, 'notConnected'],
  [/connect|abort|host is down|timed out|refused|cancel|page.?timeout/i, 'connectFailed'],
  [/not permitted|not supported/i, 'notSupported'],
]

// ATT errors that ask for a bond: authentication, authorisation, key size, encryption (Core 5.4, vol. 3, part F, 3.4.1.1).
const wantsBond: ReadonlySet<number> = new Set([0x05, 0x08, 0x0c, 0x0f])

/** What an answer over the bus means: its name first, then parts of its text. */
function judge(name: string, text: string): Verdict {
  const att = attCodeOf(name, text)
  if (att !== undefined) return { code: wantsBond.has(att) ? 'authenticationFailed' : 'refusedBySensor', att }
  const named = byName.get(name)
  // The bus says the same of a wait that ended as of a start that failed.
  if (named === 'timeout' && /activate service/i.test(text)) return { code: 'bluetoothUnavailable' }
  if (named !== undefined) return { code: named }
  if (activation.test(name)) return { code: 'bluetoothUnavailable' }
  const told = byText.find(([words]) => words.test(text))?.[1]
  if (told !== undefined) return { code: told }
  if (name === 'org.freedesktop.DBus.Error.NoReply') return { code: 'timeout' }
  return { code: name === 'org.bluez.Error.NotPermitted' ? 'notSupported' : 'failed' }
}

function attCodeOf(name: string, text: string): number | undefined {
  if (name === 'org.bluez.Error.InvalidOffset') return 0x07
  if (name === 'org.bluez.Error.InvalidValueLength') return 0x0d
  const told = /ATT error: 0x([0-9a-f]{1,2})\b/i.exec(text)?.[1]
  return told === undefined ? undefined : Number.parseInt(told, 16)
}

const longestDetail = 200

/** The platform's words without the addresses and object paths that name a peripheral. */
const withoutNames = (text: string): string =>
  text
    .slice(0, 2 * longestDetail)
    .replace(/(\/[A-Za-z0-9_]+){2,}/g, 'object')
    .replace(/\b[0-9a-f]{2}([:_-][0-9a-f]{2}){5}\b/gi, 'peripheral')
    .slice(0, longestDetail)

/** The `RadioError` for whatever was thrown. */
export const radioErrorOf = (error: unknown): RadioError =>
  error instanceof RadioError ? error : new RadioError('failed', withoutNames(String(error)))
