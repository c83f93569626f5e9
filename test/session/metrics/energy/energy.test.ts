import { describe, expect, it } from 'vitest'
import { energyOfHeartRate, restingEnergy } from '../../../../src/health/exercise/energy.js'
import { over, recordedOf, rider, steady } from '../figures-of.js'

const man = { bodyMass: 75, height: 1.8, age: 40, isMale: true }
const woman = { bodyMass: 60, height: 1.65, age: 30, isMale: false }
/** kcal a second at rest, of the man. */
const resting = (10 * 75 + 6.25 * 180 - 5 * 40 + 5) / 86_400

describe('energy by formula', () => {
  // Mifflin, St Jeor 1990, by hand: 750 + 1,125 − 200 + 5 = 1,680; 600 + 1,031.25 − 150 − 161 = 1,320.25 kcal a day.
  it('at rest is that of Mifflin and St Jeor', () => {
    expect(restingEnergy(man) * 86_400).toBeCloseTo(1_680, 9)
    expect(restingEnergy(woman) * 86_400).toBeCloseTo(1_320.25, 9)
  })

  // Keytel 2005, by hand: (−55.0969 + 94.635 + 14.91 + 8.068) / 4.184 and (−20.4022 + 67.08 − 7.578 + 2.22) / 4.184.
  it('at 150/min is that of Keytel', () => {
    expect(energyOfHeartRate(150, man) * 60).toBeCloseTo(62.5161 / 4.184, 9)
    expect(energyOfHeartRate(150, woman) * 60).toBeCloseTo(41.3198 / 4.184, 9)
  })
})

describe('energy of a workout', () => {
  it('is that of power at 24 %, of which rest takes its part', () => {
    const { metrics, basis } = recordedOf({
      ...{ seconds: 3_600, profile: rider },
      quantities: [...steady('cyclingPower', 200, 0, 3_600), ...steady('heartRate', 150, 0, 3_600)],
    })
    expect(metrics.totalEnergy).toBeCloseTo(720 / 4.184 / 0.24, 6)
    expect(metrics.activeEnergy).toBeCloseTo(720 / 4.184 / 0.24 - 3_600 * resting, 6)
    expect(basis).toMatchObject({ totalEnergy: 'power', activeEnergy: 'power' })
  })

  it('is that of the heart rate, above 90/min only', () => {
    const quantities = [...steady('heartRate', 150, 0, 600), ...steady('heartRate', 90, 600, 1_200)]
    const { metrics, basis } = recordedOf({ seconds: 1_200, profile: rider, quantities })
    expect(metrics.totalEnergy).toBeCloseTo((10 * 62.5161) / 4.184 + (7.5 * 75) / 6, 6)
    expect(basis?.totalEnergy).toBe('heart rate, metabolic equivalent')
  })

  it('is that of the activity where nothing is measured', () => {
    const { metrics, basis } = recordedOf({ seconds: 1_800, profile: rider, activityType: 'walking' })
    expect(metrics.totalEnergy).toBeCloseTo((3.5 * 75) / 2, 9)
    expect(metrics.activeEnergy).toBeCloseTo((3.5 * 75) / 2 - 1_800 * resting, 9)
    expect(basis?.activeEnergy).toBe('metabolic equivalent')
  })

  it('is the device’s own where it tells, and that of power in between', () => {
    const quantities = [
      ...[over('activeEnergyBurned', 50, 0, 300), over('activeEnergyBurned', 50, 900, 1_200)],
      ...steady('cyclingPower', 200, 0, 1_200),
    ]
    const { metrics, basis } = recordedOf({ seconds: 1_200, profile: rider, quantities })
    expect(metrics.activeEnergy).toBeCloseTo(100 + 600 * (0.2 / 4.184 / 0.24 - resting), 6)
    expect(basis?.activeEnergy).toBe('device, power')
  })

  it('is told second by second, also around a hole in the better source', () => {
    const quantities = [
      ...[...steady('cyclingPower', 200, 0, 100), ...steady('cyclingPower', 200, 1_000, 1_100)],
      ...steady('heartRate', 150, 0, 1_100),
    ]
    const { metrics } = recordedOf({ seconds: 1_100, profile: rider, quantities })
    // The last value before the hole holds for 10 s, the last of all for one.
    const heart = 62.5161 / 4.184 / 60
    expect(metrics.totalEnergy).toBeCloseTo((209 * 0.2) / 4.184 / 0.24 + 891 * heart, 6)
  })

  it('is absent where nothing is known, and active energy where rest is not', () => {
    expect(recordedOf({ seconds: 60 }).unavailable).toMatchObject({
      totalEnergy: 'body mass unknown',
      activeEnergy: 'body mass unknown',
    })
    const { metrics, unavailable } = recordedOf({ seconds: 60, quantities: steady('cyclingPower', 200, 0, 60) })
    expect(metrics.totalEnergy).toBeCloseTo(12 / 4.184 / 0.24, 9)
    expect(unavailable.activeEnergy).toBe('body mass, height, date of birth, biological sex unknown')
    const other = recordedOf({ seconds: 60, profile: rider, activityType: 'other' })
    expect(other.unavailable.totalEnergy).toBe('no metabolic equivalent of the activity is known')
  })
})
