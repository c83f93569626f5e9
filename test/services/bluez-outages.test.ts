import { afterEach, describe, expect, it } from 'vitest'
import type { Radio } from '../../devices/ble/radio/radio.js'
import { openConnection } from '../../simulators/dbus/connection.js'
import { variant } from '../../simulators/dbus/variant.js'
import type { GattService } from '../../simulators/peripheral/peripheral.js'
import { busCounts } from '../devices/ble/bluez/bus-counts.js'
import { openRadioOn } from '../devices/ble/bluez/double-harness.js'
import { handleOf, openTrial, type RadioTrial } from '../devices/ble/bluez/radio-trial.js'
import { startDbus } from '../setup/dbus.js'
import { propertyRuns } from '../setup/property-runs.js'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function begin(options: Parameters<typeof openTrial>[0] = {}): Promise<RadioTrial> {
  const trial = await openTrial(options)
  closers.push(() => trial.close())
  return trial
}

async function openAlone(address: string): Promise<Radio> {
  const radio = await openRadioOn(address)
  closers.push(() => radio.close())
  return radio
}

const thirty: GattService = {
  uuid: '181A',
  characteristics: Array.from({ length: 30 }, (_, at) => ({
    uuid: (0x2a00 + 0x6e + at).toString(16).toUpperCase(),
    flags: ['read', 'notify'] as const,
    read: () => Uint8Array.of(at),
    subscribe: () => () => {},
  })),
}

describe('many reconnects', () => {
  it.each([
    { of: 'a strap', services: [], rounds: 1_000 },
    // By night a thousand.
    { of: 'a sensor with thirty more characteristics', services: [thirty], rounds: propertyRuns(100, 1_000).numRuns },
  ])('of $of leave rules, calls, listeners and connections as they were', { timeout: 1_800_000 }, async (given) => {
    const trial = await begin({
      ...{ bus: { max_match_rules_per_connection: 64 }, services: given.services, isHasty: true },
    })
    await trial.stream()
    const sizes = () => {
      const { matchRules, callsInFlight, listeners, busConnections, objects } = trial.radio.figures()
      return { matchRules, callsInFlight, listeners, busConnections, objects }
    }
    const [before, counts] = [sizes(), await busCounts(trial.bus.address)]
    for (let round = 1; round <= given.rounds; round += 1) {
      trial.drop()
      await trial.until('disconnected', round)
      const all = await trial.connect()
      await Promise.all(
        all.filter(({ flags }) => flags.includes('notify')).map((each) => trial.radio.startNotify(each.handle)),
      )
      await trial.notify('2A37', Uint8Array.of(0, round))
    }
    await trial.until('value', given.rounds + 1)
    expect(sizes()).toEqual(before)
    expect(before).toMatchObject({ matchRules: 2, callsInFlight: 0, listeners: 1, busConnections: 1 })
    expect(await busCounts(trial.bus.address)).toEqual(counts)
    expect(counts).toMatchObject({ connections: 2, mostRules: 2 })
  })
})

