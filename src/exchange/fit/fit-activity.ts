import { total } from '../recording/declared-amounts.js'
import type { ActivityLap, BeatIntervals, RecordedActivity, RecordingDevice } from '../recording/recorded-activity.js'
import { type Records, RecordTable, some, tableOf } from '../recording/records.js'
import { type TimerMark, timerSpans } from '../recording/timer.js'
import { DeveloperFields } from './developer-fields.js'
import { HeartRates } from './heart-rates.js'
import { Lengths } from './lengths.js'
import { epochOfFit, type FitMessage } from './message.js'
import { manufacturerOf } from './names/manufacturers.js'
import { inRealTime, isUnset } from './power-up-time.js'
import { messageNumbers, numberIn, numbersIn, textIn } from './profile.js'
import { recordIn } from './record-fields.js'
import { type Session, type Sport, sessionIn, sportIn } from './session.js'

const timerEvent = 0
const startType = 0
/** `stop`, `stop_all`, `stop_disable`, `stop_disable_all`. */
const stopTypes: ReadonlySet<number | undefined> = new Set([1, 4, 8, 9])

/** What a file is of, by its `file_id`: a way that was planned, not gone. */
const courseTypes: ReadonlySet<number | undefined> = new Set([6, 34, 35])

/** Takes the messages of one FIT file and puts its activity together. */
export class FitActivity {
  readonly #records = new RecordTable()
  readonly #marks: TimerMark[] = []
  readonly #laps: ActivityLap[] = []
  readonly #sessions: Session[] = []
  readonly #beats: BeatIntervals[] = []
  readonly #developer = new DeveloperFields()
  readonly #heartRates = new HeartRates()
  readonly #lengths = new Lengths()
  readonly #takers: ReadonlyMap<number, (message: FitMessage) => void> = new Map([
    [messageNumbers.record, (message) => this.#record(message)],
    [messageNumbers.hrv, (message) => this.#hrv(message)],
    [messageNumbers.event, (message) => this.#event(message)],
    [messageNumbers.lap, (message) => this.#lap(message)],
    [messageNumbers.session, (message) => this.#session(message)],
    [messageNumbers.activity, (message) => this.#activity(message)],
    [messageNumbers.fileId, (message) => this.#fileId(message)],
    [messageNumbers.hr, (message) => this.#heartRates.take(message)],
    [messageNumbers.length, (message) => this.#lengths.take(message)],
    [messageNumbers.fieldDescription, (message) => this.#developer.describe(message)],
    [messageNumbers.timestampCorrelation, (message) => this.#correlate(message)],
    [messageNumbers.sport, (message) => this.#sport(message)],
  ])
  #device: RecordingDevice = {}
  #utcOffset: number | undefined
  #newest: number | undefined
  #latest = 0
  #poolLength: number | undefined
  /** Of a file whose session is missing: what it says elsewhere. */
  #saidSport: Sport | undefined
  /** What times since power-up lack, ms. */
  #shift: number | undefined
  #created: number | undefined
  #isCourse = false

  take(message: FitMessage): void {
    this.#takers.get(message.number)?.(message)
  }

  /** What is kept so far. */
  get length(): number {
    const kept = [this.#records, this.#marks, this.#laps, this.#sessions, this.#beats, this.#heartRates.records]
    return kept.reduce((sum, { length }) => sum + length, this.#lengths.length)
  }

  /** A way that was planned, not gone. */
  get isCourse(): boolean {
    return this.#isCourse
  }

  finish(): RecordedActivity {
    const activity = this.#whole()
    if (!isUnset(activity)) return activity
    const [first] = activity.records
    const shift = this.#shift ?? (this.#created ?? Number.NaN) - (first?.at ?? Number.NaN)
    return Number.isFinite(shift) ? inRealTime(activity, shift) : activity
  }

  #whole(): RecordedActivity {
    const records = this.#allRecords()
    const isOfSeveral = this.#sessions.length > 1
    const isOfSports = new Set(this.#sessions.map((session) => session.sport)).size > 1
    const { sport, subSport } = this.#sessions[0] ?? this.#saidSport ?? { sport: 'generic', subSport: undefined }
    return {
      sport: isOfSports ? 'multisport' : sport,
      subSport: isOfSports ? undefined : subSport,
      hasPosition: some(records, ({ latitude }) => latitude !== undefined),
      records,
      timer: timerSpans(this.#marks, { start: records.at(0)?.at ?? this.#latest, end: this.#latest }),
      laps: this.#laps,
      summary: this.#summary(),
      beats: this.#beats,
      parts: isOfSeveral ? this.#sessions : [],
      declared: this.#sessions,
      device: this.#device,
      utcOffset: this.#utcOffset,
    }
  }

  // What is told afterwards of a swim counts where the records do not know.
  #allRecords(): Records {
    const has = (field: 'heartRate' | 'distance') => some(this.#records, (record) => (record[field] ?? 0) > 0)
    const rates = has('heartRate') ? [] : this.#heartRates.records
    const lengths = has('distance') || this.#poolLength === undefined ? [] : this.#lengths.records(this.#poolLength)
    return rates.length + lengths.length === 0 ? this.#records : tableOf([...this.#records, ...rates, ...lengths])
  }

  #summary(): RecordedActivity['summary'] {
    const all = this.#sessions
    const [starts, ends] = [all.map(({ start }) => start), all.map(({ end }) => end)]
    return {
      ...(all.length > 0 && { start: Math.min(...starts), end: Math.max(...ends) }),
      timer: total(all.map(({ timer }) => timer)),
      distance: total(all.map(({ distance }) => distance)),
      energy: total(all.map(({ energy }) => energy)),
    }
  }

  #record(message: FitMessage): void {
    if (message.timestamp === undefined) return
    const at = epochOfFit(message.timestamp)
    this.#newest = at
    this.#latest = Math.max(this.#latest, at)
    this.#records.push(recordIn(message, at, this.#developer))
  }

  // The message has no time of its own: it was written after the record before it.
  #hrv(message: FitMessage): void {
    const intervals = numbersIn(message, { number: 0 }).filter((raw) => raw !== 0xffff)
    if (intervals.length > 0 && this.#newest !== undefined) this.#beats.push({ at: this.#newest, intervals })
  }

  #event(message: FitMessage): void {
    if (message.timestamp === undefined || numberIn(message, { number: 0 }) !== timerEvent) return
    const type = numberIn(message, { number: 1 })
    if (type !== startType && !stopTypes.has(type)) return
    const at = epochOfFit(message.timestamp)
    this.#newest ??= at
    this.#marks.push({ at, running: type === startType })
  }

  #lap(message: FitMessage): void {
    const start = numberIn(message, { number: 2 })
    if (start === undefined) return
    const timer = numberIn(message, { number: 8, scale: 1_000 })
    const distance = numberIn(message, { number: 9, scale: 100 })
    const energy = numberIn(message, { number: 11 })
    this.#laps.push({ start: epochOfFit(start), timer, distance, energy })
    this.#saidSport ??= sportIn(message, 25, 39)
  }

  #session(message: FitMessage): void {
    this.#poolLength ??= numberIn(message, { number: 44, scale: 100 })
    this.#sessions.push(sessionIn(message, this.#records.at(0)?.at ?? 0))
  }

  #activity(message: FitMessage): void {
    const local = numberIn(message, { number: 5 })
    if (local === undefined || message.timestamp === undefined) return
    const offset = Math.round((local - message.timestamp) / 60)
    if (Math.abs(offset) <= 14 * 60) this.#utcOffset = offset
  }

  #fileId(message: FitMessage): void {
    const serial = numberIn(message, { number: 3 })
    const created = numberIn(message, { number: 4 })
    if (created !== undefined) this.#created = epochOfFit(created)
    this.#isCourse = courseTypes.has(numberIn(message, { number: 0 }))
    this.#device = {
      manufacturer: manufacturerOf(numberIn(message, { number: 1 })),
      name: textIn(message, 8),
      serial: serial === undefined ? undefined : String(serial),
    }
  }

  #sport(message: FitMessage): void {
    this.#saidSport = sportIn(message, 0, 1)
  }

  #correlate(message: FitMessage): void {
    const system = numberIn(message, { number: 1 })
    if (system === undefined || message.timestamp === undefined) return
    this.#shift = (message.timestamp - system) * 1_000
  }
}
