import { describe, expect, it } from 'vitest'
import { openSensor } from '../sensor.js'

const worn = (heartRateBpm: number) => ({
  heartRateBpm,
  sensorContactSupported: true,
  sensorContactDetected: true,
})
const off = (heartRateBpm: number) => ({ ...worn(heartRateBpm), sensorContactDetected: false })

describe('heart rate', () => {
  it('is a reading of each notification, at its arrival', () => {
    const sensor = openSensor()
    sensor.says('2A37', 1_000, worn(72))
    sensor.says('2A37', 2_000, worn(72))
    expect(sensor.told()).toEqual([
      ['heartRate', 72, 1_000],
      ['heartRate', 72, 2_000],
    ])
  })

  it('says where the sensor is worn, once that is known', () => {
    const sensor = openSensor()
    sensor.says('2A37', 0, worn(72))
    sensor.says('2A38', 1, { locationCode: 1 })
    sensor.says('2A37', 1_000, worn(72))
    expect(sensor.readings().map(({ metadata }) => metadata)).toEqual([{}, { heartRateSensorLocation: 1 }])
  })

  it('is none without contact, pulse or sense, and each is counted', () => {
    const sensor = openSensor()
    sensor.says('2A37', 0, off(72))
    sensor.says('2A37', 1_000, worn(0))
    sensor.says('2A37', 2_000, worn(20))
    sensor.bytes('2A37', Uint8Array.of(1, 72), 3_000)
    sensor.bytes('2A37', Uint8Array.of(), 4_000)
    expect(sensor.told()).toEqual([])
    expect(sensor.refused()).toEqual({ noContact: 1, noMeasurement: 1, implausible: 1, truncated: 1, empty: 1 })
  })

  it('is taken without contact when the settings say so', () => {
    const sensor = openSensor({ acceptWithoutContact: true })
    sensor.says('2A37', 0, off(72))
    sensor.change({})
    sensor.says('2A37', 1_000, off(72))
    expect(sensor.told()).toEqual([['heartRate', 72, 0]])
  })

  it('keeps notifications apart that arrive within a millisecond', () => {
    const sensor = openSensor()
    for (const rate of [70, 71, 72]) sensor.says('2A37', 1_000, worn(rate))
    sensor.says('2A37', 2_000, worn(73))
    expect(sensor.told().map(([, value, start]) => [value, start])).toEqual([
      [70, 1_000],
      [71, 1_001],
      [72, 1_002],
      [73, 2_000],
    ])
  })

  it('comes from the strap alone when a machine relays it', () => {
    const sensor = openSensor()
    sensor.says('2A37', 0, worn(72))
    sensor.says('2AD2', 100, { instantaneousSpeedKmh: 30, heartRateBpm: 72 })
    sensor.says('2AD2', 4_000, { instantaneousSpeedKmh: 30, heartRateBpm: 73 })
    expect(sensor.told('heartRate')).toEqual([
      ['heartRate', 72, 0],
      ['heartRate', 73, 4_000],
    ])
  })
})

describe("a strap's energy", () => {
  it('is what its total rose by, spread over the time between', () => {
    const sensor = openSensor()
    sensor.says('2A37', 0, { ...worn(72), energyExpendedKj: 100 })
    sensor.says('2A37', 5_000, worn(72))
    sensor.says('2A37', 10_000, { ...worn(72), energyExpendedKj: 110 })
    sensor.says('2A37', 20_000, { ...worn(72), energyExpendedKj: 112 })
    expect(sensor.told('activeEnergyBurned')).toEqual([
      ['activeEnergyBurned', 2.390057, 0, 10_000],
      ['activeEnergyBurned', 0.478011, 10_000, 20_000],
    ])
  })

  it('begins anew after a reset, a loss of the link, and counts nothing when saturated', () => {
    const sensor = openSensor()
    const totals = [100, 3, 65_535, 65_535]
    for (const [index, energyExpendedKj] of totals.entries())
      sensor.says('2A37', index * 10_000, { ...worn(72), energyExpendedKj })
    sensor.interrupt(41_000)
    sensor.says('2A37', 50_000, { ...worn(72), energyExpendedKj: 9 })
    expect(sensor.told('activeEnergyBurned')).toEqual([])
  })
})
