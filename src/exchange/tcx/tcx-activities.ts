import type { Span } from '../../health/clock.js'
import { recordsMax } from '../activity-reader.js'
import { total } from '../recording/declared-amounts.js'
import type { ActivityPart, ActivityRecord, RecordedActivity } from '../recording/recorded-activity.js'
import { type Records, RecordTable, some } from '../recording/records.js'
import type { ClosedElement, DocumentActivities } from '../xml-reader.js'
import { XmlValues } from '../xml-values.js'
import { declaredLap, type LapField, lapFields } from './lap-fields.js'

/** When the first point of a track was, and the last. */
interface Track {
  first?: number
  last?: number
}

interface Lap {
  /** NaN until something tells. */
  start: number
  readonly said: { [Field in LapField]?: number | undefined }
  readonly tracks: Track[]
}

interface Activity {
  readonly sport: string
  readonly laps: Lap[]
  creator?: { readonly name?: string; readonly serial?: string } | undefined
}

type Point = { -readonly [Field in keyof ActivityRecord]?: ActivityRecord[Field] | undefined }

/** Which element of a track point is which field of a record, by its own and its parent's name. */
const pointFields: ReadonlyMap<string, Exclude<keyof ActivityRecord, 'at'>> = new Map([
  ['Trackpoint/DistanceMeters', 'distance'],
  ['Trackpoint/Cadence', 'cadence'],
  ['Trackpoint/AltitudeMeters', 'altitude'],
  ['HeartRateBpm/Value', 'heartRate'],
  ['Position/LatitudeDegrees', 'latitude'],
  ['Position/LongitudeDegrees', 'longitude'],
  ['TPX/Watts', 'power'],
  ['TPX/Speed', 'speed'],
  ['TPX/RunCadence', 'cadence'],
])
const maybeNegative: ReadonlySet<string> = new Set(['altitude', 'latitude', 'longitude'])
const multiSport = 'MultiSportSession'
const transition = 'Transition'
const lapNames: ReadonlySet<string> = new Set(['Lap', transition])

/** The activities of a TCX document (Garmin TrainingCenterDatabase v2); the sports of a multisport session are one. */
export class TcxActivities implements DocumentActivities {
  #activities: Activity[] = []
  #point: Point = {}
  #points = 0
  #records = new RecordTable()
  #isMultiSport = false
  #hasCourse = false
  readonly #values = new XmlValues()

  get faults(): number {
    return this.#values.faults
  }

  get hasCourse(): boolean {
    return this.#hasCourse
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === multiSport) this.#isMultiSport = true
    if (name === 'Course') this.#hasCourse = true
    if (name === 'Activity') this.#activities.push({ sport: attributes.Sport ?? 'other', laps: [] })
    // What lies between two sports is a lap of its own.
    if (name === transition) this.#activities.push({ sport: 'transition', laps: [] })
    const laps = this.#activities.at(-1)?.laps
    if (lapNames.has(name)) laps?.push(this.#lapAt(attributes.StartTime))
    if (name === 'Track') laps?.at(-1)?.tracks.push({})
    if (name === 'Trackpoint') this.#point = {}
  }

  close({ path, text }: ClosedElement): RecordedActivity | undefined {
    const [parent = '', name = ''] = path.slice(-2)
    const field = pointFields.get(`${parent}/${name}`)
    if (field !== undefined && path.includes('Trackpoint')) this.#point[field] = this.#valueOf(field, text)
    if (name === 'Time' && parent === 'Trackpoint') this.#point.at = this.#values.instant(text)
    if (name === 'Trackpoint') this.#keepPoint()
    if (!path.includes('Trackpoint')) this.#closeInLap(`${parent}/${name}`, text)
    if (parent === 'Creator') this.#closeInCreator(name, text)
    if (name === multiSport) this.#isMultiSport = false
    return name === multiSport || (name === 'Activity' && !this.#isMultiSport) ? this.rest() : undefined
  }

  rest(): RecordedActivity | undefined {
    const activities = this.#activities.filter(({ laps }) => laps.some(({ start }) => !Number.isNaN(start)))
    const records = this.#records
    this.#activities = []
    this.#records = new RecordTable()
    return activities.length === 0 ? undefined : activityOf(activities, records)
  }

  #closeInCreator(name: string, text: string): void {
    const activity = this.#activities.at(-1)
    if (activity === undefined) return
    if (name === 'Name') activity.creator = { ...activity.creator, name: text }
    if (name === 'UnitId' && /[1-9]/.test(text)) activity.creator = { ...activity.creator, serial: text }
  }

