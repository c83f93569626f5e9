import { describe, expect, it } from 'vitest'
import { stepsPerMinute } from '../../../../../devices/ble/readings/sport/running.js'
import { openSensor, type Sensor } from '../sensor.js'

const run = (sensor: Sensor, second: number, cadencePerMin = 180, more = {}) =>
  sensor.says('2A53', second * 1_000, { speedMps: 3, cadencePerMin, running: true, ...more })

const steps = (sensor: Sensor): number => sensor.told('stepCount').reduce((sum, [, value]) => sum + value, 0)

describe('running', () => {
  it('is speed, the length of a step, distance and steps', () => {
    const sensor = openSensor()
    for (const second of [0, 1]) run(sensor, second, 180, { strideLengthM: 1, totalDistanceM: 3 * second })
    expect(sensor.told().slice(2)).toEqual([
      ['runningSpeed', 3, 1_000],
      ['stepCount', 3, 0, 1_000],
      ['runningStrideLength', 1, 1_000],
      ['distanceWalkingRunning', 3, 0, 1_000],
    ])
  })

  it('is walking too when the sensor says so and can tell', () => {
    const walk = (supported?: readonly string[]) => {
      const sensor = openSensor()
      if (supported) sensor.says('2A54', 0, { supported: [...supported] })
      run(sensor, 1, 100, { running: false })
      return sensor.told().map(([type]) => type)
    }
    expect(walk()).toEqual(['runningSpeed', 'walkingSpeed'])
    expect(walk(['walkingOrRunningStatus'])).toEqual(['runningSpeed', 'walkingSpeed'])
    expect(walk([])).toEqual(['runningSpeed'])
  })

  it('counts whole steps, with none lost between notifications', () => {
    const sensor = openSensor()
    for (let second = 0; second <= 60; second += 0.25) run(sensor, second, 175)
    expect(steps(sensor)).toBe(175)
    expect(sensor.told('stepCount').every(([, value]) => Number.isInteger(value))).toBe(true)
  })

  it('counts no steps in a silence, or across a lost link', () => {
    const sensor = openSensor()
    for (const second of [0, 1, 10, 11]) run(sensor, second)
    sensor.interrupt(11_500)
    for (const second of [12, 13]) run(sensor, second)
    expect(steps(sensor)).toBe(9)
  })
})

describe('cadence of both feet', () => {
  it.each([
    ['is doubled when a runner would take few steps', { speed: 3, cadence: 85, length: undefined }, undefined, 170],
    ['is taken as it is when a runner takes many', { speed: 3, cadence: 170, length: undefined }, undefined, 170],
    ['is doubled when a walker would take few steps', { speed: 1.4, cadence: 55, length: undefined }, undefined, 110],
    ['is taken as it is when a walker takes many', { speed: 1.4, cadence: 110, length: undefined }, undefined, 110],
    ['follows from the length of a step', { speed: 3, cadence: 85, length: 1 }, undefined, 180],
    ['is doubled when the length is of two steps', { speed: 3, cadence: 82, length: 2 }, undefined, 180],
    ['is doubled when the settings say so', { speed: 3, cadence: 170, length: 1 }, 'perFoot', 340],
    ['is left alone when the settings say so', { speed: 3, cadence: 85, length: 1 }, 'bothFeet', 85],
    ['is none while standing', { speed: 0, cadence: 0, length: 1 }, undefined, 0],
  ] as const)('%s', (_case, stride, rule, expected) => {
    expect(stepsPerMinute(stride, rule)).toBeCloseTo(expected)
  })

  it('is not believed above 300', () => {
    const sensor = openSensor({ runningCadence: 'perFoot' })
    for (const second of [0, 1]) run(sensor, second, 170)
    expect(steps(sensor)).toBe(0)
    expect(sensor.refused()).toEqual({ implausible: 2 })
  })
})
