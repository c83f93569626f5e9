import { describe, expect, it } from 'vitest'
import { openSensor, type Sensor } from '../sensor.js'

const energy = (totalEnergyKcal: number) => ({ totalEnergyKcal, energyPerHourKcal: null, energyPerMinuteKcal: null })

const bike = (sensor: Sensor, at: number, totalDistanceM: number) =>
  sensor.says('2AD2', at, {
    ...{ instantaneousSpeedKmh: 36, instantaneousCadenceRpm: 90, totalDistanceM, instantaneousPowerW: 200 },
    ...{ ...energy(50 + Math.floor(at / 1_000)), heartRateBpm: 0, metabolicEquivalent: 8 },
  })

describe('an indoor bike', () => {
  it('is speed, cadence, power, effort, distance and energy', () => {
    const sensor = openSensor()
    bike(sensor, 0, 1_000)
    bike(sensor, 1_000, 1_010)
    expect(sensor.told().slice(4)).toEqual([
      ['cyclingSpeed', 10, 1_000],
      ['cyclingCadence', 90, 1_000],
      ['cyclingPower', 200, 1_000],
      ['physicalEffort', 8, 1_000],
      ['distanceCycling', 10, 0, 1_000],
      ['activeEnergyBurned', 1, 0, 1_000],
    ])
  })

  it('is one record in several notifications', () => {
    const sensor = openSensor()
    sensor.says('2AD2', 0, { moreData: true, totalDistanceM: 1_000 })
    sensor.says('2AD2', 5, { moreData: true, instantaneousCadenceRpm: 90, instantaneousPowerW: 200 })
    expect(sensor.told()).toEqual([])
    sensor.says('2AD2', 10, { instantaneousSpeedKmh: 25.2 })
    expect(sensor.told()).toEqual([
      ['cyclingSpeed', 7, 10],
      ['cyclingCadence', 90, 10],
      ['cyclingPower', 200, 10],
    ])
  })

  it('that always says that more follows is heard all the same, once', () => {
    const sensor = openSensor()
    for (const at of [0, 1_000, 2_000]) sensor.says('2AD2', at, { moreData: true, instantaneousPowerW: 200 })
    sensor.lapse(3_999)
    expect(sensor.told().map(([, , start]) => start)).toEqual([0, 1_000])
    sensor.lapse(4_000)
    sensor.lapse(9_000)
    expect(sensor.told().map(([, , start]) => start)).toEqual([0, 1_000, 2_000])
  })

  it('loses an unfinished record with the link, and counts from anew after it', () => {
    const sensor = openSensor()
    bike(sensor, 0, 1_000)
    sensor.says('2AD2', 500, { moreData: true, instantaneousPowerW: 300 })
    sensor.interrupt(600)
    bike(sensor, 60_000, 1_500)
    sensor.lapse(70_000)
    expect(sensor.told('distanceCycling', 'cyclingPower')).toEqual([
      ['cyclingPower', 200, 0],
      ['cyclingPower', 200, 60_000],
    ])
  })

  it('that begins another training counts from there', () => {
    const sensor = openSensor()
    for (const [second, metres] of [1_000, 1_010, 0, 5, 9_000].entries()) bike(sensor, second * 1_000, metres)
    expect(sensor.told('distanceCycling')).toEqual([
      ['distanceCycling', 10, 0, 1_000],
      ['distanceCycling', 5, 2_000, 3_000],
    ])
    expect(sensor.refused()).toEqual({ implausible: 1 })
  })

  it('spreads a metre over the notifications in which it was gathered', () => {
    const sensor = openSensor()
    for (const [index, metres] of [0, 1, 1, 1, 2].entries()) bike(sensor, index * 250, metres)
    expect(sensor.told('distanceCycling')).toEqual([
      ['distanceCycling', 1, 0, 250],
      ['distanceCycling', 1, 250, 1_000],
    ])
  })
})

describe('other machines', () => {
  it('are a treadmill', () => {
    const sensor = openSensor()
    for (const second of [0, 1])
      sensor.says('2ACD', second * 1_000, {
        ...{ instantaneousSpeedKmh: 10.8, totalDistanceM: 3 * second, heartRateBpm: 140 },
        ...{ forceOnBeltN: null, powerOutputW: 250, stepCount: 3 * second },
      })
    expect(sensor.told().slice(3)).toEqual([
      ['runningSpeed', 3, 1_000],
      ['runningPower', 250, 1_000],
      ['heartRate', 140, 1_000],
      ['distanceWalkingRunning', 3, 0, 1_000],
      ['stepCount', 3, 0, 1_000],
    ])
  })

  it('are a rower, whose pace is a speed', () => {
    const sensor = openSensor()
    for (const [second, instantaneousPaceSPer500m] of [125, 0, 65_535].entries())
      sensor.says('2AD1', second * 1_000, {
        ...{ strokeRatePerMin: 24, strokeCount: second, totalDistanceM: 4 * second, instantaneousPaceSPer500m },
      })
    expect(sensor.told('rowingSpeed').map(([, value]) => value)).toEqual([4, 0, 0])
    expect(sensor.told('distanceRowing')).toHaveLength(2)
  })

  it('are a cross trainer and climbers', () => {
    const sensor = openSensor()
    for (const second of [0, 10]) {
      sensor.says('2ACE', second * 1_000, { instantaneousSpeedKmh: 6, totalDistanceM: second, ...energy(second) })
      sensor.says('2AD0', second * 1_000, { floors: second / 5 })
    }
    expect(sensor.told()).toEqual([
      ['distanceWalkingRunning', 10, 0, 10_000],
      ['activeEnergyBurned', 10, 0, 10_000],
      ['flightsClimbed', 2, 0, 10_000],
    ])
  })

  it('propose what their buttons say', () => {
    const sensor = openSensor()
    const said = ['04', '0202', '0201', '03', '08fa00'].map(
      (hex) => sensor.bytes('2ADA', Buffer.from(hex, 'hex'), 0).event,
    )
    expect(said).toEqual(['start', 'pause', 'stop', 'stop', undefined])
  })
})