describe('bluetoothd', () => {
  it('is found again after a restart in the middle of a stream', async () => {
    const trial = await begin()
    await trial.stream()
    await trial.bluez.restart()
    await trial.until('unavailable')
    await trial.until('available')
    expect(trial.peripheral()).toBeUndefined()
    await trial.stream()
    expect([trial.told('disconnected'), trial.told('gone'), trial.told('value')]).toEqual([1, 1, 2])
    expect(trial.radio.figures()).toMatchObject({ busConnectionsMade: 1, matchRules: 2, bluetoothdSeen: 2 })
  })

  it('may come after the radio', async () => {
    const bus = await startDbus()
    closers.push(() => bus.close())
    const radio = await openAlone(bus.address)
    expect(radio.fault()).toMatchObject({ code: 'bluetoothUnavailable', message: 'bluetoothd is not running' })
    await expect(radio.setPowered('00:1A:7D:DA:71:13', true)).rejects.toMatchObject({ code: 'bluetoothUnavailable' })
    const owner = await openConnection(bus.address)
    closers.push(() => owner.close())
    await owner.requestName('org.bluez')
    // Whoever has the name but not the tree is not bluetoothd.
    await expect.poll(() => radio.fault()?.message).not.toBe('bluetoothd is not running')
  })

  it('is sought on a new connection when the bus refuses this one', async () => {
    const trial = await begin()
    await trial.hear()
    const error = { type: 'org.freedesktop.DBus.Error.LimitsExceeded', text: 'too many' }
    trial.bluez.fail('Connect', error, 1)
    await expect(trial.radio.connect(trial.id)).rejects.toMatchObject({ code: 'bluetoothUnavailable' })
    await trial.until('available')
    await trial.stream()
    expect(trial.radio.figures()).toMatchObject({ busConnections: 1, busConnectionsMade: 2, matchRules: 2 })
  })

  it('alone is listened to', async () => {
    const trial = await begin()
    const handle = await trial.stream()
    const stranger = await openConnection(trial.bus.address)
    closers.push(() => stranger.close())
    const emit = (path: string, signature: string, body: readonly unknown[]) =>
      stranger.emit({
        path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'PropertiesChanged',
        signature,
        body,
      })
    emit(handle, 'sa{sv}as', ['org.bluez.GattCharacteristic1', { Value: variant('ay', Buffer.of(0, 99)) }, []])
    await trial.notify('2A37', Uint8Array.of(0, 61))
    await trial.until('value', 2)
    expect(trial.values()).toEqual([
      [0, 60],
      [0, 61],
    ])
  })
})

describe('a policy', () => {
  it('that refuses bluetoothd is told as such, and asked again', async () => {
    const trial = await begin()
    const error = { type: 'org.freedesktop.DBus.Error.AccessDenied', text: 'Rejected send message' }
    trial.bluez.fail('GetManagedObjects', error, 1)
    await trial.bluez.restart()
    await expect.poll(() => trial.radio.fault()?.code).toBe('accessDenied')
    expect(trial.radio.fault()?.retryable).toBe(false)
    await trial.until('available')
    expect([trial.told('unavailable'), trial.radio.figures().matchRules]).toEqual([1, 2])
  })
})

describe('the bus', () => {
  it('may come after the radio', async () => {
    const bus = await startDbus()
    closers.push(() => bus.close())
    await bus.stop()
    const radio = await openAlone(bus.address)
    expect(radio.fault()).toMatchObject({ code: 'bluetoothUnavailable' })
    expect(radio.figures()).toMatchObject({ busConnections: 0, matchRules: 0 })
    await bus.start()
    await expect.poll(() => radio.figures().matchRules).toBe(2)
  })

  it('is found again with everything on it when it dies', async () => {
    const trial = await begin()
    await trial.stream()
    await trial.bus.stop()
    await trial.until('unavailable')
    expect([trial.told('disconnected'), trial.told('gone'), trial.told('adapterGone')]).toEqual([1, 1, 1])
    await expect(trial.radio.connect(trial.id)).rejects.toMatchObject({ code: 'bluetoothUnavailable' })
    await trial.bus.start()
    await trial.bluez.kill()
    await trial.bluez.start()
    await expect.poll(() => trial.radio.fault()).toBeUndefined()
    await trial.stream()
    expect(trial.radio.figures()).toMatchObject({ busConnections: 1, matchRules: 2 })
  })

  it('may refuse to greet, and is asked again', async () => {
    const bus = await startDbus({ max_connections_per_user: 1 })
    closers.push(() => bus.close())
    const first = await openConnection(bus.address)
    const radio = await openAlone(bus.address)
    expect(radio.fault()).toMatchObject({ code: 'bluetoothUnavailable' })
    await first.close()
    await expect.poll(() => radio.figures().matchRules).toBe(2)
  })

  it.each(['nonsense', 'unix:abstract=/nowhere', 'tcp:host=127.0.0.1,port=1'])(
    'may have the address %s',
    async (address) => {
      const radio = await openAlone(address)
      expect(radio.fault()).toMatchObject({ code: 'bluetoothUnavailable' })
    },
  )
})

