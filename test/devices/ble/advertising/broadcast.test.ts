import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { broadcastHeartRate } from '../../../../devices/ble/advertising/broadcast.js'
import { createBroadcastReader } from '../../../../devices/ble/advertising/broadcast-reader.js'
import { advertisedMachine } from '../../../../devices/ble/advertising/fitness-machine.js'
import { decodePolar, encodePolar, polarCompany } from '../../../../devices/ble/advertising/polar.js'

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

describe('a broadcast reader', () => {
  const heard = (counter: number, heartRate: number, hasContact = true) => ({
    manufacturerData: new Map([[polarCompany, encodePolar({ heartRate, hasContact, isBatteryLow: false, counter })]]),
  })
  const take = (reader: ReturnType<typeof createBroadcastReader>, at: number, each: ReturnType<typeof heard>) =>
    reader.take({ ...each, at })

  it('makes a reading of each new value, however often it is repeated', () => {
    const reader = createBroadcastReader({})
    const readings = [0, 500, 1_000, 1_500].flatMap(
      (at) => take(reader, at, heard(Math.floor(at / 1_000), 72)).readings,
    )
    expect(readings).toEqual(
      [0, 1_000].map((start) => expect.objectContaining({ type: 'heartRate', value: 72, start, end: start })),
    )
  })

  it('is silent while nothing is new', () => {
    const reader = createBroadcastReader({})
    const readings = Array.from({ length: 20 }, (_, index) => take(reader, index * 500, heard(5, 72)).readings)
    expect(readings.flat()).toHaveLength(1)
  })

  it('takes no rate without skin or pulse, unless it is told to', () => {
    const reader = createBroadcastReader({})
    expect(take(reader, 0, heard(0, 72, false))).toMatchObject({
      readings: [],
      refused: [{ reason: 'noContact', readings: 1 }],
    })
    expect(take(reader, 1, heard(1, 0))).toMatchObject({ readings: [], refused: [{ reason: 'noMeasurement' }] })
    expect(take(reader, 2, heard(2, 255))).toMatchObject({ readings: [], refused: [{ reason: 'implausible' }] })
    reader.change({ acceptWithoutContact: true })
    expect(take(reader, 3, heard(3, 72, false)).readings).toHaveLength(1)
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
