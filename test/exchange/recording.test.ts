import { describe, expect, it } from 'vitest'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import type { Recording } from '../../src/exchange/recording.js'
import type { QuantityTypeName } from '../../src/health/type.js'
import { expectedOf, workoutBytes } from '../simulators/workout-fixtures.js'

const valuesOf = (recording: Recording, type: QuantityTypeName): readonly number[] =>
  recording.readings.filter((reading) => reading.type === type).map((reading) => reading.value)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
const distanceTypes: readonly QuantityTypeName[] = ['distanceCycling', 'distanceWalkingRunning']
const stretchesOf = (recording: Recording) => recording.readings.filter(({ type }) => distanceTypes.includes(type))

const files = [
  { file: 'indoor-trainer.fit', activityType: 'cycling', location: 'indoor' },
  { file: 'indoor-two-pauses.fit', activityType: 'cycling', location: 'indoor' },
  { file: 'outdoor-three-pauses.fit', activityType: 'cycling', location: 'outdoor' },
  { file: 'run-rr-intervals.fit', activityType: 'running', location: 'outdoor' },
  { file: 'run-smart-recording.fit', activityType: 'running', location: 'outdoor' },
] as const

describe.each(files)('the recording $file', ({ file, activityType, location }) => {
  const read = async () => {
    const expected = await expectedOf(file)
    const [session] = expected.sessions
    if (session === undefined) throw new Error(`no session is expected of ${file}`)
    return { recording: await parseRecording(await workoutBytes(file)), expected, ...session }
  }

  it('knows its sport and place', async () => {
    expect((await read()).recording).toMatchObject({ activityType, location })
  })

  it('runs as long as its summary declares', async () => {
    const { recording, declared } = await read()
    expect(recording.start).toBe(Date.parse(declared.start))
    expect(Math.abs(recording.elapsed - declared.total_timer_time)).toBeLessThan(0.2)
  })

  it('pauses when its timer stopped', async () => {
    const { recording, expected } = await read()
    expect(recording.pauses).toEqual(
      expected.timer?.pause_list.map(([at, seconds]) => ({
        start: Date.parse(at),
        end: Date.parse(at) + seconds * 1000,
      })),
    )
  })

  it('has laps of the declared lengths', async () => {
    const { recording, expected } = await read()
    expect(recording.laps.map((lap) => Math.round(lap.elapsed))).toEqual(
      expected.laps.map((lap) => Math.round(lap.timer)),
    )
    for (const [index, lap] of recording.laps.entries()) {
      expect(Math.abs(lap.start - Date.parse(expected.laps[index]?.start ?? ''))).toBeLessThan(1500)
    }
  })

  it('has every value that is present, once a second', async () => {
    const { recording, recomputed } = await read()
    const fields = [
      [recomputed.heart_rate_bpm, valuesOf(recording, 'heartRate')],
      [recomputed.power_w, valuesOf(recording, 'cyclingPower')],
      [activityType === 'cycling' ? recomputed.cadence_rpm : undefined, valuesOf(recording, 'cyclingCadence')],
      [recomputed.speed_m_s, valuesOf(recording, activityType === 'cycling' ? 'cyclingSpeed' : 'runningSpeed')],
    ] as const
    for (const [figure, values] of fields) {
      expect(values).toHaveLength(figure === undefined ? 0 : figure.n - recomputed.duplicate_timestamps)
      if (figure === undefined) continue
      expect(Math.max(...values)).toBe(figure.max)
      if (recomputed.duplicate_timestamps === 0) expect(mean(values)).toBeCloseTo(figure.mean, 2)
    }
  })

  it('covers its declared distance while the timer runs', async () => {
    const { recording, declared } = await read()
    const stretches = stretchesOf(recording)
    if (declared.total_distance === 0) expect(stretches).toEqual([])
    else expect(sum(stretches.map(({ value }) => value))).toBeCloseTo(declared.total_distance, 1)
    for (const { start, end, value } of stretches) {
      expect(end).toBeGreaterThan(start)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(start).toBeGreaterThanOrEqual(recording.start)
      expect(end).toBeLessThanOrEqual(recording.end)
      for (const pause of recording.pauses) expect(end <= pause.start || start >= pause.end).toBe(true)
    }
  })
})

describe('the end of a recording', () => {
  it('is where the summary has it, between whole seconds', async () => {
    const { end } = await parseRecording(await workoutBytes('outdoor-three-pauses.fit'))
    expect(new Date(end).toISOString()).toBe('2015-10-12T16:42:36.431Z')
  })

  it('lets in a last record that is less than half a second late', async () => {
    const { end, readings } = await parseRecording(await workoutBytes('run-rr-intervals.fit'))
    expect(readings.findLast(({ type }) => type === 'heartRate')).toMatchObject({ value: 112, start: end })
  })
})

describe('the recording run-rr-intervals.fit', () => {
  it('has its RR intervals', async () => {
    const file = 'run-rr-intervals.fit'
    const { heartbeats } = await parseRecording(await workoutBytes(file))
    const { hrv } = await expectedOf(file)
    const beats = heartbeats.flatMap((series) =>
      series.beats.map(({ timeSinceStart, precededByGap }) => ({
        at: series.start / 1_000 + timeSinceStart,
        precededByGap,
      })),
    )
    const intervals = beats.flatMap(({ at, precededByGap }, index) =>
      precededByGap ? [] : [at - (beats[index - 1]?.at ?? Number.NaN)],
    )
    expect(intervals).toHaveLength(hrv?.rr_raw.n ?? 0)
    expect(sum(intervals)).toBeCloseTo(hrv?.rr_raw.sum_s ?? 0, 2)
    expect(intervals.slice(0, 4).map((seconds) => Math.round(seconds * 1_000))).toEqual([1093, 1165, 1063, 983])
  })
})

describe('the recording run-three-laps.tcx', () => {
  const read = async () => parseRecording(await workoutBytes('run-three-laps.tcx'))

  it('is an outdoor run in three laps without pauses', async () => {
    const recording = await read()
    expect(recording).toMatchObject({ activityType: 'running', location: 'outdoor', pauses: [] })
    expect(recording.laps.map((lap) => lap.elapsed)).toEqual([608.47, 714.8, 669.51])
    expect(recording.start).toBe(Date.parse('2012-12-26T21:29:53Z'))
    expect(recording.elapsed).toBe(1992.78)
  })

  it('has its heart rates and its declared distance', async () => {
    const recording = await read()
    const heartRates = valuesOf(recording, 'heartRate')
    expect(heartRates).toHaveLength(383)
    expect([Math.min(...heartRates), Math.max(...heartRates)]).toEqual([60, 189])
    expect(mean(heartRates)).toBeCloseTo(156.653, 3)
    expect(sum(stretchesOf(recording).map(({ value }) => value))).toBeCloseTo(4689.243, 1)
  })
})
