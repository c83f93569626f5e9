import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characteristics } from '../../../../devices/ble/profiles/characteristics.js'
import { interpreters } from '../../../../devices/ble/readings/mapping.js'
import { isPlausible } from '../../../../src/ingest/sanity.js'
import { openSensor } from './sensor.js'

describe('a sensor reader', () => {
  it('knows a table for everything that it reads', () => {
    const known = new Set(characteristics.map(({ uuid }) => uuid))
    expect([...interpreters.keys()].filter((uuid) => !known.has(uuid))).toEqual([])
  })

  it('takes battery and facts', () => {
    const sensor = openSensor()
    const text = (characteristic: string, said: string) => sensor.bytes(characteristic, Buffer.from(said), 0).facts
    expect(sensor.bytes('2A19', Uint8Array.of(87), 0).battery).toBe(87)
    expect(sensor.bytes('2A19', Uint8Array.of(128), 0).battery).toBeUndefined()
    expect([
      text('2A29', 'Acme'),
      text('2A24', 'Pro'),
      text('2A25', '42'),
      text('2A26', '1.2'),
      text('2A27', 'A'),
    ]).toEqual([{ manufacturer: 'Acme' }, { model: 'Pro' }, { serial: '42' }, { firmware: '1.2' }, { hardware: 'A' }])
  })

  it('makes nothing of what it does not know', () => {
    const sensor = openSensor()
    sensor.bytes('2FFF', Uint8Array.of(1, 2, 3), 0)
    sensor.bytes('__proto__', Uint8Array.of(1, 2, 3), 0)
    expect({ readings: sensor.readings(), refused: sensor.refused() }).toEqual({ readings: [], refused: {} })
  })

  it('tells each thing once', () => {
    const sensor = openSensor()
    sensor.bytes('2A37', Uint8Array.of(0, 72), 0)
    expect(sensor.lapse(1)).toMatchObject({ readings: [], refused: [] })
  })

  it('makes readings that can be true of any octets, each type and start once', () => {
    const uuids = [...interpreters.keys()]
    const value = fc.tuple(fc.constantFrom(...uuids), fc.uint8Array({ maxLength: 40 }), fc.nat(3_000))
    const run = fc.array(value, { maxLength: 40 })
    fc.assert(
      fc.property(run, (values) => {
        const sensor = openSensor()
        let at = 1_700_000_000_000
        for (const [uuid, octets, later] of values) {
          at += later
          sensor.bytes(uuid, octets, at)
          sensor.lapse(at)
        }
        sensor.interrupt(at)
        for (const reading of sensor.readings()) {
          expect(isPlausible(reading)).toBe(true)
          expect(reading.end).toBeGreaterThanOrEqual(reading.start)
        }
        const steady = ['cyclingSpeed', 'cyclingCadence', 'cyclingPower', 'distanceCycling', 'activeEnergyBurned']
        for (const type of steady) {
          const starts = sensor.told(type).map(([, , start]) => start)
          expect(new Set(starts).size).toBe(starts.length)
        }
      }),
    )
  })
})
