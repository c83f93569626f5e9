import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RecordingFinding, readRecordings } from '../../src/exchange/read-recordings.js'
import { gathered, type Recording } from '../../src/exchange/recording.js'
import { workoutBytes } from '../simulators/workout-fixtures.js'

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = async (bytes: Uint8Array, size = 4_000): Promise<RecordingFinding[]> => {
  const found: RecordingFinding[] = []
  for await (const finding of readRecordings(inChunks(bytes, size))) found.push(finding)
  return found
}
const recordingsIn = (found: readonly RecordingFinding[]): Recording[] =>
  found.flatMap((one) => (one.type === 'recording' ? [gathered(one.recording)] : []))
const problemsIn = (found: readonly RecordingFinding[]): string[] =>
  found.flatMap((one) => (one.type === 'problem' ? [one.problem.code] : []))
const text = (xml: string): Uint8Array => new TextEncoder().encode(xml)

const gpx = (points: string, type = 'cycling'): Uint8Array =>
  text(`<?xml version="1.0"?><gpx version="1.1" creator="Edge" xmlns="http://www.topografix.com/GPX/1/1"
    xmlns:g="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"><trk><type>${type}</type>${points}</trk></gpx>`)
const point = (second: number, lon: number, extra = ''): string =>
  `<trkpt lat="0" lon="${lon}"><ele>${100 + second}</ele><time>${new Date(1_700_000_000_000 + second * 1_000).toISOString()}</time>
   <extensions><power>200</power><g:TrackPointExtension><g:hr>${120 + second}</g:hr>${extra}</g:TrackPointExtension></extensions></trkpt>`

describe('a file of workouts', () => {
  it.each(['indoor-trainer.fit', 'run-three-laps.tcx'])(
    '%s reads the same packed and in small pieces',
    async (name) => {
      const bytes = await workoutBytes(name)
      const whole = await read(bytes)
      expect(problemsIn(whole)).toEqual([])
      expect(recordingsIn(await read(bytes, 100))).toEqual(recordingsIn(whole))
      const packed = await read(new Uint8Array(gzipSync(bytes)), 333)
      expect(problemsIn(packed)).toEqual([])
      expect(recordingsIn(packed)).toEqual(recordingsIn(whole))
    },
  )

  it('gives each file that is chained', async () => {
    const [one, other] = [await workoutBytes('run-rr-intervals.fit'), await workoutBytes('indoor-two-pauses.fit')]
    const found = recordingsIn(await read(Buffer.concat([one, other])))
    expect(found.map(({ activityType }) => activityType)).toEqual(['running', 'cycling'])
  })

  it('gives what is whole of one that is cut off, and says so', async () => {
    const bytes = await workoutBytes('outdoor-three-pauses.fit')
    const found = await read(bytes.subarray(0, bytes.length / 2))
    const [recording] = recordingsIn(found)
    expect(problemsIn(found)).toEqual(['truncated'])
    expect((recording?.end ?? 0) - (recording?.start ?? 0)).toBeGreaterThan(1_000_000)
    const packed = gzipSync(bytes)
    expect(problemsIn(await read(new Uint8Array(packed.subarray(0, packed.length / 2))))).toContain('truncated')
  })

  it('gives the laps before broken markup', async () => {
    const bytes = await workoutBytes('run-three-laps.tcx')
    const found = await read(bytes.subarray(0, 100_000))
    expect(problemsIn(found)).toEqual(['badMarkup'])
    expect(recordingsIn(found)[0]?.readings.length).toBeGreaterThan(100)
  })

  it('says that something is no workout', async () => {
    expect(problemsIn(await read(text('hello')))).toEqual(['unknownFormat'])
    expect(problemsIn(await read(new Uint8Array()))).toEqual(['unknownFormat'])
  })

  it('tells the sports of a multisport file apart', async () => {
    const [recording] = recordingsIn(await read(await workoutBytes('multisport-three-sessions.fit')))
    expect(recording?.activityType).toBe('swimBikeRun')
    expect(
      recording?.parts.map(({ activityType, start, end }) => [activityType, Math.round((end - start) / 1_000)]),
    ).toEqual([
      ['running', 25],
      ['transition', 12],
      ['rowing', 23],
    ])
  })

  it('ends for any bytes, and gives readings in time order', async () => {
    const original = await workoutBytes('run-three-laps.tcx')
    const short = original.subarray(0, 6_000)
    const damage = fc.array(fc.tuple(fc.nat(short.length - 1), fc.nat(255)), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(short)
        for (const [at, value] of changes) bytes[at] = value
        for (const { readings } of recordingsIn(await read(bytes)))
          expect(readings.map(({ end }) => end)).toEqual(readings.map(({ end }) => end).toSorted((a, b) => a - b))
      }),
      { numRuns: 100 },
    )
  })
})

