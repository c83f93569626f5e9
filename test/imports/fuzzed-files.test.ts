import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import { workoutFile } from '../../src/exchange/write/workout-file.js'
import { timerSpans } from '../../src/health/exercise/timer.js'
import type { Workout } from '../../src/health/workout.js'
import type { HealthStore } from '../../src/store/health-store.js'
import * as made from '../exchange/fit/made-file.js'
import { imported } from '../exchange/import-into.js'
import { clockAt, memoryStore } from '../session/begin.js'
import { patience, propertyRuns } from '../setup/property-runs.js'
import { workoutBytes } from '../simulators/workout-fixtures.js'
import { damagedFit, damagedXml } from './damage.js'
import { everything, importsInto, recordingsIn, report, workoutsIn } from './open.js'

const { message, u8, u16, u32 } = made

const freshStore = (): HealthStore => memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))

const numbersOf = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : []
}

/** A record is whole: its laps part it, its pauses are what its timer lacks, and it holds nothing but numbers. */
function expectWhole(workout: Workout): void {
  const { start, end, laps, elapsed, total } = workout
  expect(end).toBeGreaterThan(start)
  expect(total).toBeCloseTo((end - start) / 1_000, 3)
  const running = timerSpans(workout).reduce((sum, span) => sum + span.end - span.start, 0) / 1_000
  expect(elapsed).toBeCloseTo(running, 3)
  expect(laps.map((lap) => lap.start)).toEqual([start, ...laps.slice(0, -1).map((lap) => lap.end)])
  expect(laps.at(-1)?.end).toBe(end)
  expect(laps.reduce((sum, lap) => sum + lap.elapsed, 0)).toBeCloseTo(elapsed, 2)
  expect(numbersOf(workout).filter((number) => !Number.isFinite(number))).toEqual([])
}

/** Whatever a file is like: its import ends, tells what is in the store, and saves nothing without its record. */
async function expectAllOrNothing(bytes: Uint8Array): Promise<void> {
  const store = freshStore()
  const { workouts, samples, problems } = await report(importsInto(store), bytes)
  const stored = await everything(store)
  const found = workoutsIn(stored)
  expect(found.map(({ id }) => id).toSorted()).toEqual([...workouts].toSorted())
  expect(stored).toHaveLength(samples + workouts.length)
  if (workouts.length === 0) expect(problems.length).toBeGreaterThan(0)
  expect(workouts.length).toBeLessThanOrEqual(await recordingsIn(bytes))
  for (const workout of found) expectWhole(workout)
  const again = await report(importsInto(store), gzipSync(bytes))
  expect({ workouts: again.workouts, samples: again.samples }).toEqual({ workouts, samples: 0 })
  expect(await everything(store)).toHaveLength(stored.length)
}

const gpxOf = async (name: string, points: number): Promise<Buffer> => {
  const { workout, samples } = await imported(await parseRecording(await workoutBytes(name)))
  const text = [...workoutFile({ workout, samples, version: '1' }, 'gpx')].join('')
  const [head = '', ...others] = text.split('<trkpt')
  return Buffer.from(`${[head, ...others.slice(0, points)].join('<trkpt')}</trkseg></trk></gpx>`)
}

const tcxOf = async (name: string, points: number): Promise<Buffer> => {
  const text = Buffer.from(await workoutBytes(name)).toString()
  let left = points
  return Buffer.from(text.replace(/<Trackpoint>.*?<\/Trackpoint>\s*/gs, (point) => (left-- > 0 ? point : '')))
}

const place = (second: number): made.Field[] => [
  [0, 0x85, 600_000_000],
  [1, 0x85, second * 1_000],
]

