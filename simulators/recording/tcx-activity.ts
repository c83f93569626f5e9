import type { Span } from '../../src/health/clock.js'
import { parseInstant } from '../../src/health/time.js'
import type { ActivityRecord, RecordedActivity } from './recorded-activity.js'

interface Element {
  readonly parent: string
  readonly content: string
}

interface Lap {
  readonly start: number
  timer?: number | undefined
  distance?: number | undefined
  readonly tracks: ActivityRecord[][]
}

type Point = { -readonly [Field in keyof ActivityRecord]?: ActivityRecord[Field] | undefined }

/** Which element of a track point is which field of a record. */
const pointFields: ReadonlyMap<string, Exclude<keyof ActivityRecord, 'at'>> = new Map([
  ['Trackpoint/DistanceMeters', 'distance'],
  ['Trackpoint/Cadence', 'cadence'],
  ['HeartRateBpm/Value', 'heartRate'],
  ['TPX/Watts', 'power'],
  ['TPX/Speed', 'speed'],
])

/** Takes the elements of a TCX document as they open and close, and puts its first activity together. */
export class TcxActivity {
  readonly #laps: Lap[] = []
  #sport: string | undefined
  #isOver = false
  #hasPosition = false
  #point: Point = {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'Activity') this.#sport ??= attributes.Sport ?? 'other'
    if (!this.#isReading) return
    if (name === 'Lap') this.#laps.push({ start: parseInstant(attributes.StartTime) ?? Number.NaN, tracks: [] })
    if (name === 'Track') this.#laps.at(-1)?.tracks.push([])
    if (name === 'Trackpoint') this.#point = {}
  }

  close(name: string, { parent, content }: Element): void {
    if (!this.#isReading) return
    const field = pointFields.get(`${parent}/${name}`)
    if (field !== undefined) this.#point[field] = amount(content)
    if (name === 'Time') this.#point.at = parseInstant(content)
    if (name === 'LatitudeDegrees') this.#hasPosition = true
    if (name === 'Trackpoint') this.#keepPoint()
    if (parent === 'Lap') this.#closeInLap(name, content)
    if (name === 'Activity') this.#isOver = true
  }

  finish(): RecordedActivity {
    const laps = this.#laps.filter((lap) => !Number.isNaN(lap.start))
    return activityOf(laps, { sport: this.#sport ?? 'other', hasPosition: this.#hasPosition })
  }

  get #isReading(): boolean {
    return this.#sport !== undefined && !this.#isOver
  }

  #keepPoint(): void {
    const { at } = this.#point
    if (at !== undefined)
      this.#laps
        .at(-1)
        ?.tracks.at(-1)
        ?.push({ ...this.#point, at })
  }

  #closeInLap(name: string, content: string): void {
    const lap = this.#laps.at(-1)
    if (lap === undefined) return
    if (name === 'TotalTimeSeconds') lap.timer = amount(content)
    if (name === 'DistanceMeters') lap.distance = amount(content)
  }
}

/** A number of something; undefined for text that is none and for less than nothing. */
const amount = (content: string): number | undefined => {
  const value = content === '' ? Number.NaN : Number(content)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}

const activityOf = (laps: readonly Lap[], facts: { sport: string; hasPosition: boolean }): RecordedActivity => ({
  ...facts,
  records: laps.flatMap((lap) => lap.tracks.flat()),
  timer: timerOf(laps),
  laps: laps.map(({ start, timer }) => ({ start, timer })),
  summary: { timer: total(laps.map((lap) => lap.timer)), distance: total(laps.map((lap) => lap.distance)) },
  rrIntervals: [],
})

/** The timer runs from the first lap to the last record; within a lap, the hole between two tracks is a pause. */
const timerOf = (laps: readonly Lap[]): readonly Span[] => {
  const ends = laps.flatMap((lap) => lap.tracks.slice(0, -1).map((track) => track.at(-1)?.at))
  const starts = laps.flatMap((lap) => lap.tracks.slice(1).map((track) => track[0]?.at))
  const first = laps[0]?.start
  const last = laps.at(-1)?.tracks.at(-1)?.at(-1)?.at
  const spans = [first, ...starts].map((start, index) => ({ start, end: [...ends, last][index] }))
  return spans.filter((span): span is Span => (span.end ?? Number.NaN) > (span.start ?? Number.NaN))
}

const total = (values: readonly (number | undefined)[]): number | undefined =>
  values.length > 0 && values.every((value) => value !== undefined)
    ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    : undefined
