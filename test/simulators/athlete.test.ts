import { describe, expect, it } from 'vitest'
import {
  type AthleteReadings,
  type AthleteState,
  braked,
  createAthlete,
  demoAthlete,
  step,
} from '../../simulators/athlete.js'

const threshold = demoAthlete.functionalThresholdPower

/** Rides on at one power; one reading a second. */
const ride = (from: AthleteState, power: number, seconds: number) => {
  const readings: AthleteReadings[] = []
  let state = from
  for (let second = 0; second < seconds; second++) {
    const next = step(state, power, 1)
    readings.push(next.readings)
    state = next.state
  }
  return { state, readings }
}

const rested = createAthlete(demoAthlete, 1)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const rmssd = (readings: readonly AthleteReadings[]): number => {
  const beats = readings.flatMap((reading) => reading.rrIntervals)
  return Math.sqrt(mean(beats.slice(1).map((beat, index) => (beat - (beats[index] ?? beat)) ** 2)))
}

describe('a simulated heart', () => {
  it('rests at rest', () => {
    expect(ride(rested, 0, 300).readings.at(-1)?.heartRate).toBe(demoAthlete.restingHeartRate)
  })

  it('settles near threshold heart rate at threshold power', () => {
    const { heartRate } = ride(rested, threshold, 600).readings.at(-1) ?? { heartRate: 0 }
    expect(heartRate / demoAthlete.maximumHeartRate).toBeGreaterThan(0.87)
    expect(heartRate / demoAthlete.maximumHeartRate).toBeLessThan(0.94)
  })

  it('lags behind power by half a minute to a minute, up and down', () => {
    const up = ride(rested, 200, 400)
    const rates = up.readings.map((reading) => reading.heartRate)
    const reached = (share: number, from: number, to: number) => (rate: number) => (rate - from) / (to - from) >= share
    const rise = rates.findIndex(reached(0.632, rates[0] ?? 0, rates.at(-1) ?? 0))
    expect(rise).toBeGreaterThanOrEqual(28)
    expect(rise).toBeLessThanOrEqual(60)
    const falling = ride(up.state, 0, 400).readings.map((reading) => reading.heartRate)
    const fall = falling.findIndex(reached(0.632, falling[0] ?? 0, falling.at(-1) ?? 0))
    expect(fall).toBeGreaterThanOrEqual(30)
    expect(fall).toBeLessThanOrEqual(60)
  })

  it('drifts upwards at an even power', () => {
    const rates = ride(rested, 190, 3600).readings.map((reading) => reading.heartRate)
    const drift = mean(rates.slice(3300)) - mean(rates.slice(600, 900))
    expect(drift).toBeGreaterThan(2)
    expect(drift).toBeLessThan(12)
  })

  it('beats faster when tired', () => {
    const tired = ride(ride(rested, 1.4 * threshold, 180).state, threshold, 120).readings.at(-1)?.heartRate ?? 0
    const fresh = ride(rested, threshold, 300).readings.at(-1)?.heartRate ?? 0
    expect(tired).toBeGreaterThan(fresh)
  })

  it('never passes its maximum', () => {
    const rates = ride(rested, 3 * threshold, 1200).readings.map((reading) => reading.heartRate)
    expect(Math.max(...rates)).toBeLessThanOrEqual(demoAthlete.maximumHeartRate)
    expect(Math.max(...rates)).toBeGreaterThan(0.97 * demoAthlete.maximumHeartRate)
  })

  it('varies more at rest than under load', () => {
    const atRest = rmssd(ride(rested, 0, 300).readings)
    const underLoad = rmssd(ride(ride(rested, threshold, 300).state, threshold, 300).readings)
    expect(atRest).toBeGreaterThan(20)
    expect(atRest).toBeLessThan(80)
    expect(underLoad).toBeLessThan(8)
  })

  it('has as many beats as its rate says', () => {
    const { readings } = ride(rested, 150, 600)
    const beats = readings.flatMap((reading) => reading.rrIntervals)
    expect(beats.length).toBeCloseTo(mean(readings.map((reading) => reading.heartRate)) * 10, -1)
    expect(beats.reduce((sum, beat) => sum + beat, 0) / 1000).toBeCloseTo(600, -1)
  })
})

describe('a simulated ride on the trainer', () => {
  it('holds its target power with some noise', () => {
    const powers = ride(rested, 200, 1200).readings.map((reading) => reading.power)
    expect(mean(powers)).toBeGreaterThan(196)
    expect(mean(powers)).toBeLessThan(204)
    const deviation = Math.sqrt(mean(powers.map((power) => (power - mean(powers)) ** 2)))
    expect(deviation).toBeGreaterThan(3)
    expect(deviation).toBeLessThan(15)
  })

  it('turns the cranks only while there is power', () => {
    const cadences = ride(rested, 200, 600).readings.map((reading) => reading.cadence)
    expect(mean(cadences)).toBeGreaterThan(82)
    expect(mean(cadences)).toBeLessThan(95)
    expect(ride(rested, 0, 1).readings[0]).toMatchObject({ cadence: 0, power: 0, energy: 0 })
  })

  it('goes about 36 km/h at 250 W and rolls to a stop without', () => {
    const fast = ride(rested, 250, 300)
    expect((fast.readings.at(-1)?.speed ?? 0) * 3.6).toBeGreaterThan(33)
    expect((fast.readings.at(-1)?.speed ?? 0) * 3.6).toBeLessThan(40)
    expect(ride(fast.state, 0, 900).readings.at(-1)?.speed).toBe(0)
  })

  it('covers the way that its speed says', () => {
    const { readings } = ride(rested, 200, 600)
    const way = readings.reduce((sum, reading) => sum + reading.distance, 0)
    expect(way).toBeCloseTo(
      readings.reduce((sum, reading) => sum + reading.speed, 0),
      0,
    )
  })

  it('burns about 4.2 kJ for each kilojoule on the pedals', () => {
    const { readings } = ride(rested, 200, 3600)
    const energy = readings.reduce((sum, reading) => sum + reading.energy, 0)
    expect(energy).toBeCloseTo((200 * 3600) / 4184 / 0.24, -1)
  })

  it('is the same in steps of many seconds', () => {
    const whole = step(rested, 200, 60)
    const { state, readings } = ride(rested, 200, 60)
    expect(whole.state).toEqual(state)
    expect(whole.readings.distance).toBeCloseTo(
      readings.reduce((sum, reading) => sum + reading.distance, 0),
      1,
    )
  })

  it('repeats itself for a seed and differs for another', () => {
    expect(ride(createAthlete(demoAthlete, 5), 200, 300)).toEqual(ride(createAthlete(demoAthlete, 5), 200, 300))
    expect(ride(createAthlete(demoAthlete, 5), 200, 300)).not.toEqual(ride(createAthlete(demoAthlete, 6), 200, 300))
  })

  it('stands after some seconds on the brakes, and goes no way backwards', () => {
    const { state } = ride(rested, 200, 120)
    expect(braked(state, 1).speed).toBeCloseTo(state.speed - 2)
    expect(braked(state, 10).speed).toBe(0)
  })

  it('leaves the state it began with as it was', () => {
    const before = structuredClone(rested)
    step(rested, 300, 30)
    expect(rested).toEqual(before)
  })
})
