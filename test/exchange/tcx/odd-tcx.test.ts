import { describe, expect, it } from 'vitest'
import { type RecordingFinding, readRecordings } from '../../../src/exchange/read-recordings.js'
import { gathered, type Recording } from '../../../src/exchange/recording.js'

const instant = (second: number): string => new Date(1_700_000_000_000 + second * 1_000).toISOString()
const point = (second: number, content = '<HeartRateBpm><Value>130</Value></HeartRateBpm>'): string =>
  `<Trackpoint><Time>${instant(second)}</Time>${content}</Trackpoint>`
const points = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => point(from + index)).join('')
const lap = (start: number, seconds: number, content: string, name = 'Lap'): string =>
  `<${name} StartTime="${instant(start)}"><TotalTimeSeconds>${seconds}</TotalTimeSeconds>${content}</${name}>`
const activity = (sport: string, content: string): string => `<Activity Sport="${sport}">${content}</Activity>`
const document = (content: string): string =>
  `<?xml version="1.0"?><TrainingCenterDatabase><Activities>${content}</Activities></TrainingCenterDatabase>`

async function read(xml: string): Promise<{ recordings: Recording[]; problems: string[] }> {
  async function* chunks() {
    yield new TextEncoder().encode(xml)
  }
  const found: RecordingFinding[] = []
  for await (const finding of readRecordings(chunks())) found.push(finding)
  return {
    recordings: found.flatMap((one) => (one.type === 'recording' ? [gathered(one.recording)] : [])),
    problems: found.flatMap((one) => (one.type === 'problem' ? [one.problem.code] : [])),
  }
}
const at = (second: number): number => Date.parse(instant(second))

describe('a TCX file', () => {
  it('pauses in holes of time when its laps ran for less', async () => {
    const track = `<Track>${points(0, 60)}${points(100, 160)}</Track>`
    const { recordings } = await read(document(activity('Biking', lap(0, 120, track))))
    expect(recordings).toMatchObject([{ elapsed: 120, pauses: [{ start: at(60), end: at(100) }] }])
  })

  it('does not pause between tracks when its laps ran on', async () => {
    const tracks = [points(0, 30), points(35, 60), points(65, 90)].map((track) => `<Track>${track}</Track>`).join('')
    const { recordings } = await read(document(activity('Biking', lap(0, 90, tracks))))
    expect(recordings).toMatchObject([{ elapsed: 90, pauses: [] }])
  })

  it('goes on after its last point for as long as its lap says', async () => {
    const track = `<Track>${points(0, 4)}</Track>`
    const { recordings } = await read(document(activity('Running', lap(0, 2_678, track))))
    expect(recordings).toMatchObject([{ elapsed: 2_678, pauses: [], end: at(2_678) }])
  })

  it('ends with its last point when its lap would be hours longer', async () => {
    const track = `<Track>${points(0, 60)}</Track>`
    const { recordings } = await read(document(activity('Running', lap(0, 60_000, track))))
    expect(recordings).toMatchObject([{ elapsed: 60 }])
  })

  it('may have laps without a track', async () => {
    const laps = lap(0, 600, '<DistanceMeters>2000</DistanceMeters><Calories>90</Calories>')
    const { recordings, problems } = await read(document(activity('Running', laps)))
    expect(problems).toEqual([])
    expect(recordings).toMatchObject([{ activityType: 'running', start: at(0), elapsed: 600 }])
    expect(recordings[0]?.readings.map(({ type, value }) => [type, value])).toEqual([
      ['distanceWalkingRunning', 2_000],
      ['activeEnergyBurned', 90],
    ])
  })

  it('may hold several activities', async () => {
    const two = [0, 7_200].map((from) =>
      activity('Running', lap(from, 60, `<Track>${points(from, from + 60)}</Track>`)),
    )
    expect((await read(document(two.join('')))).recordings).toHaveLength(2)
  })

  it('has the transitions of a session of several sports', async () => {
    const sport = (name: string, from: number): string =>
      activity(name, lap(from, 60, `<Track>${points(from, from + 60)}</Track>`))
    const transition = lap(60, 20, `<Track>${points(61, 80)}</Track>`, 'Transition')
    const session = `<MultiSportSession><Id>${instant(0)}</Id><FirstSport>${sport('Other', 0)}</FirstSport>
      <NextSport>${transition}${sport('Biking', 80)}</NextSport></MultiSportSession>`
    const { recordings } = await read(document(session))
    expect(recordings).toHaveLength(1)
    expect(recordings[0]?.parts.map(({ activityType, start, end }) => [activityType, start, end])).toEqual([
      ['other', at(0), at(60)],
      ['transition', at(60), at(80)],
      ['cycling', at(80), at(140)],
    ])
  })

  it('of courses alone is refused as such', async () => {
    const course = `<TrainingCenterDatabase><Courses><Course><Name>Loop</Name><Lap><TotalTimeSeconds>60</TotalTimeSeconds></Lap>
      <Track>${points(0, 60)}</Track></Course></Courses></TrainingCenterDatabase>`
    expect(await read(course)).toEqual({ recordings: [], problems: ['course'] })
  })
})
