import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSensor, type Sensor } from '../sensor.js'

/** A wheel that turns four times a second, or a crank that turns once, told each second. */
const wheel = (sensor: Sensor, second: number, revolutions = 4 * second) =>
  sensor.says('2A5B', second * 1_000, { wheelRevolutions: revolutions, wheelEventTime1024: (second * 1_024) % 65_536 })
const crank = (sensor: Sensor, second: number, revolutions = second) =>
  sensor.says('2A5B', second * 1_000, { crankRevolutions: revolutions, crankEventTime1024: (second * 1_024) % 65_536 })

describe('a wheel', () => {
  it('is speed at each notification and distance between two', () => {
    const sensor = openSensor({ wheelCircumference: 2_000 })
    for (const second of [0, 1, 2]) wheel(sensor, second)
    expect(sensor.told()).toEqual([
      ['cyclingSpeed', 8, 1_000],
      ['distanceCycling', 8, 0, 1_000],
      ['cyclingSpeed', 8, 2_000],
      ['distanceCycling', 8, 1_000, 2_000],
    ])
  })

  it('changes its circumference from now on', () => {
    const sensor = openSensor()
    wheel(sensor, 0)
    wheel(sensor, 1)
    sensor.change({ wheelCircumference: 1_000 })
    wheel(sensor, 2)
    expect(sensor.told('cyclingSpeed').map(([, value]) => value)).toEqual([8.42, 4])
  })

  it('comes to a stop when nothing is heard any more, and says nothing after that', () => {
    const sensor = openSensor()
    for (const second of [0, 1]) wheel(sensor, second)
    for (const at of [4_000, 4_001, 5_000, 60_000]) sensor.lapse(at)
    expect(sensor.told('cyclingSpeed')).toEqual([
      ['cyclingSpeed', 8.42, 1_000],
      ['cyclingSpeed', 0, 4_000],
    ])
  })

  it('says 0 for as long as notifications come without a revolution', () => {
    const sensor = openSensor()
    for (const second of [0, 1]) wheel(sensor, second)
    for (const second of [2, 3, 4, 5, 6]) wheel(sensor, second, 4)
    expect(sensor.told('cyclingSpeed').slice(1)).toEqual([
      ['cyclingSpeed', 0, 5_000],
      ['cyclingSpeed', 0, 6_000],
    ])
  })

  it('leaves a gap at a lost link: no stop, no distance across', () => {
    const sensor = openSensor()
    for (const second of [0, 1]) wheel(sensor, second)
    sensor.interrupt(2_000)
    sensor.lapse(5_000)
    sensor.interrupt(9_000)
    wheel(sensor, 10)
    wheel(sensor, 11)
    expect(sensor.told('distanceCycling').map(([, , start, end]) => [start, end])).toEqual([
      [0, 1_000],
      [10_000, 11_000],
    ])
    expect(sensor.told('cyclingSpeed')).toHaveLength(2)
  })

  it('counts what it does not believe', () => {
    const sensor = openSensor()
    wheel(sensor, 0)
    wheel(sensor, 1, 1_000)
    expect(sensor.told()).toEqual([])
    expect(sensor.refused()).toEqual({ implausible: 1 })
  })

  it('adds up to the metre over bunched notifications', () => {
    const sensor = openSensor({ wheelCircumference: 2_000 })
    for (let second = 0; second <= 60; second += 1)
      sensor.says('2A5B', Math.floor(second / 3) * 3_000, {
        wheelRevolutions: 4 * second,
        wheelEventTime1024: (second * 1_024) % 65_536,
      })
    const amounts = sensor.told('distanceCycling')
    expect(amounts.reduce((sum, [, value]) => sum + value, 0)).toBeCloseTo(480)
    expect(new Set(amounts.map(([, , start]) => start)).size).toBe(amounts.length)
  })
})

describe('a crank', () => {
  it('is cadence', () => {
    const sensor = openSensor()
    for (const second of [0, 1, 2]) crank(sensor, second)
    expect(sensor.told()).toEqual([
      ['cyclingCadence', 60, 1_000],
      ['cyclingCadence', 60, 2_000],
    ])
  })
})

