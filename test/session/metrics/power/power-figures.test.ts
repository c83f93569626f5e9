import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnaerobicBalance } from '../../../../src/session/metrics/power/anaerobic-balance.js'
import { BestAverages, bestLengths } from '../../../../src/session/metrics/power/best-averages.js'
import { over, recordedOf, steady } from '../figures-of.js'

const hour = steady('cyclingPower', 250, 0, 3_600)

describe('an hour at the threshold', () => {
  // Allen, Coggan: Training and Racing with a Power Meter, by whose definition it is a score of 100.
  it('has an intensity of 1 and a stress score of 100', () => {
    const { metrics } = recordedOf({ seconds: 3_600, profile: { functionalThresholdPower: 250 }, quantities: hour })
    expect(metrics.normalizedPower).toBeCloseTo(250, 9)
    expect(metrics.intensityFactor).toBeCloseTo(1, 9)
    expect(metrics.trainingStressScore).toBeCloseTo(100, 9)
    expect(metrics.variabilityIndex).toBeCloseTo(1, 9)
    expect(metrics.work).toBeCloseTo(900, 9)
    expect(metrics.bestPower60min).toBeCloseTo(250, 9)
  })

  it('neither takes from W′ nor gives back, by the defaults that the record names', () => {
    const { metrics, basis } = recordedOf({
      seconds: 3_600,
      profile: { functionalThresholdPower: 250 },
      quantities: hour,
    })
    expect(metrics).toMatchObject({ wPrimeBalance: 20_000, lowestWPrimeBalance: 20_000 })
    expect(basis?.wPrimeBalance).toBe('critical power defaults to the threshold power, W′ defaults to 20 kJ')
  })

  it('of a run is held against the threshold of running', () => {
    const quantities = [...steady('runningPower', 300, 0, 3_600), over('distanceWalkingRunning', 12_000, 0, 3_600)]
    const profile = { functionalThresholdPower: 250, runningThresholdPower: 300 }
    const { metrics, unavailable } = recordedOf({ seconds: 3_600, activityType: 'running', profile, quantities })
    expect(metrics.trainingStressScore).toBeCloseTo(100, 9)
    expect(unavailable.wPrimeBalance).toBe('critical power unknown')
  })
})

describe('W′', () => {
  // By hand (Skiba 2015): 100 s at 50 W above take 5,000 J; then 100 s at 100 W below give back 100 × 5,000 / 20,000 W
  // at first, ever less: 5,000 × (1 − 100 / 20,000)^100 J are missing in the end.
  it('falls by what is above critical power and comes back the slower the less is missing', () => {
    const balance = new AnaerobicBalance({ criticalPower: 250, capacity: 20_000 })
    for (let second = 0; second < 100; second += 1) balance.push(300)
    expect(balance.balance).toBe(15_000)
    for (let second = 0; second < 100; second += 1) balance.push(150)
    expect(balance.balance).toBeCloseTo(20_000 - 5_000 * 0.995 ** 100, 6)
    expect(balance.lowest).toBe(15_000)
  })

  it('is that of the profile where it is known', () => {
    const profile = { functionalThresholdPower: 250, criticalPower: 240, anaerobicWorkCapacity: 15_000 }
    const { metrics, basis } = recordedOf({ seconds: 100, profile, quantities: steady('cyclingPower', 290, 0, 100) })
    expect(metrics.wPrimeBalance).toBe(15_000 - 100 * 50)
    expect(basis?.lowestWPrimeBalance).toBe('critical power known, W′ known')
  })
})

describe('best averages', () => {
  it('are those of every window, however the power goes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 700 }), (series) => {
        const best = new BestAverages()
        for (const watts of series) best.push(watts)
        for (const [name, length] of Object.entries(bestLengths)) {
          const windows = series.slice(length - 1).map((_, at) => series.slice(at, at + length))
          const means = windows.map((window) => window.reduce((sum, watts) => sum + watts, 0) / length)
          const wanted = series.length < length ? undefined : Math.max(...means)
          if (wanted === undefined) expect(best.averages[name]).toBeUndefined()
          else expect(best.averages[name]).toBeCloseTo(wanted, 9)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('forget what is more than an hour ago, and take broken watts too', () => {
    const best = new BestAverages()
    for (let second = 0; second < 9_000; second += 1) best.push(second < 4_000 ? 199.5 : 100.25)
    expect(best.averages['60min']).toBeCloseTo(199.5, 3)
    expect(best.averages['5s']).toBeCloseTo(199.5, 3)
  })

  it('are absent, with the reason, where the ride is shorter', () => {
    const { metrics, unavailable } = recordedOf({ seconds: 90, quantities: steady('cyclingPower', 250, 0, 90) })
    expect(metrics.bestPower1min).toBe(250)
    expect(unavailable.bestPower2min).toBe('under 2 min of power')
    expect(recordedOf({ seconds: 90 }).unavailable.bestPower5s).toBe('no power')
  })
})
