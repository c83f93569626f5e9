import { Decoder, Stream } from '@garmin/fitsdk'
import FitParser from 'fit-file-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseRecording } from '../../../../src/exchange/read-recordings.js'
import { fitFile } from '../../../../src/exchange/write/fit/fit-file.js'
import { workoutBytes } from '../../../simulators/workout-fixtures.js'
import { imported } from '../../import-into.js'

const files = [
  'indoor-trainer.fit',
  'indoor-two-pauses.fit',
  'outdoor-three-pauses.fit',
  'run-rr-intervals.fit',
  'run-smart-recording.fit',
  'run-developer-fields.fit',
  'run-three-laps.tcx',
] as const

const exported = async (name: string) => {
  const recording = await parseRecording(await workoutBytes(name))
  const { workout, samples } = await imported(recording, { functionalThresholdPower: 250, maximumHeartRate: 185 })
  return { recording, workout, bytes: fitFile({ workout, samples, version: '0.1.0' }) }
}

describe.each(files)('%s, written as FIT again', (name) => {
  let written: Awaited<ReturnType<typeof exported>>
  beforeAll(async () => {
    written = await exported(name)
  })

  it("is valid for Garmin's own decoder, with the workout's figures", () => {
    const { workout, bytes } = written
    const decoder = new Decoder(Stream.fromByteArray([...bytes]))
    expect(decoder.isFIT()).toBe(true)
    expect(decoder.checkIntegrity()).toBe(true)
    const { messages, errors } = decoder.read()
    expect(errors).toEqual([])
    const [session] = messages.sessionMesgs ?? []
    expect(session?.totalTimerTime).toBeCloseTo(workout.elapsed, 2)
    expect(session?.totalElapsedTime).toBeCloseTo(workout.total, 2)
    expect(messages.lapMesgs?.map(({ totalTimerTime }) => Number(totalTimerTime).toFixed(2))).toEqual(
      workout.laps.map(({ elapsed }) => elapsed.toFixed(2)),
    )
    const { heartRate, runningPower, cyclingPower = runningPower } = workout.statistics
    expect(session?.avgHeartRate).toBe(heartRate && Math.round(heartRate.average ?? 0))
    expect(session?.maxPower).toBe(cyclingPower && Math.round(cyclingPower.max ?? 0))
    expect(messages.activityMesgs).toHaveLength(1)
  })

  it('has the climb and the speed in the fields that other programs look at', () => {
    const { workout, bytes } = written
    const { averageSpeed, ascent, descent } = workout.metrics
    const [session] = new Decoder(Stream.fromByteArray([...bytes])).read().messages.sessionMesgs ?? []
    expect(session?.totalAscent).toBe(ascent && Math.round(ascent))
    expect(session?.totalDescent).toBe(descent && Math.round(descent))
    expect(session?.enhancedAvgSpeed?.toFixed(3)).toBe(averageSpeed?.toFixed(3))
  })

  it('has the times in zones and the intervals between beats, in seconds', () => {
    const { workout, recording, bytes } = written
    const { messages } = new Decoder(Stream.fromByteArray([...bytes])).read()
    const [times] = messages.timeInZoneMesgs ?? []
    const millisecondsIn = (type: 'heartRate' | 'cyclingPower' | 'runningPower') =>
      workout.zones[type]?.map(({ seconds }) => Math.round(seconds * 1_000))
    expect(inMilliseconds(times?.timeInHrZone)).toEqual(millisecondsIn('heartRate'))
    expect(inMilliseconds(times?.timeInPowerZone)).toEqual(
      millisecondsIn('cyclingPower') ?? millisecondsIn('runningPower'),
    )
    const intervals = (messages.hrvMesgs ?? []).flatMap(({ time }) => inMilliseconds(time) ?? [])
    expect(intervals).toEqual(intervalsOf(recording))
  })

  it('reads as the same recording', async () => {
    const { recording, bytes } = written
    const again = await parseRecording(bytes)
    expect(again).toMatchObject({ activityType: recording.activityType, location: recording.location })
    expect(again.start).toBe(Math.floor(recording.start / 1_000) * 1_000)
    expect(Math.abs(again.elapsed - recording.elapsed)).toBeLessThan(1)
    expect(again.laps).toHaveLength(recording.laps.length)
    for (const type of ['heartRate', 'cyclingPower', 'cyclingCadence'] as const)
      expect(valuesOf(again, type)).toEqual(valuesOf(recording, type))
    expect(intervalsOf(again)).toEqual(intervalsOf(recording))
    expect(wayOf(again)).toBeCloseTo(wayOf(recording), 1)
    const placesOf = ({ route, end }: Recording) =>
      route
        .filter(({ time }) => time <= end)
        .map(({ latitude, longitude }) => [latitude.toFixed(6), longitude.toFixed(6)])
    expect(placesOf(again)).toEqual(placesOf(recording))
  })

  it('opens in a parser of others', async () => {
    const { workout, recording, bytes } = written
    const parsed = await new FitParser({ force: false, mode: 'list', speedUnit: 'm/s' }).parseAsync(Buffer.from(bytes))
    expect(parsed.sessions?.[0]?.total_timer_time).toBeCloseTo(workout.elapsed, 2)
    expect(parsed.laps).toHaveLength(workout.laps.length)
    const [first] = recording.route
    const place = parsed.records?.find(({ position_lat }) => position_lat !== undefined)
    if (first !== undefined) expect(Number(place?.position_lat)).toBeCloseTo(first.latitude, 5)
    if (first !== undefined) expect(Number(place?.position_long)).toBeCloseTo(first.longitude, 5)
  })
})

const inMilliseconds = (seconds: unknown): number[] | undefined =>
  Array.isArray(seconds) ? seconds.map((value) => Math.round(Number(value) * 1_000)) : undefined

type Recording = Awaited<ReturnType<typeof parseRecording>>
// What a recorder wrote after the timer had stopped is not in the workout.
const valuesOf = ({ readings, end }: Recording, type: string): readonly number[] =>
  readings.filter((reading) => reading.type === type && reading.start <= end).map(({ value }) => value)
// A series that goes on from another starts with the last beat of that one.
const intervalsOf = ({ heartbeats, end }: Recording): readonly number[] =>
  heartbeats
    .filter(({ start }) => start < end)
    .flatMap(({ beats }) =>
      beats.flatMap(({ timeSinceStart, precededByGap }, index) =>
        precededByGap ? [] : [Math.round((timeSinceStart - (beats[index - 1]?.timeSinceStart ?? 0)) * 1_000)],
      ),
    )
const wayOf = ({ readings }: Recording): number =>
  readings.filter(({ type }) => type.startsWith('distance')).reduce((sum, { value }) => sum + value, 0)