describe('power', () => {
  it('is what the meter says, not below 0', () => {
    const sensor = openSensor()
    for (const [index, instantaneousPowerW] of [250, -100, -201, 3_001].entries())
      sensor.says('2A63', index * 1_000, { instantaneousPowerW })
    expect(sensor.told()).toEqual([
      ['cyclingPower', 250, 0],
      ['cyclingPower', 0, 1_000],
    ])
    expect(sensor.refused()).toEqual({ implausible: 2 })
  })

  it('is a runner’s when the sensor is worn by one', () => {
    const sensor = openSensor()
    sensor.says('2A54', 0, { supported: [] })
    sensor.says('2A63', 1_000, { instantaneousPowerW: 250, crankRevolutions: 1, crankEventTime1024: 0 })
    sensor.says('2A63', 2_000, { instantaneousPowerW: 250, crankRevolutions: 2, crankEventTime1024: 1_024 })
    expect(sensor.told()).toEqual([
      ['runningPower', 250, 1_000],
      ['runningPower', 250, 2_000],
    ])
    const shoe = openSensor()
    shoe.says('2A5D', 0, { locationCode: 2 })
    shoe.says('2A63', 1_000, { instantaneousPowerW: 250 })
    expect(shoe.told()).toEqual([['runningPower', 250, 1_000]])
  })

  it('is energy by an estimate, named so', () => {
    const sensor = openSensor()
    sensor.says('2A63', 0, { instantaneousPowerW: 250, accumulatedEnergyKj: 10 })
    sensor.says('2A63', 4_000, { instantaneousPowerW: 250, accumulatedEnergyKj: 11 })
    expect(sensor.told('activeEnergyBurned')).toEqual([['activeEnergyBurned', 0.995857, 0, 4_000]])
    expect(sensor.readings().at(-1)?.metadata).toEqual({ estimated: true })
  })
})

describe('a trainer that tells everything three times', () => {
  const second = (sensor: Sensor, at: number) => {
    const turns = { wheelRevolutions: 4 * at, crankRevolutions: at, crankEventTime1024: at * 1_024 }
    sensor.says('2A5B', at * 1_000, { ...turns, wheelEventTime1024: at * 1_024 })
    sensor.says('2A63', at * 1_000 + 10, { ...turns, wheelEventTime2048: at * 2_048, instantaneousPowerW: 200 })
    sensor.says('2AD2', at * 1_000 + 20, {
      ...{ instantaneousSpeedKmh: 30.31, instantaneousCadenceRpm: 60, instantaneousPowerW: 201 },
      ...{ totalDistanceM: 100 + 8 * at, totalEnergyKcal: 10 + Math.floor(at / 4) },
      ...{ energyPerHourKcal: null, energyPerMinuteKcal: null },
    })
  }

  it('is heard once a type: speed by the machine, cadence and power by the meter', () => {
    const sensor = openSensor()
    for (let at = 0; at <= 20; at += 1) second(sensor, at)
    const later = sensor.told().filter(([, , start]) => start >= 5_000)
    const values = (type: string) => new Set(later.filter(([each]) => each === type).map(([, value]) => value))
    expect(values('cyclingSpeed')).toEqual(new Set([8.419444]))
    expect(values('cyclingPower')).toEqual(new Set([200]))
    expect(values('cyclingCadence')).toEqual(new Set([60]))
    expect(later.filter(([type]) => type === 'cyclingCadence')).toHaveLength(16)
    const metres = sensor.told('distanceCycling').reduce((sum, [, value]) => sum + value, 0)
    expect(metres).toBeCloseTo(8 * 20, 0)
  })

  it('goes on with the next best when one falls silent', () => {
    const sensor = openSensor()
    for (let at = 0; at <= 5; at += 1) second(sensor, at)
    for (let at = 6; at <= 20; at += 1)
      sensor.says('2A5B', at * 1_000, { wheelRevolutions: 4 * at, wheelEventTime1024: at * 1_024 })
    const speeds = sensor.told('cyclingSpeed').filter(([, , start]) => start >= 9_000)
    expect(speeds).toHaveLength(12)
    expect(new Set(sensor.told('distanceCycling').map(([, , start]) => start)).size).toBe(
      sensor.told('distanceCycling').length,
    )
  })
})

describe('any notifications of wheel and crank', () => {
  const notification = fc.tuple(
    fc.oneof(fc.nat(400), fc.nat(2 ** 32 - 1)),
    fc.nat(65_535),
    fc.oneof(fc.nat(400), fc.nat(65_535)),
    fc.nat(65_535),
    fc.oneof(fc.nat(3), fc.nat(3_000), fc.nat(100_000)),
  )

  it('never make a value out of range, time twice, or a distance back', () => {
    fc.assert(
      fc.property(fc.array(notification, { maxLength: 40 }), (notifications) => {
        const sensor = openSensor()
        let at = 0
        for (const [
          wheelRevolutions,
          wheelEventTime1024,
          crankRevolutions,
          crankEventTime1024,
          later,
        ] of notifications) {
          at += later
          sensor.says('2A5B', at, { wheelRevolutions, wheelEventTime1024, crankRevolutions, crankEventTime1024 })
          sensor.lapse(at)
        }
        const most: Readonly<Record<string, number>> = { cyclingSpeed: 40, cyclingCadence: 240 }
        for (const [type, value] of sensor.told()) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(most[type] ?? Number.MAX_SAFE_INTEGER)
        }
        for (const type of ['cyclingSpeed', 'cyclingCadence', 'distanceCycling']) {
          const starts = sensor.told(type).map(([, , start]) => start)
          expect(new Set(starts).size).toBe(starts.length)
        }
      }),
    )
  })
})
