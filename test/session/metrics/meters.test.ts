import { describe, expect, it } from 'vitest'
import { Meters } from '../../../src/session/metrics/meters.js'
import { PowerMeter } from '../../../src/session/metrics/power/power-meter.js'
import { zoneBorders, zoneOf } from '../../../src/session/metrics/zones.js'
import type { Profile } from '../../../src/session/profile.js'

const start = Date.parse('2026-11-22T10:00:00Z')

describe('power', () => {
  it('has the Normalized Power of an even ride in its power', () => {
    const meter = new PowerMeter('cyclingPower')
    meter.hold(200, 0, 600_000)
    expect(meter.normalizedPower).toBeCloseTo(200, 9)
    expect(meter.work).toBe(120)
  })

  it('has none under 30 s, and one from the first whole window on', () => {
    const meter = new PowerMeter('cyclingPower')
    meter.hold(200, 0, 29_000)
    expect(meter.normalizedPower).toBeUndefined()
    meter.hold(200, 29_000, 30_000)
    expect(meter.normalizedPower).toBeCloseTo(200, 9)
  })

  it('is 0 W in a gap', () => {
    const meter = new PowerMeter('cyclingPower')
    meter.hold(300, 0, 10_000)
    meter.fillTo(60_000)
    meter.hold(300, 60_000, 70_000)
    expect(meter.work).toBe(6)
    expect(meter.normalizedPower).toBeLessThan(300)
  })

  it('equals the formula on any series', () => {
    const series = Array.from({ length: 200 }, (_, second) => 100 + ((second * 37) % 300))
    const meter = new PowerMeter('cyclingPower')
    for (const [second, watts] of series.entries()) meter.hold(watts, second * 1_000, second * 1_000 + 1_000)
    const windows = series.slice(29).map((_, index) => series.slice(index, index + 30).reduce((a, b) => a + b) / 30)
    const mean = windows.reduce((sum, average) => sum + average ** 4, 0) / windows.length
    expect(meter.normalizedPower).toBeCloseTo(mean ** 0.25, 6)
  })
})

describe('zones', () => {
  it.each<{ says: string; profile: Profile; borders: readonly number[] | undefined }>([
    { says: 'reserve', profile: { maximumHeartRate: 190, restingHeartRate: 50 }, borders: [134, 148, 162, 176] },
    { says: 'maximum', profile: { maximumHeartRate: 200 }, borders: [120, 140, 160, 180] },
    { says: 'age', profile: { dateOfBirth: '1996-11-22' }, borders: [112.2, 130.9, 149.6, 168.3] },
    { says: 'own borders', profile: { maximumHeartRate: 190, zones: { heartRate: [100, 150] } }, borders: [100, 150] },
    { says: 'nothing', profile: {}, borders: undefined },
  ])('of the heart rate come from the $says', ({ profile, borders }) => {
    const found = zoneBorders(profile, start).get('heartRate')
    expect(found?.map((border) => Math.round(border * 10) / 10)).toEqual(borders)
  })

  it('of power come from the threshold', () => {
    const borders = zoneBorders({ functionalThresholdPower: 200 }, start).get('cyclingPower')
    expect(borders?.map(Math.round)).toEqual([110, 150, 180, 210, 240, 300])
  })

  it('§ 25 zones [U]: begin at their lower border', () => {
    const borders = [114, 133, 152, 171]
    expect([113, 114, 171].map((value) => zoneOf(borders, value))).toEqual([0, 1, 4])
  })

  it('add up to the time with a value', () => {
    const meters = new Meters({ profile: { maximumHeartRate: 200 }, start, distanceType: 'distanceCycling' })
    for (const meter of meters.byType.get('heartRate') ?? []) meter.hold(130, 0, 40_000)
    for (const meter of meters.byType.get('heartRate') ?? []) meter.hold(185, 50_000, 60_000)
    expect(meters.zones()).toEqual({
      heartRate: [
        { to: 120, seconds: 0 },
        { from: 120, to: 140, seconds: 40 },
        { from: 140, to: 160, seconds: 0 },
        { from: 160, to: 180, seconds: 0 },
        { from: 180, seconds: 10 },
      ],
    })
  })
})

describe('figures', () => {
  const statistic = { unit: 'W', start, end: start, count: 1, sources: [] }
  const hour = (profile: Profile, type: 'cyclingPower' | 'runningPower' | 'heartRate', value: number) => {
    const meters = new Meters({ profile, start, distanceType: 'distanceCycling' })
    for (const meter of meters.byType.get(type) ?? []) meter.hold(value, 0, 3_600_000)
    return meters.figures({ elapsed: 3_600, statistics: { [type]: { ...statistic, type, average: value } } })
  }

  it('of an hour at the threshold are 1 and 100', () => {
    const { metrics } = hour({ functionalThresholdPower: 250 }, 'cyclingPower', 250)
    expect(metrics.intensityFactor).toBeCloseTo(1, 9)
    expect(metrics.trainingStressScore).toBeCloseTo(100, 6)
    expect(metrics.variabilityIndex).toBeCloseTo(1, 9)
    expect(metrics.work).toBe(900)
  })

  it('that lack an input are absent, with the reason', () => {
    const { metrics, unavailable } = hour({}, 'cyclingPower', 250)
    expect(metrics).not.toHaveProperty('intensityFactor')
    expect(unavailable).toMatchObject({
      intensityFactor: 'threshold power unknown',
      trainingStressScore: 'threshold power unknown',
      trainingImpulse: 'no heart rate',
    })
    expect(hour({ functionalThresholdPower: 250 }, 'runningPower', 250).unavailable).toMatchObject({
      intensityFactor: 'threshold power unknown',
    })
  })

  it('weigh the heart by the reserve it uses', () => {
    const profile = { restingHeartRate: 50, maximumHeartRate: 190 }
    const man = hour({ ...profile, biologicalSex: 'male' }, 'heartRate', 120)
    expect(man.metrics.trainingImpulse).toBeCloseTo(60 * 0.5 * 0.64 * Math.exp(0.96), 9)
    const woman = hour({ ...profile, biologicalSex: 'female' }, 'heartRate', 120)
    expect(woman.metrics.trainingImpulse).toBeCloseTo(60 * 0.5 * 0.86 * Math.exp(0.835), 9)
    expect(hour(profile, 'heartRate', 120).unavailable.trainingImpulse).toBe('biological sex unknown')
  })
})
