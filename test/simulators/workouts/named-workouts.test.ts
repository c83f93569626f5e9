import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { demoAthlete } from '../../../simulators/athlete.js'
import type { Ride } from '../../../simulators/ride.js'
import { simulatedRide } from '../../../simulators/simulated-ride.js'
import { messagesOf } from '../../../simulators/watch-messages.js'
import { namedWorkouts } from '../../../simulators/workouts/named-workouts.js'
import type { QuantityTypeName } from '../../../src/health/type.js'

const start = Date.parse('2026-05-01T10:00:00Z')
const rideOf = (name: string, minutes: number, seed = 1): Ride =>
  simulatedRide({ seed, minutes, start, athlete: demoAthlete, workout: namedWorkouts.get(name) })

const bytesOf = (ride: Ride, seed: number): string => {
  const hash = createHash('sha256')
  const watch = { device: 'sim-watch', user: 'me', seed }
  for (const { topic, payload } of messagesOf(ride, watch)) hash.update(`${topic} ${payload}\n`)
  return hash.digest('hex')
}

const valuesOf = ({ facts }: Ride, wanted: QuantityTypeName): readonly number[] =>
  [...facts].flatMap((fact) => (fact.kind === 'reading' && fact.reading.type === wanted ? [fact.reading.value] : []))

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

const lapsOf = ({ facts }: Ride): readonly number[] =>
  [...facts].flatMap((fact) => (fact.kind === 'event' && fact.event === 'lap' ? [(fact.at - start) / 1000] : []))

describe.each([...namedWorkouts])('%s', (name, workout) => {
  it.each([1, 10, 20, 61.5])('fills %d minutes without a hole', (minutes) => {
    const plan = workout.plan(minutes)
    expect(plan[0]?.start).toBe(0)
    expect(plan.at(-1)?.end).toBe(minutes * 60)
    for (const [index, interval] of plan.entries()) {
      expect(interval.end).toBeGreaterThan(interval.start)
      if (index > 0) expect(interval.start).toBe(plan[index - 1]?.end)
    }
  })

  it('has the same bytes for the same seed, and others for another', () => {
    expect(bytesOf(rideOf(name, 5), 1)).toBe(bytesOf(rideOf(name, 5), 1))
    expect(bytesOf(rideOf(name, 5), 1)).not.toBe(bytesOf(rideOf(name, 5, 2), 1))
  })

  it('has a reading of every type in every second', () => {
    const ride = rideOf(name, 2)
    for (const type of ride.types) expect(valuesOf(ride, type)).toHaveLength(120)
  })
})

describe('intervals', () => {
  it('warms up, works four times with recovery, and cools down, indoors', () => {
    const work = ['work', 'recovery']
    const names = namedWorkouts.get('intervals')?.plan(20)
    expect(names?.map(({ name }) => name)).toEqual(['warmUp', ...work, ...work, ...work, ...work, 'coolDown'])
    expect(rideOf('intervals', 20)).toMatchObject({ activityType: 'cycling', location: 'indoor' })
  })

  it.each([
    [1, 20, '1a412922411b097b5b1ac3c7ed61aa6006a05021ec724e7d8b37940c5465db6c'],
    [2, 61.5, 'c17025fd1b8a64ef0bd15352365d77089ec236ccf10b22bdcb26a1c338c6fbd1'],
    [7, 1, '36836dfc1473cd76340e3f794304a0bcc4a9bdb634df044be7b996becfb76dc0'],
  ])('has the bytes that seed %d has always had in %d minutes', (seed, minutes, bytes) => {
    expect(bytesOf(rideOf('intervals', minutes, seed), seed)).toBe(bytes)
    expect(bytesOf(simulatedRide({ seed, minutes, start, athlete: demoAthlete }), seed)).toBe(bytes)
  })
})

describe('steady', () => {
  it('holds one power below threshold, and marks the ends of warm-up and work', () => {
    const ride = rideOf('steady', 20)
    const held = valuesOf(ride, 'cyclingPower').slice(120, 1080)
    expect(sum(held) / held.length).toBeCloseTo(0.68 * demoAthlete.functionalThresholdPower, -1)
    expect(lapsOf(ride)).toEqual([120, 1080])
  })
})

describe('run', () => {
  const ride = rideOf('run', 20)
  const meters = sum(valuesOf(ride, 'distanceWalkingRunning'))

  it('is told in the types of a run outdoors', () => {
    expect(ride).toMatchObject({ activityType: 'running', location: 'outdoor' })
    expect(ride.types).toEqual([
      'heartRate',
      'runningSpeed',
      'distanceWalkingRunning',
      'stepCount',
      'activeEnergyBurned',
    ])
  })

  it('comes as far as its speed says, at the pace of a runner', () => {
    expect(meters).toBeCloseTo(sum(valuesOf(ride, 'runningSpeed')), 6)
    expect(meters / 1200).toBeGreaterThan(2.5)
    expect(meters / 1200).toBeLessThan(3.3)
  })

  it('takes whole steps, 150 to 180 a minute', () => {
    const steps = valuesOf(ride, 'stepCount')
    expect(steps.every(Number.isInteger)).toBe(true)
    expect(sum(steps) / 20).toBeGreaterThan(150)
    expect(sum(steps) / 20).toBeLessThan(180)
  })

  it('marks a lap in the second after each kilometre', () => {
    const distances = valuesOf(ride, 'distanceWalkingRunning')
    const laps = lapsOf(ride)
    expect(laps).toHaveLength(Math.floor(meters / 1000))
    for (const [index, second] of laps.entries()) {
      expect(sum(distances.slice(0, second))).toBeGreaterThanOrEqual((index + 1) * 1000)
      expect(sum(distances.slice(0, second - 1))).toBeLessThan((index + 1) * 1000)
    }
  })
})

describe('outdoor', () => {
  const ride = rideOf('outdoor', 20)

  it('stands at a light every four minutes, with nothing turning', () => {
    const speeds = valuesOf(ride, 'cyclingSpeed').slice(1)
    const arrivals = speeds.filter((speed, second) => speed === 0 && (speeds[second - 1] ?? 0) > 0)
    expect(arrivals).toHaveLength(5)
    const still = [...ride.facts].flatMap((fact) =>
      fact.kind === 'reading' && fact.reading.type === 'cyclingSpeed' && fact.reading.value === 0 ? [fact.at] : [],
    )
    const told = [...ride.facts].flatMap((fact) =>
      fact.kind === 'reading' && fact.reading.start === fact.at && still.includes(fact.at) ? [fact.reading] : [],
    )
    expect(told.filter(({ type, value }) => type !== 'heartRate' && value !== 0)).toEqual([])
  })

  it('stands long enough for the timer to pause, and goes on', () => {
    const speeds = valuesOf(ride, 'cyclingSpeed')
    expect(speeds.filter((speed) => speed === 0).length).toBeGreaterThan(5 * 10)
    expect(speeds.at(-1)).toBeGreaterThan(5)
  })

  it('marks a lap each five kilometres', () => {
    const meters = sum(valuesOf(ride, 'distanceCycling'))
    expect(lapsOf(ride)).toHaveLength(Math.floor(meters / 5000))
  })
})
