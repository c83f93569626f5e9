import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Heartbeats } from '../../../../../devices/ble/readings/sport/heartbeats.js'
import { heartbeatSeriesSample } from '../../../../../src/health/kinds/new-samples.js'
import type { Reading } from '../../../../../src/health/sample.js'
import { openSensor } from '../sensor.js'

/** The beats of a series: when, ms, and whether some before were missed. */
const beatsOf = (reading: Reading | undefined) =>
  reading?.kind === 'heartbeatSeries'
    ? reading.beats.map(({ timeSinceStart, precededByGap }) => [
        Math.round(reading.start + timeSinceStart * 1_000),
        precededByGap,
      ])
    : []

describe('a series of heartbeats', () => {
  it('follows the intervals and ends with the arrival of the first notification', () => {
    const beats = new Heartbeats()
    beats.take([800, 900], 10_000)
    beats.take([1_000], 11_500)
    expect(beatsOf(beats.close())).toEqual([
      [8_300, true],
      [9_100, false],
      [10_000, false],
      [11_000, false],
    ])
  })

  it('marks a gap and starts over from the arrival when beats run away from it', () => {
    const beats = new Heartbeats()
    beats.take([1_000], 10_000)
    beats.take([1_000], 15_999)
    beats.take([1_000], 17_001)
    expect(beatsOf(beats.close())).toEqual([
      [9_000, true],
      [10_000, false],
      [11_000, false],
      [16_001, true],
      [17_001, false],
    ])
  })

  it('has no beat at an interval that is none, and goes on after it in time', () => {
    const beats = new Heartbeats()
    expect(beats.take([1_000, 0, 2_600, 1_000], 10_000)).toBe(2)
    expect(beatsOf(beats.close())).toEqual([
      [5_400, true],
      [6_400, false],
      [9_000, true],
      [10_000, false],
    ])
  })

  it('never goes back in time when it is anchored anew', () => {
    const beats = new Heartbeats()
    beats.take(Array(8).fill(2_500), 10_000)
    beats.take(Array(8).fill(2_500), 11_000)
    const times = beatsOf(beats.close()).map(([at]) => at)
    expect(times).toEqual([...times].sort((a, b) => Number(a) - Number(b)))
    expect(times.at(-1)).toBe(11_000)
  })

  it('does not join beats across an interruption', () => {
    const beats = new Heartbeats()
    beats.take([1_000], 10_000)
    expect(beatsOf(beats.interrupt())).toHaveLength(2)
    beats.take([1_000], 12_000)
    expect(beatsOf(beats.close())).toEqual([
      [11_000, true],
      [12_000, false],
    ])
  })

  it('is a valid sample, whatever the intervals and arrivals', () => {
    const notification = fc.tuple(
      fc.array(fc.oneof(fc.integer({ min: 240, max: 2_500 }), fc.nat(64_000)), { maxLength: 9 }),
      fc.oneof(fc.nat(2_000), fc.nat(60_000)),
    )
    fc.assert(
      fc.property(fc.array(notification, { maxLength: 60 }), (notifications) => {
        const beats = new Heartbeats()
        let at = 1_700_000_000_000
        let before = 0
        const check = (reading: Reading | undefined) => {
          if (reading?.kind !== 'heartbeatSeries') return
          const { start, end } = reading
          expect(() => heartbeatSeriesSample({ start, end, beats: reading.beats, source: 'strap' })).not.toThrow()
          expect(start).toBeGreaterThanOrEqual(before - 1)
          before = end
        }
        for (const [raw, later] of notifications) {
          at += later
          beats.take(
            raw.map((interval) => (interval * 1_000) / 1_024),
            at,
          )
          check(beats.due(at))
        }
        check(beats.close())
      }),
    )
  })
})

describe("a strap's beats", () => {
  const second = (sensor: ReturnType<typeof openSensor>, at: number) =>
    sensor.says('2A37', at, { heartRateBpm: 60, rrIntervals1024: [1_024] })
  const series = (sensor: ReturnType<typeof openSensor>) =>
    sensor.readings().filter(({ kind }) => kind === 'heartbeatSeries')

  it('are saved about every 30 s, each series going on where the last one ended', () => {
    const sensor = openSensor()
    for (let at = 1_000; at <= 65_000; at += 1_000) second(sensor, at)
    sensor.interrupt(66_000)
    const all = series(sensor)
    expect(all.map(({ start, end }) => end - start)).toEqual([30_001, 30_000, 5_000])
    expect(all.flatMap(beatsOf).filter(([, gap]) => gap)).toHaveLength(1)
    expect(all.flatMap(beatsOf)).toHaveLength(66)
    const [first, next] = all
    expect(next?.start).toBe(first?.end)
  })

  it('are saved when nothing comes any more', () => {
    const sensor = openSensor()
    second(sensor, 1_000)
    sensor.lapse(6_000)
    expect(series(sensor)).toHaveLength(0)
    sensor.lapse(6_001)
    expect(series(sensor)).toHaveLength(1)
  })

  it('are not kept of a sensor that makes them up', () => {
    const sensor = openSensor({ withoutHeartbeats: true })
    second(sensor, 1_000)
    sensor.interrupt(2_000)
    expect(series(sensor)).toEqual([])
    expect(sensor.told()).toEqual([['heartRate', 60, 1_000]])
  })

  it('have a gap where the strap lost contact', () => {
    const sensor = openSensor()
    second(sensor, 1_000)
    sensor.says('2A37', 2_000, { heartRateBpm: 60, sensorContactSupported: true, sensorContactDetected: false })
    second(sensor, 3_000)
    sensor.interrupt(4_000)
    expect(
      series(sensor)
        .flatMap(beatsOf)
        .map(([, gap]) => gap),
    ).toEqual([true, false, true])
  })
})
