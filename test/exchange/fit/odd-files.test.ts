import { describe, expect, it } from 'vitest'
import { parseRecording } from '../../../src/exchange/read-recordings.js'
import type { Recording } from '../../../src/exchange/recording.js'
import {
  bytes,
  fileId,
  fitOf,
  lap,
  message,
  origin,
  originMs,
  record,
  session,
  timer,
  u8,
  u16,
  u32,
} from './made-file.js'

const seconds = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step)
const rated = (second: number): number[] => record(second, [3, u8, 120 + (second % 40)])
const valuesOf = ({ readings }: Recording, type: string): number[] =>
  readings.filter((reading) => reading.type === type).map(({ value }) => value)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const at = (second: number): number => originMs + second * 1_000

describe('a FIT file without timer events', () => {
  it('pauses in its longest holes when its session ran for less', async () => {
    const records = [...seconds(0, 100), ...seconds(160, 260), ...seconds(290, 390)].map(rated)
    const read = await parseRecording(fitOf(fileId(), ...records, session({ elapsed: 390, timer: 300 })))
    expect(read.elapsed).toBeCloseTo(300, 0)
    expect(read.pauses).toEqual([
      { start: at(100), end: at(160) },
      { start: at(260), end: at(290) },
    ])
  })

  it('goes on through holes when its session did', async () => {
    const records = [...seconds(0, 100), ...seconds(160, 260)].map(rated)
    const read = await parseRecording(fitOf(fileId(), ...records, session({ elapsed: 260 })))
    expect(read).toMatchObject({ elapsed: 260, pauses: [] })
  })

  it('starts and ends as its session says', async () => {
    const read = await parseRecording(fitOf(fileId(), ...seconds(12, 80).map(rated), session({ elapsed: 95.5 })))
    expect(read).toMatchObject({ start: at(0), end: at(95.5), elapsed: 95.5 })
  })

  it('runs from the first record to the last when there is no session either', async () => {
    const sport = message(12, [
      [0, 0, 1],
      [1, 0, 3],
    ])
    const read = await parseRecording(fitOf(fileId(), sport, ...seconds(5, 65).map(rated)))
    expect(read).toMatchObject({ activityType: 'running', start: at(5), end: at(65) })
  })
})

describe('a FIT file with timer events', () => {
  it('counts a pause as time when its session did', async () => {
    const records = seconds(0, 100).map(rated)
    const events = [timer(0, true), timer(40, false), timer(44, true), timer(100, false)]
    const read = await parseRecording(fitOf(fileId(), ...events, ...records, session({ elapsed: 100 })))
    expect(read).toMatchObject({ elapsed: 100, pauses: [] })
  })

  it('may have its session before its records, and a stop twice', async () => {
    const marks = [timer(0, true), timer(60, false), timer(60, false)]
    const read = await parseRecording(fitOf(fileId(), session({ elapsed: 60 }), ...marks, ...seconds(0, 60).map(rated)))
    expect(read).toMatchObject({ activityType: 'cycling', elapsed: 60 })
  })

  it('takes a lap at its word that starts elsewhere than where the last one ended', async () => {
    const laps = [lap({ elapsed: 30 }), lap({ start: 50, elapsed: 50 }), lap({ start: 100, elapsed: 20 })]
    const read = await parseRecording(
      fitOf(
        fileId(),
        timer(0, true),
        ...seconds(0, 120).map(rated),
        timer(120, false),
        ...laps,
        session({ elapsed: 120 }),
      ),
    )
    expect(read.laps.map(({ start }) => start)).toEqual([at(0), at(50), at(100)])
  })

  it('is not moved by a record of another decade', async () => {
    const read = await parseRecording(
      fitOf(fileId(), rated(-600_000_000), ...seconds(0, 60).map(rated), session({ elapsed: 60 })),
    )
    expect(read).toMatchObject({ start: at(0), end: at(60) })
  })
})

