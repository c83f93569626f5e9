import type { Span } from '../../health/clock.js'
import { recordsMax } from '../activity-reader.js'
import type { ActivityRecord, RecordedActivity } from '../recording/recorded-activity.js'
import { RecordTable } from '../recording/records.js'
import type { ClosedElement, DocumentActivities } from '../xml-reader.js'
import { XmlValues } from '../xml-values.js'
import { distanceBetween } from './great-circle.js'

type Point = { -readonly [Field in keyof ActivityRecord]?: ActivityRecord[Field] | undefined }

/** Elements of a point's extensions, as Garmin's, Strava's, the Health app's and others' have them. */
const extensions: ReadonlyMap<string, Exclude<keyof ActivityRecord, 'at'>> = new Map([
  ['hr', 'heartRate'],
  ['heartrate', 'heartRate'],
  ['cad', 'cadence'],
  ['cadence', 'cadence'],
  ['power', 'power'],
  ['powerinwatts', 'power'],
  ['speed', 'speed'],
  ['watts', 'power'],
  ['course', 'course'],
  ['hacc', 'horizontalAccuracy'],
  ['vacc', 'verticalAccuracy'],
])

const isPlace = ({ latitude, longitude }: ActivityRecord): boolean => latitude !== undefined && longitude !== undefined

/** The tracks of a GPX document (GPX 1.1), each an activity; a hole between two segments is a pause. */
export class GpxActivities implements DocumentActivities {
  #records = new RecordTable()
  #segments: Span[] = []
  /** The last record of the present segment. */
  #before: ActivityRecord | undefined
  #distance = 0
  #sport = 'other'
  #creator: string | undefined
  #point: Point = {}
  #points = 0
  #hasCourse = false
  readonly #values = new XmlValues()

  get faults(): number {
    return this.#values.faults
  }

  get hasCourse(): boolean {
    return this.#hasCourse
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'gpx') this.#creator = attributes.creator
    if (name === 'trk') this.#begin()
    if (name === 'rte') this.#hasCourse = true
    if (name === 'trkseg') this.#before = undefined
    if (name === 'trkpt')
      this.#point = { latitude: this.#degrees(attributes.lat, 90), longitude: this.#degrees(attributes.lon, 180) }
  }

  close({ path, text }: ClosedElement): RecordedActivity | undefined {
    const [parent = '', name = ''] = path.slice(-2)
    if (parent === 'trkpt' && name === 'time') this.#point.at = this.#values.instant(text)
    if (parent === 'trkpt' && name === 'ele') this.#point.altitude = this.#values.number(text)
    if (parent === 'trkpt' && name === 'speed') this.#point.speed = this.#values.amount(text)
    const field = path.includes('extensions') && path.includes('trkpt') ? extensions.get(name.toLowerCase()) : undefined
    if (field !== undefined) this.#point[field] = field === 'course' ? this.#direction(text) : this.#values.amount(text)
    if (name === 'trkpt') this.#keepPoint()
    if (parent === 'trk' && name === 'type' && text !== '') this.#sport = text
    return name === 'trk' ? this.rest() : undefined
  }

  rest(): RecordedActivity | undefined {
    const [records, segments, sport] = [this.#records, this.#segments, this.#sport]
    this.#begin()
    if (records.length === 0) return undefined
    return {
      sport,
      hasPosition: true,
      records,
      timer: segments.filter(({ start, end }) => end > start),
      laps: [],
      summary: {},
      beats: [],
      parts: [],
      ...(this.#creator !== undefined && { device: { name: this.#creator } }),
    }
  }

  #begin(): void {
    this.#records = new RecordTable()
    this.#segments = []
    this.#before = undefined
    this.#distance = 0
    this.#sport = 'other'
  }

  /** Degrees from north; a receiver that does not know says -1. */
  #direction(text: string): number | undefined {
    const value = this.#values.amount(text)
    return value === undefined || value >= 360 ? undefined : value
  }

  #degrees(text: string | undefined, max: number): number | undefined {
    const value = this.#values.number(text)
    return value === undefined || Math.abs(value) > max ? undefined : value
  }

  #keepPoint(): void {
    this.#points += 1
    if (this.#points > recordsMax) throw new RangeError('too many points')
    const { at } = this.#point
    if (at === undefined) this.#hasCourse = true
    else this.#keepRecord({ ...this.#point, at })
  }

  // The way so far is left to the reader of a GPX file. A pause adds nothing to it.
  #keepRecord(record: ActivityRecord): void {
    if (this.#before !== undefined) this.#distance += distanceBetween(this.#before, record)
    const start = this.#before === undefined ? record.at : (this.#segments.pop()?.start ?? record.at)
    this.#segments.push({ start, end: record.at })
    this.#before = isPlace(record) ? record : (this.#before ?? record)
    this.#records.push({ ...record, distance: this.#distance })
  }
}