describe('a GPX track', () => {
  it('is measured along the great circle, with the values of its extensions', async () => {
    const track = `<trkseg>${[0, 1, 2, 3].map((second) => point(second, second * 0.0001)).join('')}</trkseg>`
    const [recording] = recordingsIn(await read(gpx(track)))
    const of = (type: string) =>
      recording?.readings.filter((reading) => reading.type === type).map(({ value }) => value)
    expect(recording).toMatchObject({ activityType: 'cycling', location: 'outdoor', elapsed: 3 })
    expect(of('heartRate')).toEqual([120, 121, 122, 123])
    expect(of('cyclingPower')).toEqual([200, 200, 200, 200])
    // A ten-thousandth of a degree of the equator of a sphere with the Earth's mean radius.
    for (const metres of of('distanceCycling') ?? []) expect(metres).toBeCloseTo(11.1195, 2)
    expect(recording?.route.map(({ altitude }) => altitude)).toEqual([100, 101, 102, 103])
  })

  it('pauses between its segments and gains no way there', async () => {
    const segments = [
      [0, 1, 2],
      [60, 61, 62],
    ].map((seconds) => `<trkseg>${seconds.map((second) => point(second, second * 0.0001)).join('')}</trkseg>`)
    const [recording] = recordingsIn(await read(gpx(segments.join(''))))
    expect(recording?.pauses).toEqual([{ start: 1_700_000_002_000, end: 1_700_000_060_000 }])
    const way = recording?.readings
      .filter(({ type }) => type === 'distanceCycling')
      .reduce((sum, { value }) => sum + value, 0)
    expect(way).toBeCloseTo(4 * 11.12, 1)
  })

  it('without times, or a route alone, is refused as a course', async () => {
    const untimed = await read(gpx('<trkseg><trkpt lat="1" lon="1"/></trkseg>'))
    expect([problemsIn(untimed), recordingsIn(untimed)]).toEqual([['course'], []])
    const planned = '<gpx version="1.1"><rte><rtept lat="1" lon="1"/></rte></gpx>'
    expect(problemsIn(await read(text(planned)))).toEqual(['course'])
    expect(problemsIn(await read(text('<gpx version="1.1"><wpt lat="1" lon="1"/></gpx>')))).toEqual(['noRecords'])
  })

  it.each([
    ['trail_running', 'running'],
    ['9', 'running'],
    ['gravel_cycling', 'cycling'],
    ['VirtualRide', 'cycling'],
    ['Hike', 'hiking'],
    ['open_water_swimming', 'swimming'],
    ['uncategorized', 'other'],
  ])('of %s is %s, and has its way whatever it is', async (type, activityType) => {
    const track = `<trkseg>${[0, 1, 2, 3].map((second) => point(second, second * 0.0001)).join('')}</trkseg>`
    const [recording] = recordingsIn(await read(gpx(track, type)))
    expect(recording?.activityType).toBe(activityType)
    expect(recording?.readings.filter(({ type: name }) => name.startsWith('distance'))).toHaveLength(3)
  })

  it('of the Health app has its places with their direction and accuracy', async () => {
    const [recording] = recordingsIn(await read(await workoutBytes('apple-health-route.gpx')))
    const place = { latitude: 37.78167, course: 206.252884 }
    expect(recording?.route).toEqual([
      {
        ...place,
        time: Date.parse('2019-06-11T22:00:42Z'),
        longitude: -122.396396,
        ...{ altitude: 4.083609, horizontalAccuracy: 8.29291, verticalAccuracy: 6.481525, speed: 0.116181 },
      },
      {
        ...place,
        time: Date.parse('2019-06-11T22:00:43Z'),
        longitude: -122.396394,
        ...{ altitude: 4.085232, horizontalAccuracy: 8.453521, verticalAccuracy: 6.549587, speed: 0.054395 },
      },
    ])
  })

  it('is a workout for each of its tracks', async () => {
    const track = (from: number): string =>
      `<trkseg>${[0, 1, 2].map((second) => point(from + second, second * 0.0001)).join('')}</trkseg>`
    const two = await read(gpx(`${track(0)}</trk><trk><type>running</type>${track(7_200)}`))
    expect(recordingsIn(two).map(({ activityType }) => activityType)).toEqual(['cycling', 'running'])
  })
})
