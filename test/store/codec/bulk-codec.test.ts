import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import type { Location } from '../../../src/health/kinds/location.js'
import {
  decodeBeats,
  decodeLocations,
  decodeVoltages,
  encodeBeats,
  encodeLocations,
  encodeVoltages,
} from '../../../src/store/codec/bulk-codec.js'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const beat = fc.record({ timeSinceStart: finite, precededByGap: fc.boolean() })
const location = fc.record(
  {
    time: fc.nat(),
    latitude: finite,
    longitude: finite,
    altitude: finite,
    horizontalAccuracy: finite,
    verticalAccuracy: finite,
    speed: finite,
    speedAccuracy: finite,
    course: finite,
    courseAccuracy: finite,
  },
  { requiredKeys: ['time', 'latitude', 'longitude'] },
)

describe('the codec of beats', () => {
  it('gives back any beats', () => {
    fc.assert(
      fc.property(fc.array(beat), (beats) => {
        expect(decodeBeats(encodeBeats(beats))).toEqual(beats)
      }),
    )
  })

  it('takes three bytes for a beat of a sensor that counts in 1/1024 s', () => {
    let [time, state] = [0, 1]
    const beats = Array.from({ length: 1_000 }, () => {
      state = (state * 16_807) % 2_147_483_647
      time += (800 + (state % 100)) / 1_024
      return { timeSinceStart: time, precededByGap: false }
    })
    expect(encodeBeats(beats).length / beats.length).toBeLessThan(3)
  })
})

describe('the codec of locations', () => {
  it('gives back any locations, without the members that they lack', () => {
    const property = fc.property(fc.array(location), (locations) => {
      const read = decodeLocations(encodeLocations(locations))
      expect(read).toStrictEqual(locations.map((one) => ({ ...one })))
    })
    fc.assert(property)
  })

  it('takes less than ten bytes for a second of a ride', () => {
    const ride = Array.from({ length: 3_600 }, (_, second): Location => {
      const angle = second / 600
      return {
        time: 1_700_000_000_000 + second * 1_000,
        latitude: Math.round((52 + Math.sin(angle) / 50) * 1e7) / 1e7,
        longitude: Math.round((13 + Math.cos(angle) / 50) * 1e7) / 1e7,
        altitude: Math.round(400 + 50 * Math.sin(angle)) / 10,
        speed: 8.3,
      }
    })
    expect(encodeLocations(ride).length / ride.length).toBeLessThan(10)
  })
})

describe('the codec of voltages', () => {
  it('gives back the voltages of each lead', () => {
    const rows = fc.nat(50)
    const lead = rows.chain((length) =>
      fc.tuple(
        fc.array(finite, { minLength: length, maxLength: length }),
        fc.array(finite, { minLength: length, maxLength: length }),
      ),
    )
    const property = fc.property(lead, ([one, two]) => {
      const leads = [
        { lead: 'leadI' as const, voltages: one },
        { lead: 'v1' as const, voltages: two },
      ]
      expect(decodeVoltages(encodeVoltages(leads), ['leadI', 'v1'])).toEqual(leads)
    })
    fc.assert(property)
  })

  it('refuses bytes of something else', () => {
    const beats = encodeBeats([{ timeSinceStart: 1, precededByGap: false }])
    expect(() => decodeVoltages(beats, ['leadI'])).toThrow(HealthError)
    expect(() => decodeLocations(beats)).toThrow(HealthError)
  })
})