  #valueOf(field: keyof ActivityRecord, text: string): number | undefined {
    return maybeNegative.has(field) ? this.#values.number(text) : this.#values.amount(text)
  }

  #keepPoint(): void {
    this.#points += 1
    if (this.#points > recordsMax) throw new RangeError('too many points')
    const { at } = this.#point
    const lap = this.#activities.at(-1)?.laps.at(-1)
    const track = lap?.tracks.at(-1)
    if (at === undefined || lap === undefined || track === undefined) return
    if (Number.isNaN(lap.start)) lap.start = at
    track.first ??= at
    track.last = at
    this.#records.push({ ...this.#point, at })
  }

  #lapAt(start: string | undefined): Lap {
    return { start: this.#values.instant(start) ?? Number.NaN, said: {}, tracks: [] }
  }

  #closeInLap(element: string, text: string): void {
    const field = lapFields.get(element)
    const lap = this.#activities.at(-1)?.laps.at(-1)
    if (field !== undefined && lap !== undefined) lap.said[field] = this.#values.amount(text)
  }
}

const datedLaps = ({ laps }: Activity): readonly Lap[] => laps.filter(({ start }) => !Number.isNaN(start))

const activityOf = (activities: readonly Activity[], records: Records): RecordedActivity => {
  const laps = activities.flatMap(datedLaps)
  const isMultiSport = activities.length > 1
  const [{ sport, creator } = { sport: 'other', creator: undefined }] = activities
  return {
    sport: isMultiSport ? 'multisport' : sport,
    hasPosition: some(records, ({ latitude }) => latitude !== undefined),
    records,
    timer: timerOf(laps),
    laps: laps.map(({ start, said: { timer, distance, energy } }) => ({ start, timer, distance, energy })),
    summary: {
      start: laps[0]?.start,
      timer: total(laps.map(({ said }) => said.timer)),
      distance: total(laps.map(({ said }) => said.distance)),
      energy: total(laps.map(({ said }) => said.energy)),
    },
    declared: activities.flatMap((one) => datedLaps(one).map(({ said }) => declaredLap(one.sport, said))),
    beats: [],
    parts: isMultiSport ? activities.flatMap(partOf) : [],
    ...(creator?.name !== undefined && { device: creator }),
  }
}

const partOf = ({ sport, laps }: Activity): readonly ActivityPart[] => {
  const [first] = laps
  const last = laps.at(-1)
  if (first === undefined || last === undefined) return []
  return [{ sport, start: first.start, end: endOf(last) ?? last.start }]
}

/** How long a lap may go on after its last point, ms. */
const silenceMs = 3_600_000

/** When a lap ended: at its last point, or where its length ends if it never paused and the sensors fell silent before. */
const endOf = (lap: Lap | undefined): number | undefined => {
  if (lap === undefined) return undefined
  const last = lap.tracks.at(-1)?.last
  const end = lap.start + Math.round((lap.said.timer ?? 0) * 1_000)
  const goesOn = last === undefined || (lap.tracks.length === 1 && end > last && end - last <= silenceMs)
  return goesOn ? end : last
}

/** The timer runs from the first lap to the last record; within a lap, the hole between two tracks is a pause. */
const timerOf = (laps: readonly Lap[]): readonly Span[] => {
  const ends = laps.flatMap((lap) => lap.tracks.slice(0, -1).map((track) => track.last))
  const starts = laps.flatMap((lap) => lap.tracks.slice(1).map((track) => track.first))
  const first = laps[0]?.start
  const last = endOf(laps.at(-1))
  const spans = [first, ...starts].map((start, index) => ({ start, end: [...ends, last][index] }))
  return spans.filter((span): span is Span => (span.end ?? Number.NaN) > (span.start ?? Number.NaN))
}