describe('a FIT file', () => {
  it('may hold no records: what its session declares is kept', async () => {
    const declared = { elapsed: 1_800, distance: 5_000 }
    const read = await parseRecording(fitOf(fileId(), session(declared, 1, [11, u16, 320])))
    expect(read).toMatchObject({ activityType: 'running', start: at(0), elapsed: 1_800 })
    expect(sum(valuesOf(read, 'distanceWalkingRunning'))).toBe(5_000)
    expect(sum(valuesOf(read, 'activeEnergyBurned'))).toBe(320)
  })

  it('has the way of its laps where no record tells of it', async () => {
    const laps = [lap({ elapsed: 60, distance: 400 }), lap({ start: 60, elapsed: 60, distance: 200 })]
    const read = await parseRecording(
      fitOf(fileId(), ...seconds(0, 120).map(rated), ...laps, session({ elapsed: 120, distance: 600 })),
    )
    expect(valuesOf(read, 'distanceCycling')).toEqual([400, 200])
    expect(read.laps).toHaveLength(2)
  })

  it('goes on from the total of an earlier ride', async () => {
    const records = seconds(0, 100).map((second) => record(second, [5, u32, (50_000 + second * 5) * 100]))
    const read = await parseRecording(fitOf(fileId(), ...records, session({ elapsed: 100, distance: 500 })))
    expect(sum(valuesOf(read, 'distanceCycling'))).toBeCloseTo(500, 2)
  })

  it('may be big-endian', async () => {
    const big = seconds(0, 30).map((second) =>
      message(
        20,
        [
          [253, u32, origin + second],
          [7, u16, 200 + second],
        ],
        { little: false },
      ),
    )
    const read = await parseRecording(fitOf(fileId(), ...big, session({ elapsed: 30 })))
    expect(valuesOf(read, 'cyclingPower').slice(0, 3)).toEqual([200, 201, 202])
  })

  it('has the developer field that stands for a native one, of the right developer', async () => {
    const described = (developer: number, native: number): number[] =>
      message(206, [
        [0, u8, developer],
        [1, u8, 0],
        [2, u8, 0x84],
        [14, u16, 20],
        [15, u8, native],
      ])
    const records = seconds(0, 30).map((second) =>
      message(
        20,
        [
          [253, u32, origin + second],
          [3, u8, 140],
        ],
        {
          developer: [
            [0, 0, 250, 0],
            [0, 1, 99, 0],
          ],
        },
      ),
    )
    const read = await parseRecording(
      fitOf(fileId(), described(0, 7), described(1, 3), ...records, session({ elapsed: 30 }, 1)),
    )
    expect(new Set(valuesOf(read, 'runningPower'))).toEqual(new Set([250]))
    expect(new Set(valuesOf(read, 'heartRate'))).toEqual(new Set([140]))
  })

  it('has the heart rates that a strap told after the swim', async () => {
    const ticks = 1_000_000
    const first = message(132, [
      [253, u32, origin + 10],
      [0, u16, 16_384],
      [6, u8, 101],
      [9, u32, ticks],
    ])
    // 1,024 and 2,048 ticks later, as low bits: two of 12 bits in three bytes.
    const [one, two] = [(ticks + 1_024) & 0xfff, (ticks + 2_048) & 0xfff]
    const packed = [one & 0xff, (one >> 8) | ((two & 0xf) << 4), two >> 4]
    const more = message(132, [
      [6, u8, 102, 103],
      [10, bytes, ...packed],
    ])
    const records = seconds(0, 60).map((second) => record(second, [4, u8, 30]))
    const read = await parseRecording(fitOf(fileId(), ...records, first, more, session({ elapsed: 60 }, 5)))
    const rates = read.readings.filter(({ type }) => type === 'heartRate')
    expect(rates.map(({ start, value }) => [start, value])).toEqual([
      [at(10.5), 101],
      [at(11.5), 102],
      [at(12.5), 103],
    ])
  })

  it('has the way of the lengths that were swum, not of those that were rested', async () => {
    const length = (start: number, isActive: boolean): number[] =>
      message(101, [
        [2, u32, origin + start],
        [3, u32, 30_000],
        [12, 0, isActive ? 1 : 0],
      ])
    const lengths = [length(0, true), length(30, true), length(60, false), length(90, true)]
    const swim = session({ elapsed: 120, distance: 75 }, 5, [6, 0, 17], [44, u16, 2_500])
    const read = await parseRecording(fitOf(fileId(), ...seconds(0, 120).map(rated), ...lengths, swim))
    expect(valuesOf(read, 'distanceSwimming')).toEqual(
      [25, 25, 0, 25, 0].slice(0, valuesOf(read, 'distanceSwimming').length),
    )
    expect(sum(valuesOf(read, 'distanceSwimming'))).toBe(75)
    expect(read).toMatchObject({ activityType: 'swimming', location: 'indoor' })
  })

  it('counts times since power-up from when its clock was known', async () => {
    const since = (second: number): number[] =>
      message(20, [
        [253, u32, 5_000 + second],
        [3, u8, 130],
      ])
    const correlation = message(162, [
      [253, u32, origin + 40],
      [1, u32, 5_040],
    ])
    const read = await parseRecording(fitOf(fileId(), ...seconds(0, 60).map(since), correlation))
    expect(read).toMatchObject({ start: at(0), end: at(60) })
  })

  it('counts times since power-up from when it was created otherwise', async () => {
    const since = (second: number): number[] =>
      message(20, [
        [253, u32, 5_000 + second],
        [3, u8, 130],
      ])
    const read = await parseRecording(fitOf(fileId(), ...seconds(0, 60).map(since)))
    expect(read).toMatchObject({ start: at(0), end: at(60) })
  })

  it('of a course is refused as one', async () => {
    const course = fitOf(fileId(6), ...seconds(0, 60).map(rated))
    await expect(parseRecording(course)).rejects.toThrow('course')
  })
})