/** Every kind of message that is read, little enough of each that damage meets all of them. */
const everyMessage = (): Uint8Array =>
  made.fitOf(
    made.fileId(),
    message(206, [
      [0, u8, 0],
      [1, u8, 1],
      [2, u8, u16],
      [14, u16, 20],
      [15, u8, 7],
    ]),
    message(162, [
      [253, u32, made.origin],
      [1, u32, made.origin],
    ]),
    message(12, [
      [0, 0, 2],
      [1, 0, 7],
    ]),
    made.timer(0, true),
    ...Array.from({ length: 12 }).flatMap((_, second) => [
      made.record(second, [3, u8, 120 + second], [7, u16, 200], [5, u32, second * 500], ...place(second)),
      message(78, [[0, u16, 500, 500, 0xffff]]),
    ]),
    made.timer(12, false),
    made.timer(20, true),
    message(132, [
      [253, u32, made.origin + 20],
      [6, u8, 120],
      [9, u32, 1_024],
    ]),
    message(132, [
      [6, u8, 121, 122],
      [10, 13, 0x00, 0x48, 0x80],
    ]),
    ...[21, 25, 30].map((second) => made.record(second, [3, u8, 130], [5, u32, 6_000 + second * 100])),
    message(101, [
      [2, u32, made.origin + 20],
      [3, u32, 5_000],
      [4, u32, 5_000],
      [12, 0, 1],
    ]),
    made.timer(30, false),
    made.lap({ elapsed: 12, distance: 60 }),
    made.lap({ start: 20, elapsed: 10, distance: 30 }),
    made.session({ elapsed: 12, distance: 60 }),
    made.session({ start: 20, elapsed: 10, distance: 30 }, 1, [11, u16, 12], [44, u16, 2_500]),
    message(34, [
      [253, u32, made.origin + 30],
      [5, u32, made.origin + 3_630],
    ]),
  )

describe('a damaged file leaves whole workouts or nothing', () => {
  it.each([
    ['a FIT ride', async () => damagedFit(await workoutBytes('run-rr-intervals.fit'))],
    ['a FIT multisport', async () => damagedFit(await workoutBytes('multisport-three-sessions.fit'))],
    ['a FIT file of every message', async () => damagedFit(everyMessage())],
    ['TCX', async () => damagedXml(await tcxOf('run-three-laps.tcx', 120))],
    ['GPX', async () => damagedXml(await gpxOf('outdoor-three-pauses.fit', 120))],
  ] as const)(
    '%s',
    async (_, open) => {
      await fc.assert(fc.asyncProperty(await open(), expectAllOrNothing), propertyRuns(25, 5_000))
    },
    patience(120_000),
  )

  it(
    'GPX and TCX of any text',
    async () => {
      const root = fc.constantFrom('<gpx><trk><trkseg>', '<TrainingCenterDatabase><Activities><Activity><Lap>', '')
      const anything = fc.tuple(root, fc.string({ unit: 'binary' })).map((parts) => Buffer.from(parts.join('')))
      await fc.assert(fc.asyncProperty(anything, expectAllOrNothing), propertyRuns(100, 20_000))
    },
    patience(120_000),
  )

  it(
    'FIT of any messages',
    async () => {
      const numbers = fc.constantFrom(0, 12, 18, 19, 20, 21, 34, 78, 101, 132, 162, 206)
      const field = fc
        .tuple(fc.nat(255), fc.constantFrom(u8, u16, u32, 0x85, 13))
        .chain(([number, type]) =>
          fc
            .array(fc.oneof(fc.nat(255), fc.nat(0xffff), fc.nat(0xffffffff)), { minLength: 1, maxLength: 4 })
            .map((values) => [number, type, ...values] as const),
        )
      const messages = fc.array(
        fc.tuple(numbers, fc.integer({ min: -5, max: 5_000 }), fc.array(field, { maxLength: 6 }), fc.boolean()),
        { maxLength: 30 },
      )
      const file = messages.map((all) =>
        made.fitOf(
          ...all.map(([number, second, fields, little]) =>
            message(number, [[253, u32, made.origin + second], ...fields], { little }),
          ),
        ),
      )
      await fc.assert(fc.asyncProperty(file, expectAllOrNothing), propertyRuns(100, 20_000))
    },
    patience(120_000),
  )
})
