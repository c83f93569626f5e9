import { beforeAll, describe, expect, it } from 'vitest'
import { parseRecording } from '../../../src/exchange/read-recordings.js'
import type { ExportedWorkout } from '../../../src/exchange/write/exported-workout.js'
import { type ExportFormat, workoutFile } from '../../../src/exchange/write/workout-file.js'
import { isoTime } from '../../../src/health/time.js'
import { workoutSample } from '../../http/workout-sample.js'
import { workoutBytes } from '../../simulators/workout-fixtures.js'
import { imported } from '../import-into.js'
import { schemaFaults } from '../schema/schema-faults.js'

const files = [
  'indoor-trainer.fit',
  'indoor-two-pauses.fit',
  'outdoor-three-pauses.fit',
  'run-rr-intervals.fit',
  'run-smart-recording.fit',
  'run-developer-fields.fit',
  'multisport-three-sessions.fit',
  'run-three-laps.tcx',
] as const

const bytesOf = (exported: ExportedWorkout, format: ExportFormat): Buffer =>
  Buffer.concat([...workoutFile(exported, format)].map((piece) => Buffer.from(piece)))

const again = async (exported: ExportedWorkout, format: ExportFormat) =>
  imported(await parseRecording(new Uint8Array(bytesOf(exported, format))))

const distanceOf = ({ statistics }: ExportedWorkout['workout']): number =>
  (statistics.distanceCycling ?? statistics.distanceWalkingRunning)?.sum ?? 0

describe.each(files)('%s, written', (name) => {
  let exported: ExportedWorkout
  beforeAll(async () => {
    const { workout, samples } = await imported(await parseRecording(await workoutBytes(name)))
    exported = { workout, samples, version: '0.1.0' }
  })

  it('is TCX by its schema', async () => {
    expect(await schemaFaults(bytesOf(exported, 'tcx').toString(), 'training-center.xsd')).toEqual([])
  })

  it('has the same figures as TCX', async () => {
    const { workout } = exported
    const { workout: read } = await again(exported, 'tcx')
    expect(read.start).toBe(workout.start)
    expect(read.elapsed).toBeCloseTo(workout.elapsed, 2)
    expect(read.total).toBeCloseTo(workout.total, 2)
    expect(read.laps.map(({ elapsed }) => elapsed.toFixed(1))).toEqual(
      workout.laps.map(({ elapsed }) => elapsed.toFixed(1)),
    )
    expect(distanceOf(read)).toBeCloseTo(distanceOf(workout), 1)
    for (const type of ['heartRate', 'cyclingPower', 'cyclingCadence'] as const) {
      const [one, other] = [read.statistics[type], workout.statistics[type]]
      expect(one?.max).toBe(other?.max)
      if (other?.average !== undefined) expect(Math.abs((one?.average ?? 0) - other.average)).toBeLessThan(0.3)
    }
  })

  it('has a row a second as CSV', () => {
    const { workout } = exported
    const rows = bytesOf(exported, 'csv').toString().split('\r\n')
    expect(rows.pop()).toBe('')
    const [header = '', ...seconds] = rows.map((row) => row.split(','))
    expect(header).toContain('heartRate (count/min)')
    expect(seconds).toHaveLength(Math.floor(workout.end / 1_000) - Math.floor(workout.start / 1_000) + 1)
    expect(new Set(seconds.map((cells) => cells.length))).toEqual(new Set([header.length]))
    expect(Number(seconds.at(-1)?.[1])).toBeCloseTo(workout.elapsed, -0.5)
    const rates = seconds.flatMap((cells) => cells[header.indexOf('heartRate (count/min)')] || [])
    expect(Math.max(0, ...rates.map(Number))).toBe(workout.statistics.heartRate?.max ?? 0)
  })

  it('has every sample as JSON', () => {
    const { workout, samples } = exported
    const read = JSON.parse(bytesOf(exported, 'json').toString()) as Record<string, unknown>
    expect(read).toMatchObject({ id: workout.id, start: isoTime(workout.start), elapsed: workout.elapsed })
    expect(read.samples).toHaveLength(samples.length)
  })

  it('is GPX when it has a route', async () => {
    const { workout, samples } = exported
    const route = samples.flatMap((sample) => (sample.kind === 'workoutRoute' ? sample.locations : []))
    if (route.length === 0) {
      expect(() => bytesOf(exported, 'gpx')).toThrow(expect.objectContaining({ code: 'noData' }))
      return
    }
    expect(await schemaFaults(bytesOf(exported, 'gpx').toString(), 'gpx.xsd')).toEqual([])
    const { workout: read, samples: others } = await again(exported, 'gpx')
    expect(read.activityType).toBe(workout.activityType)
    expect(others.find(({ kind }) => kind === 'workoutRoute')).toMatchObject({ kind: 'workoutRoute' })
    expect(Math.abs(read.elapsed - workout.elapsed)).toBeLessThan(30)
    expect(read.statistics.heartRate?.max).toBe(workout.statistics.heartRate?.max)
  })
})

describe('a workout in which nothing was recorded', () => {
  const exported: ExportedWorkout = { workout: workoutSample().workout, samples: [], version: '0.1.0' }

  it('is a TCX with its time', async () => {
    const text = bytesOf(exported, 'tcx').toString()
    expect(await schemaFaults(text, 'training-center.xsd')).toEqual([])
    expect(text).toContain('<TotalTimeSeconds>3500</TotalTimeSeconds>')
  })
})

describe('a pause over the border of a lap', () => {
  it('is a pause in TCX', async () => {
    const { workout } = workoutSample()
    const at = (second: number): number => workout.start + second * 1_000
    const lap = (from: number, to: number, elapsed: number) => ({
      start: at(from),
      end: at(to),
      elapsed,
      statistics: {},
    })
    const paused = {
      ...workout,
      elapsed: 3_000,
      events: [
        { event: 'pause' as const, at: at(1_000) },
        { event: 'lap' as const, at: at(1_300) },
        { event: 'resume' as const, at: at(1_600) },
      ],
      laps: [lap(0, 1_300, 1_000), lap(1_300, 3_600, 2_000)],
    }
    const read = await parseRecording(new Uint8Array(bytesOf({ workout: paused, samples: [], version: '1' }, 'tcx')))
    expect(read.pauses).toEqual([{ start: at(1_000), end: at(1_600) }])
    expect(read.elapsed).toBeCloseTo(3_000, 2)
  })
})