describe('an adapter', () => {
  it('knows its own peripherals, and takes them alone with it', async () => {
    const other = '00:1A:7D:DA:71:14'
    const adapters = [
      { name: 'hci0', address: '00:1A:7D:DA:71:13' },
      { name: 'hci1', address: other },
    ]
    const trial = await begin({ adapters })
    await trial.hear()
    await trial.radio.startScan(other)
    const ids = () => trial.radio.peripherals().map(({ id }) => id)
    await expect.poll(ids).toEqual([trial.id, trial.id.replace(trial.adapter, other)])
    await trial.stream()
    trial.bluez.unplug('hci1')
    await trial.until('adapterGone')
    expect([ids(), trial.told('gone'), trial.told('disconnected')]).toEqual([[trial.id], 1, 0])
    await trial.notify('2A37', Uint8Array.of(0, 61))
    await trial.until('value', 2)
  })

  it('that rfkill blocks is said to be blocked', async () => {
    const trial = await begin()
    await trial.hear()
    trial.bluez.block('hci0', true)
    await expect.poll(() => trial.radio.adapters()[0]).toMatchObject({ powered: false, blocked: true })
    await expect(trial.radio.connect(trial.id)).rejects.toMatchObject({ code: 'adapterBlocked' })
    await expect(trial.radio.setPowered(trial.adapter, true)).rejects.toMatchObject({ code: 'adapterBlocked' })
    trial.bluez.block('hci0', false)
    await trial.radio.setPowered(trial.adapter, true)
    await expect.poll(() => trial.radio.adapters()[0]).toMatchObject({ powered: true, blocked: false })
  })

  it('that was pulled out in the middle of an attempt ends it', async () => {
    const trial = await begin({ limits: { connect: 5_000 } })
    await trial.hear()
    trial.device.hang(1)
    const attempt = expect(trial.radio.connect(trial.id)).rejects.toMatchObject({ name: 'RadioError' })
    await expect.poll(() => trial.bluez.figures().calls.Connect).toBe(1)
    trial.unplug()
    await attempt
    trial.plug()
    await expect.poll(() => trial.radio.adapters()[0]?.powered).toBe(true)
    await trial.stream()
  })
})

describe('pairing', () => {
  it('is agreed to by an agent of ours, for the device that was asked for', async () => {
    const trial = await begin()
    await trial.connect()
    await trial.radio.pair(trial.id)
    await trial.radio.pair(trial.id)
    await expect.poll(() => trial.peripheral()?.paired).toBe(true)
    await trial.radio.trust(trial.id)
    expect(trial.bluez.figures().calls.RegisterAgent).toBe(1)
  })

  it('is refused to anybody else', async () => {
    const trial = await begin()
    await trial.connect()
    await trial.radio.pair(trial.id)
    const stranger = await openConnection(trial.bus.address)
    closers.push(() => stranger.close())
    const destination = (await busCounts(trial.bus.address)).holder ?? 'none'
    const target = { destination, path: '/org/vitald/agent', interface: 'org.bluez.Agent1' }
    const call = { ...target, member: 'RequestAuthorization', signature: 'o', body: ['/org/bluez/hci0'] }
    await expect(stranger.call(call)).rejects.toMatchObject({ type: 'org.freedesktop.DBus.Error.UnknownMethod' })
  })

  it('that does not end is called off', async () => {
    const trial = await begin()
    await trial.connect()
    trial.bluez.swallow('Pair', 1)
    await expect(trial.radio.pair(trial.id)).rejects.toMatchObject({ code: 'timeout' })
    expect(trial.bluez.figures().calls.CancelPairing).toBe(1)
  })
})

describe('closing', () => {
  it('takes no longer than five seconds when nobody answers', async () => {
    const trial = await begin({ limits: { disconnect: 60_000 } })
    const all = await trial.connect()
    await trial.radio.startNotify(handleOf(all, '2A37'))
    trial.bluez.swallow('Disconnect', 1)
    const begun = Date.now()
    await trial.radio.close()
    expect(Date.now() - begun).toBeLessThan(5_000)
    await expect.poll(async () => (await busCounts(trial.bus.address)).connections).toBe(1)
  })
})
