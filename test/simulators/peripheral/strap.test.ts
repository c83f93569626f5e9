import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodySensorLocation, heartRateMeasurement } from '../../../devices/ble/profiles/fitness/heart-rate.js'
import { createBroadcastingStrap } from '../../../simulators/peripheral/broadcasting-strap.js'
import { createStrap, type StrapOptions } from '../../../simulators/peripheral/strap.js'
import { manualTimers } from '../../../simulators/timers.js'
import { run } from '../../../simulators/workouts/run.js'
import type { SimulatedWorkout } from '../../../simulators/workouts/simulated-workout.js'
import { steady } from '../../../simulators/workouts/steady.js'
import { propertyRuns } from '../../setup/property-runs.js'
import { characteristic, listen } from './listening.js'

const told = (options: StrapOptions, seconds: number) => {
  const [strap, timers] = [createStrap(options), manualTimers(0)]
  strap.run(timers)
  const { values } = listen(strap, '2A37')
  timers.pass(seconds * 1000)
  return values
}

const decoded = (values: readonly Uint8Array[]) => values.map((value) => heartRateMeasurement.decode(value).fields)

describe('a strap', () => {
  it('tells a heart rate a second, with contact, and energy every tenth time', () => {
    const measurements = decoded(told({ seed: 1, power: 200 }, 60))
    expect(measurements).toHaveLength(60)
    expect(measurements.every((each) => each?.sensorContactDetected === true)).toBe(true)
    const withEnergy = measurements.flatMap((each, index) => (each?.energyExpendedKj === undefined ? [] : [index + 1]))
    expect(withEnergy).toEqual([10, 20, 30, 40, 50, 60])
    expect(measurements.at(-1)?.energyExpendedKj).toBeGreaterThan(measurements[9]?.energyExpendedKj ?? 0)
  })

  it('tells intervals that add up to the time that passes', () => {
    const intervals = decoded(told({ seed: 3, power: 150 }, 120)).flatMap((each) => [...(each?.rrIntervalsMs ?? [])])
    const seconds = intervals.reduce((sum, each) => sum + each, 0) / 1000
    expect(seconds).toBeGreaterThan(114)
    expect(seconds).toBeLessThan(126)
  })

  it('holds a heart rate that was asked for, with beats to match', () => {
    const measurements = decoded(told({ seed: 1, heartRate: 48 }, 10))
    expect(measurements.map((each) => each?.heartRateBpm)).toEqual(Array.from({ length: 10 }, () => 48))
    expect(measurements.flatMap((each) => [...(each?.rrIntervals1024 ?? [])])).toEqual(
      Array.from({ length: 8 }, () => 1280),
    )
  })

  it('tells what the heart does in the workout that was asked for', () => {
    const rateAfter = (workout: SimulatedWorkout) => decoded(told({ seed: 1, workout }, 900)).at(-1)?.heartRateBpm ?? 0
    expect(rateAfter(steady)).toBeGreaterThan(130)
    expect(rateAfter(run)).toBeGreaterThan(rateAfter(steady) + 10)
  })

  it('tells 0 and no beats while nobody wears it', () => {
    const [strap, timers] = [createStrap({ seed: 1 }), manualTimers(0)]
    strap.run(timers)
    const { values } = listen(strap, '2A37')
    strap.wear(false)
    timers.pass(1000)
    expect(decoded(values)).toEqual([{ heartRateBpm: 0, sensorContactSupported: true, sensorContactDetected: false }])
  })

  it('resets its energy when it is told to, and refuses anything else', async () => {
    const [strap, timers] = [createStrap({ seed: 1, power: 300 }), manualTimers(0)]
    strap.run(timers)
    const { values } = listen(strap, '2A37')
    timers.pass(99_000)
    const control = characteristic(strap, '2A39')
    expect(() => control.write?.(Uint8Array.of(2))).toThrow(expect.objectContaining({ code: 0x80 }))
    await control.write?.(Uint8Array.of(1))
    timers.pass(1000)
    expect(decoded(values).at(-1)?.energyExpendedKj).toBeLessThan(3)
  })

  it('sits on the chest, has a battery and says who made it', async () => {
    const strap = createStrap({ seed: 1, name: 'Mine' })
    expect(strap.broadcast()).toMatchObject({ name: 'Mine', services: ['180D', '180F'] })
    expect(
      bodySensorLocation.decode((await characteristic(strap, '2A38').read?.()) ?? new Uint8Array()).fields,
    ).toEqual({ locationCode: 1, location: 'chest' })
    expect(strap.services.map(({ uuid }) => uuid)).toEqual(['180D', '180F', '180A'])
  })

  it('is the same for the same seed, and another one for another', () => {
    expect(told({ seed: 7 }, 30)).toEqual(told({ seed: 7 }, 30))
    expect(told({ seed: 7, power: 200 }, 30)).not.toEqual(told({ seed: 8, power: 200 }, 30))
  })

  it('encodes every second of any rider', () => {
    const rider = fc.record({
      seed: fc.nat(),
      power: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
      heartRate: fc.option(fc.integer({ min: 20, max: 400 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(rider, (options) => {
        const values = told({ ...options, faults: ['spike', 'duplicate', 'dropout'] }, 60)
        for (const fields of decoded(values)) expect(fields?.heartRateBpm).toBeGreaterThan(0)
      }),
      propertyRuns(20, 2_000),
    )
  })
})

describe('a strap that broadcasts', () => {
  it('tells its heart rate and contact in the advertisement', () => {
    const [strap, timers] = [createBroadcastingStrap({ seed: 1, heartRate: 70 }), manualTimers(0)]
    strap.run(timers)
    timers.pass(3000)
    expect(strap.broadcast().manufacturerData?.get(0x006b)).toEqual(Uint8Array.of(0x2e, 0x16, 70, 70))
    strap.wear(false)
    timers.pass(1000)
    expect(strap.broadcast().manufacturerData?.get(0x006b)).toEqual(Uint8Array.of(0x30, 0x16, 0, 0))
  })
})
