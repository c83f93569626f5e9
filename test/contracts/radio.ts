import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Advertisement, Characteristic, GattUuid, Peripheral, RadioEvent } from '../../devices/ble/radio/radio.js'
import { RadioError } from '../../devices/ble/radio/radio-error.js'
import type { RadioHarness } from './radio-harness.js'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** What every `Radio` does; each implementation's test calls this once. */
export function radioContract(name: string, open: () => Promise<RadioHarness>): void {
  describe(`${name} keeps the radio contract`, () => {
    let harness: RadioHarness
    let events: RadioEvent[]
    beforeEach(async () => {
      harness = await open()
      events = []
      harness.radio.subscribe((event) => events.push(event))
    })
    afterEach(() => harness.close())

    const told = (type: RadioEvent['type']): number => events.filter((event) => event.type === type).length
    const until = (type: RadioEvent['type'], times = 1) => expect.poll(() => told(type)).toBe(times)
    const values = (): number[][] => events.flatMap((event) => (event.type === 'value' ? [[...event.value]] : []))
    const heard = (): Advertisement | undefined =>
      events.flatMap((event) => (event.type === 'advertisement' ? [event.advertisement] : [])).at(-1)
    const strap = (): Peripheral | undefined =>
      harness.radio.peripherals().find(({ address }) => address === harness.strap)
    const id = (): string => `${harness.adapter}/${harness.strap}`

    const hear = async (): Promise<void> => {
      await harness.radio.startScan(harness.adapter)
      await expect.poll(() => heard()?.peripheral.address).toBe(harness.strap)
      await harness.radio.stopScan(harness.adapter)
    }
    const connect = async (): Promise<readonly Characteristic[]> => {
      await hear()
      await harness.radio.connect(id())
      await until('resolved')
      return harness.radio.characteristics(id())
    }
    const handleOf = (all: readonly Characteristic[], uuid: GattUuid, nth = 0): string =>
      all.filter((each) => each.uuid === uuid)[nth]?.handle ?? 'none'

    describe('in the air', () => {
      it('knows its adapter by address', () => {
        expect(harness.radio.fault()).toBeUndefined()
        expect(harness.radio.adapters()).toEqual([
          expect.objectContaining({ address: harness.adapter, powered: true, blocked: false, discovering: false }),
        ])
      })

      it('hears what advertises while it scans', async () => {
        await hear()
        expect(heard()?.peripheral).toMatchObject({ id: id(), adapter: harness.adapter, connected: false })
        expect(heard()?.peripheral.services).toContain('180D')
        expect(heard()?.peripheral.rssi).toBeLessThan(0)
        expect(strap()?.id).toBe(id())
      })

      it('scans again with other options', async () => {
        await harness.radio.startScan(harness.adapter)
        await harness.radio.startScan(harness.adapter, { everyAdvertisement: true })
        await expect.poll(() => harness.radio.adapters()[0]?.discovering).toBe(true)
        await harness.radio.stopScan(harness.adapter)
        await harness.radio.stopScan(harness.adapter)
        await expect.poll(() => harness.radio.adapters()[0]?.discovering).toBe(false)
      })

      it('neither scans with an adapter nor connects to a peripheral that it does not know', async () => {
        await expect(harness.radio.startScan('00:00:00:00:00:99')).rejects.toMatchObject({ code: 'adapterGone' })
        await expect(harness.radio.connect(`${harness.adapter}/00:00:00:00:00:99`)).rejects.toMatchObject({
          code: 'peripheralGone',
        })
        await expect(harness.radio.read('none')).rejects.toMatchObject({ code: 'peripheralGone' })
      })

      it('does not hear what is silent', async () => {
        await harness.advertise(false)
        await harness.radio.startScan(harness.adapter)
        await harness.radio.stopScan(harness.adapter)
        expect(told('advertisement')).toBe(0)
      })
    })

    describe('on a link', () => {
      it('connects, tells so once, and knows the services', async () => {
        await connect()
        expect([told('connected'), told('resolved'), told('disconnected')]).toEqual([1, 1, 0])
        expect(strap()).toMatchObject({ connected: true, resolved: true })
        await harness.radio.connect(id())
        expect(told('connected')).toBe(1)
      })

      it('lists characteristics in order, two of one UUID apart', async () => {
        const all = await connect()
        expect(all.map(({ service, uuid }) => `${service}/${uuid}`)).toEqual([
          ...['180D/2A37', '180D/2A38', '180D/2A39'],
          ...['180F/2A19', '180F/2A19'],
        ])
        expect(new Set(all.map(({ handle }) => handle)).size).toBe(5)
        expect(all[0]?.flags).toEqual(['notify'])
        expect(await harness.radio.read(handleOf(all, '2A19'))).toEqual(bytes(0x5a))
        expect(await harness.radio.read(handleOf(all, '2A19', 1))).toEqual(bytes(0x32))
      })

      it('writes, and is refused what the characteristic cannot do', async () => {
        const all = await connect()
        await harness.radio.write(handleOf(all, '2A39'), bytes(1))
        expect(harness.written()).toEqual([bytes(1)])
        await expect(harness.radio.read(handleOf(all, '2A37'))).rejects.toMatchObject({ code: 'notSupported' })
      })

      it('tells a value once, however often it was asked to', async () => {
        const handle = handleOf(await connect(), '2A37')
        await harness.radio.startNotify(handle)
        await harness.radio.startNotify(handle)
        await harness.notify('2A37', bytes(0, 60))
        await harness.notify('2A37', bytes(0, 60))
        await harness.notify('2A37', bytes(0, 61))
        await until('value', 3)
        expect(values()).toEqual([
          [0, 60],
          [0, 60],
          [0, 61],
        ])
        expect(events.find((event) => event.type === 'value')).toMatchObject({ peripheral: id(), handle })
      })

      it('tells values of what it asked for alone', async () => {
        const all = await connect()
        await harness.radio.startNotify(handleOf(all, '2A19', 1))
        await harness.notify('2A37', bytes(0, 60))
        await harness.notify('2A19', bytes(40), 1)
        await until('value')
        await harness.radio.stopNotify(handleOf(all, '2A19', 1))
        await harness.notify('2A19', bytes(39), 1)
        await harness.radio.startNotify(handleOf(all, '2A37'))
        await harness.notify('2A37', bytes(0, 61))
        await until('value', 2)
        expect(values()).toEqual([[40], [0, 61]])
      })

      it('does not tell the answer of a read as a value', async () => {
        const handle = handleOf(await connect(), '2A19')
        await harness.radio.startNotify(handle)
        expect(await harness.radio.read(handle)).toEqual(bytes(0x5a))
        await harness.notify('2A19', bytes(0x5a))
        await until('value')
        expect(await harness.radio.read(handle)).toEqual(bytes(0x5a))
        await harness.notify('2A19', bytes(0x59))
        await until('value', 2)
        expect(values()).toEqual([[0x5a], [0x59]])
      })
    })

    describe('when a link ends', () => {
      it('tells so once, and its handles are of no use', async () => {
        const handle = handleOf(await connect(), '2A37')
        await harness.radio.startNotify(handle)
        await harness.drop()
        await until('disconnected')
        expect(strap()).toMatchObject({ connected: false, resolved: false })
        await expect(harness.radio.startNotify(handle)).rejects.toThrow(RadioError)
        await expect(harness.radio.characteristics(id())).rejects.toMatchObject({ code: 'notConnected' })
      })

      it('connects again, and tells values once', async () => {
        await harness.radio.startNotify(handleOf(await connect(), '2A37'))
        await harness.drop()
        await until('disconnected')
        await harness.radio.connect(id())
        await until('resolved', 2)
        const all = await harness.radio.characteristics(id())
        await harness.radio.startNotify(handleOf(all, '2A37'))
        await harness.notify('2A37', bytes(0, 62))
        await until('value')
        expect(values()).toEqual([[0, 62]])
      })

      it('resolves a disconnect with and without a link', async () => {
        await connect()
        await harness.radio.disconnect(id())
        await until('disconnected')
        await harness.radio.disconnect(id())
        expect(told('disconnected')).toBe(1)
      })

      it('says why a link was not made, and makes the next', async () => {
        await hear()
        await harness.refuse(1)
        await expect(harness.radio.connect(id())).rejects.toMatchObject({ code: 'connectFailed' })
        await harness.radio.connect(id())
        await until('connected')
      })

      it('forgets a peripheral when asked', async () => {
        await connect()
        await harness.radio.trust(id())
        await harness.radio.remove(id())
        await until('gone')
        expect(strap()).toBeUndefined()
        await expect(harness.radio.connect(id())).rejects.toMatchObject({ code: 'peripheralGone' })
      })
    })

    describe('when what is below goes', () => {
      const kinds = (): string[] =>
        events.map(({ type }) => type).filter((type) => /disconnected|gone|adapterGone|unavailable/i.test(type))

      it('says that an adapter is off', async () => {
        await hear()
        await harness.radio.setPowered(harness.adapter, false)
        await expect.poll(() => harness.radio.adapters()[0]?.powered).toBe(false)
        await expect(harness.radio.connect(id())).rejects.toMatchObject({ code: 'adapterOff' })
        await expect(harness.radio.startScan(harness.adapter)).rejects.toMatchObject({ code: 'adapterOff' })
        await harness.radio.setPowered(harness.adapter, true)
        await expect.poll(() => harness.radio.adapters()[0]?.powered).toBe(true)
      })

      it('loses everything with its adapter, and finds it with the next', async () => {
        await connect()
        await harness.unplug()
        await until('adapterGone')
        expect(kinds()).toEqual(['disconnected', 'gone', 'adapterGone'])
        expect([harness.radio.adapters(), harness.radio.peripherals()]).toEqual([[], []])
        await harness.plug()
        await expect.poll(() => harness.radio.adapters()[0]?.powered).toBe(true)
        events = []
        await connect()
      })

      it('loses everything with Bluetooth, and begins anew when it is back', async () => {
        await connect()
        await harness.goAway()
        await until('unavailable')
        expect(kinds()).toEqual(['disconnected', 'gone', 'adapterGone', 'unavailable'])
        expect(harness.radio.fault()).toMatchObject({ code: 'bluetoothUnavailable' })
        await expect(harness.radio.connect(id())).rejects.toMatchObject({ code: 'bluetoothUnavailable' })
        await harness.comeBack()
        await until('available')
        expect(harness.radio.fault()).toBeUndefined()
        await expect.poll(() => harness.radio.adapters()[0]?.powered).toBe(true)
        events = []
        await connect()
      })

      it('ends its links when it closes, and does nothing afterwards', async () => {
        await connect()
        await harness.radio.close()
        await harness.radio.close()
        expect(told('disconnected')).toBe(1)
        await expect(harness.radio.connect(id())).rejects.toThrow(RadioError)
      })

      it('goes on when a listener throws, and tells nobody who has left', async () => {
        const late: RadioEvent[] = []
        harness.radio.subscribe(() => {
          throw new Error('a fault of a listener')
        })
        const leave = harness.radio.subscribe((event) => late.push(event))
        leave()
        await hear()
        expect(told('advertisement')).toBeGreaterThan(0)
        expect(late).toEqual([])
      })
    })
  })
}
