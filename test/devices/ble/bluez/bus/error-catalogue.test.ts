import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BusRefusal, isRefusal, radioErrorOf } from '../../../../../devices/ble/bluez/bus/error-catalogue.js'
import { RadioError } from '../../../../../devices/ble/radio/radio-error.js'

const [dbus, bluez] = ['org.freedesktop.DBus.Error', 'org.bluez.Error']

describe('an answer over the bus', () => {
  it.each([
    [`${dbus}.ServiceUnknown`, 'The name org.bluez was not provided by any .service files', 'bluetoothUnavailable'],
    [`${dbus}.NameHasNoOwner`, '', 'bluetoothUnavailable'],
    [`${dbus}.NoReply`, 'Message recipient disconnected from message bus without replying', 'bluetoothUnavailable'],
    [`${dbus}.NoReply`, 'Did not receive a reply.', 'timeout'],
    [`${dbus}.TimedOut`, "Failed to activate service 'org.bluez': timed out", 'bluetoothUnavailable'],
    [`${dbus}.Spawn.ChildExited`, 'Launch helper exited', 'bluetoothUnavailable'],
    ['org.freedesktop.systemd1.NoSuchUnit', 'Unit dbus-org.bluez.service not found.', 'bluetoothUnavailable'],
    [`${dbus}.LimitsExceeded`, '', 'bluetoothUnavailable'],
    [`${dbus}.AccessDenied`, 'Rejected send message, 2 matched rules', 'accessDenied'],
    [`${dbus}.UnknownObject`, 'Method "Connect" with signature "" does not exist', 'peripheralGone'],
    [`${dbus}.UnknownMethod`, '', 'peripheralGone'],
    [`${bluez}.NotReady`, 'Resource Not Ready', 'adapterOff'],
    [`${bluez}.Failed`, 'Resource Not Ready', 'adapterOff'],
    [`${bluez}.Failed`, 'br-connection-adapter-not-powered', 'adapterOff'],
    [`${bluez}.Blocked`, 'Blocked through rfkill', 'adapterBlocked'],
    [`${bluez}.Failed`, 'Blocked through rfkill', 'adapterBlocked'],
    [`${bluez}.InProgress`, 'Operation already in progress', 'busy'],
    [`${bluez}.Failed`, 'Operation already in progress', 'busy'],
    [`${bluez}.Failed`, 'br-connection-busy', 'busy'],
    [`${bluez}.Failed`, 'le-connection-abort-by-local', 'connectFailed'],
    [`${bluez}.Failed`, 'le-connection-abort-by-remote', 'connectFailed'],
    [`${bluez}.Failed`, 'Software caused connection abort', 'connectFailed'],
    [`${bluez}.Failed`, 'Host is down', 'connectFailed'],
    [`${bluez}.Failed`, 'Connection timed out', 'connectFailed'],
    [`${bluez}.ConnectionAttemptFailed`, 'Page Timeout', 'connectFailed'],
    [`${bluez}.Failed`, 'Not connected', 'notConnected'],
    [`${bluez}.NotConnected`, 'Not Connected', 'notConnected'],
    [`${bluez}.NotAuthorized`, 'Operation Not Authorized', 'authenticationFailed'],
    [`${bluez}.AuthenticationFailed`, 'Authentication Failed', 'authenticationFailed'],
    [`${bluez}.NotPermitted`, 'Not paired', 'authenticationFailed'],
    [`${bluez}.NotPermitted`, 'Notify acquired', 'heldElsewhere'],
    [`${bluez}.NotPermitted`, 'Read not permitted', 'notSupported'],
    [`${bluez}.NotSupported`, 'Operation is not supported', 'notSupported'],
    [`${bluez}.DoesNotExist`, 'Does Not Exist', 'peripheralGone'],
    [`${bluez}.Failed`, 'Operation failed', 'failed'],
    ['com.example.Else', 'whatever', 'failed'],
  ])('of %s "%s" means %s', (name, text, code) => {
    expect(new BusRefusal(name, text)).toMatchObject({ code, att: undefined })
  })

  it.each([
    [`${bluez}.Failed`, 'Operation failed with ATT error: 0x05', 'authenticationFailed', 0x05],
    [
      `${bluez}.Failed`,
      'Operation failed with ATT error: 0x0f (Insufficient Encryption)',
      'authenticationFailed',
      0x0f,
    ],
    [`${bluez}.Failed`, 'Operation failed with ATT error: 0x0e', 'refusedBySensor', 0x0e],
    [`${bluez}.Failed`, 'Operation failed with ATT error: 0x80', 'refusedBySensor', 0x80],
    [`${bluez}.InvalidValueLength`, '', 'refusedBySensor', 0x0d],
    [`${bluez}.InvalidOffset`, '', 'refusedBySensor', 0x07],
  ])('of %s "%s" means %s with the ATT code', (name, text, code, att) => {
    expect(new BusRefusal(name, text)).toMatchObject({ code, att })
  })

  it('is told without addresses, also as they stand in paths', () => {
    const text = 'No such object /org/bluez/hci0/dev_C0_FF_EE_00_00_01/service0001 of C0:FF:EE:00:00:01'
    expect(new BusRefusal(`${bluez}.Failed`, text).message).toBe('No such object object of peripheral')
  })

  it('is known by the last part of its name', () => {
    const refusal = new BusRefusal(`${bluez}.AlreadyExists`, '')
    expect([isRefusal(refusal, 'AlreadyExists'), isRefusal(refusal, 'Exists'), isRefusal(new Error())]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('whatever is thrown', () => {
  it('is a RadioError of bounded length without an address', () => {
    const anyName = fc.oneof(fc.string(), fc.constantFrom(`${bluez}.Failed`, `${dbus}.NoReply`, '__proto__'))
    fc.assert(
      fc.property(anyName, fc.string({ maxLength: 1_000 }), (name, text) => {
        const error = new BusRefusal(name, `${text} C0:FF:EE:00:00:01`)
        expect(error.message.length).toBeLessThanOrEqual(200)
        expect(error.message).not.toContain('C0:FF:EE:00:00:01')
      }),
    )
    expect(radioErrorOf(new TypeError('of ours'))).toMatchObject({ code: 'failed', name: 'RadioError' })
    const own = new RadioError('busy', '')
    expect(radioErrorOf(own)).toBe(own)
  })
})
