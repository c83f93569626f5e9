import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { broadcastHeartRate } from '../../../../devices/ble/advertising/broadcast.js'
import { createBroadcastRates } from '../../../../devices/ble/advertising/broadcast-rates.js'
import { advertisedMachine } from '../../../../devices/ble/advertising/fitness-machine.js'
import { decodePolar, encodePolar, polarCompany } from '../../../../devices/ble/advertising/polar.js'
import type { Peripheral } from '../../../../devices/ble/radio/radio.js'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const polar = (hex: string) => ({ manufacturerData: new Map([[polarCompany, octets(hex)]]) })
const rateOf = (hex: string) => broadcastHeartRate(polar(hex))?.heartRate

describe('a heart rate in an advertisement', () => {
  it.each([
    ['H6 and H7 as sold', '2a0048', 72],
    ['H7 with its update: the longer average is for display', '2a004648', 72],
    ['OH1, after a block of something else', '72067f443700000033003c', 60],
    ['Vantage M, after a longer block', '720872acf50200000000230048', 72],
  ])('is read of %s', (_sensor, hex, heartRate) => {
    expect(rateOf(hex)).toBe(heartRate)
  })

  it('comes with contact, battery and a counter', () => {
    expect(broadcastHeartRate(polar('0f0048'))).toMatchObject({ hasContact: true, isBatteryLow: true, counter: 3 })
    expect(broadcastHeartRate(polar('1c0048'))).toMatchObject({ hasContact: false, isBatteryLow: false, counter: 7 })
  })

  it.each(['', '2a', '2a00', '72', '7206', '72067f443700', '72067f44370000003300', '72ff00'])('is not in %j', (hex) => {
    expect(rateOf(hex)).toBeUndefined()
  })

  it('is not in the data of other makers', () => {
    expect(broadcastHeartRate({ manufacturerData: new Map([[0x004c, octets('2a0048')]]) })).toBeUndefined()
    expect(broadcastHeartRate({ manufacturerData: new Map() })).toBeUndefined()
  })

  it('is read without reading past any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (data) => {
        const found = decodePolar(data)
        if (found === undefined) return
        expect(data.includes(found.heartRate)).toBe(true)
        expect(found.counter).toBeLessThanOrEqual(7)
      }),
    )
  })

  it('comes out as it went in', () => {
    const broadcast = fc.record({
      heartRate: fc.nat(255),
      hasContact: fc.boolean(),
      isBatteryLow: fc.boolean(),
      counter: fc.nat(7),
    })
    fc.assert(
      fc.property(broadcast, (each) => {
        expect(decodePolar(encodePolar(each))).toEqual(each)
      }),
    )
  })
})

const strap = (counter: number, heartRate: number, { hasContact = true, number = 0 } = {}) => {
  const address = `C0:FF:EE:00:00:${number.toString(16).padStart(4, '0')}`
  const peripheral: Peripheral = {
    ...{ id: `hci0/${address}`, adapter: 'hci0', address, addressType: 'random' as const, services: [] },
    ...{ connected: false, resolved: false, paired: false },
  }
  const data = encodePolar({ heartRate, hasContact, isBatteryLow: false, counter })
  return { peripheral, manufacturerData: new Map([[polarCompany, data]]), serviceData: new Map() }
}

describe('the heart rates of all who broadcast', () => {
  it('are told while each sensor has new values, however often it repeats them', () => {
    const rateOf = createBroadcastRates()
    const heard = [0, 500, 1_000, 1_500].map((at) => rateOf({ ...strap(Math.floor(at / 1_000), 72), at }))
    expect(heard).toEqual([72, 72, 72, 72])
  })

  it('end when a value is only repeated', () => {
    const rateOf = createBroadcastRates()
    rateOf({ ...strap(0, 72), at: 0 })
    const heard = [1_000, 2_500, 2_501, 60_000].map((at) => rateOf({ ...strap(1, 72), at }))
    expect(heard).toEqual([72, 72, undefined, undefined])
    expect(rateOf({ ...strap(2, 72), at: 61_000 })).toBe(72)
  })

  it('are believed of a strap that never counts', () => {
    const rateOf = createBroadcastRates()
    expect([0, 5_000, 60_000].map((at) => rateOf({ ...strap(0, 72), at }))).toEqual([72, 72, 72])
  })

  it('are none without skin or pulse', () => {
    const rateOf = createBroadcastRates()
    expect(rateOf({ ...strap(0, 72, { hasContact: false }), at: 0 })).toBeUndefined()
    expect(rateOf({ ...strap(1, 0), at: 1_000 })).toBeUndefined()
  })

  it('are kept apart by sensor, of a bounded number', () => {
    const rateOf = createBroadcastRates()
    const all = Array.from({ length: 1_000 }, (_, number) => number)
    expect(all.map((number) => rateOf({ ...strap(number & 7, 60 + (number % 100), { number }), at: number }))).toEqual(
      all.map((number) => 60 + (number % 100)),
    )
  })
})

describe('the service data of a fitness machine', () => {
  const machine = (hex: string) => advertisedMachine({ serviceData: new Map([['1826', octets(hex)]]) })

  it('tells the kinds and whether it is available', () => {
    expect(machine('012000')).toEqual({ isAvailable: true, kinds: ['indoorBike'] })
    expect(machine('000500')).toEqual({ isAvailable: false, kinds: ['treadmill', 'stepClimber'] })
    expect(machine('01ffff')?.kinds).toHaveLength(6)
  })

  it('is nothing when it is cut off or absent', () => {
    expect(machine('0120')).toBeUndefined()
    expect(advertisedMachine({ serviceData: new Map() })).toBeUndefined()
  })
})
