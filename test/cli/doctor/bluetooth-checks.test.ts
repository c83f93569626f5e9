import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkBluetooth } from '../../../src/cli/doctor/bluetooth-checks.js'
import { type BluetoothSight, busSocketOf, radioSwitches } from '../../../src/cli/doctor/bluetooth-sight.js'

const adapter = { address: '00:1A:7D:DA:71:13', name: 'hci0', powered: true, blocked: false, discovering: false }
const strap = { id: 'strap', status: 'online', state: 'streaming', rssi: -60, battery: 87 }
const well: BluetoothSight = { adapters: [adapter], switches: [] }

const found = (change: Partial<BluetoothSight>) =>
  checkBluetooth({ ...well, ...change }).map(({ verdict, check, detail }) => `${verdict} ${check}: ${detail}`)

const unavailable = { code: 'bluetoothUnavailable', detail: 'nobody owns the name' } as const

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(found({ sensors: [strap] })).toEqual([
      'ok D-Bus: the system bus answers',
      'ok BlueZ: bluetoothd answers',
      'ok adapter: hci0 (00:1A:7D:DA:71:13) is on',
      'ok strap: streaming, -60 dBm, battery 87 %',
    ])
  })

  it.each<[string, Partial<BluetoothSight>, RegExp]>([
    ['no system bus', { busFault: 'ENOENT', fault: unavailable, adapters: [] }, /D-Bus: .*ENOENT/],
    ['a policy against it', { fault: { code: 'accessDenied', detail: '' }, adapters: [] }, /D-Bus: its policy/],
    ['no bluetoothd', { fault: unavailable, adapters: [] }, /BlueZ: bluetoothd does not answer: nobody/],
    ['no adapter', { adapters: [] }, /adapter: there is no/],
    ['an adapter that is off', { adapters: [{ ...adapter, powered: false }] }, /adapter: hci0 .* is off/],
    ['a blocked adapter', { adapters: [{ ...adapter, blocked: true }] }, /adapter: hci0 .* is blocked/],
    ['rfkill', { switches: [{ name: 'hci0', soft: true, hard: false }] }, /rfkill: hci0 is blocked/],
    ['a key', { switches: [{ name: 'hci0', soft: false, hard: true }] }, /rfkill: hci0 is switched off by a key/],
  ])('warns of %s, and finds a failure where a sensor is known', (_, change, pattern) => {
    const complaints = (sensors: BluetoothSight['sensors']) =>
      found({ ...change, sensors }).filter((line) => pattern.test(line))
    expect(complaints(undefined)).toEqual([expect.stringMatching(/^warning/)])
    expect(complaints([strap])).toEqual([expect.stringMatching(/^failure/)])
  })

  it('tells every complaint with its mend', () => {
    const changes = [
      { busFault: 'x' },
      { fault: unavailable },
      { adapters: [] },
      { sensors: [{ ...strap, state: 'stale' }] },
    ]
    for (const change of changes)
      for (const { verdict, advice } of checkBluetooth({ ...well, ...change }))
        if (verdict !== 'ok') expect(advice).toMatch(/\w{3}/)
  })

  it('knows another program that looks around from our own scan', () => {
    const adapters = [{ ...adapter, discovering: true }]
    expect(found({ adapters, sensors: [strap] })).toContain(
      'warning discovery: another program is looking around with hci0',
    )
    expect(found({ adapters, sensors: [{ ...strap, state: 'searching' }] }).join()).not.toContain('discovery')
  })

  it.each([
    [{ state: 'searching' }, /not heard: asleep, away, or held/],
    [
      { state: 'waiting', attempts: 5, lastError: { code: 'connectFailed', detail: 'aborted', remedy: '' } },
      /heard, but every link to it ends at once/,
    ],
    [
      { state: 'failed', lastError: { code: 'authenticationFailed', detail: 'no bond', remedy: 'pair it again' } },
      /failed: no bond/,
    ],
    [{ battery: 5 }, /battery 5 %/],
  ])('says of a sensor that is %j what is wrong', (change, pattern) => {
    const [finding] = checkBluetooth({ ...well, sensors: [{ ...strap, ...change }] }).slice(-1)
    expect(finding).toMatchObject({ check: 'strap', verdict: 'warning', detail: expect.stringMatching(pattern) })
    expect(finding?.advice).toBeTruthy()
  })
})

describe('the socket of the system bus', () => {
  it.each([
    [undefined, '/var/run/dbus/system_bus_socket'],
    ['unix:path=/tmp/bus', '/tmp/bus'],
    ['tcp:host=x;unix:guid=1,path=/tmp/bus,x=y', '/tmp/bus'],
  ])('of %j is %s', (address, path) => {
    expect(busSocketOf(address)).toBe(path)
  })
})

describe('the switches of radios', () => {
  const root = mkdtempSync(join(tmpdir(), 'vitald-rfkill-'))
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('are those of Bluetooth', () => {
    const place = (name: string, files: Readonly<Record<string, string>>): void => {
      mkdirSync(join(root, name))
      for (const [file, text] of Object.entries(files)) writeFileSync(join(root, name, file), `${text}\n`)
    }
    place('rfkill0', { type: 'wlan', soft: '1', hard: '0', name: 'phy0' })
    place('rfkill1', { type: 'bluetooth', soft: '1', hard: '0', name: 'hci0' })
    expect(radioSwitches(root)).toEqual([{ name: 'hci0', soft: true, hard: false }])
    expect(radioSwitches(join(root, 'nothing'))).toEqual([])
  })
})
