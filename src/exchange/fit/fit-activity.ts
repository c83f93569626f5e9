import type {
  ActivityLap,
  ActivityPart,
  ActivityRecord,
  BeatIntervals,
  RecordedActivity,
  RecordingDevice,
} from '../recording/recorded-activity.js'
import { type TimerMark, timerSpans } from '../recording/timer.js'
import { total } from '../recording/total.js'
import { manufacturerOf } from './manufacturers.js'
import { epochOfFit, type FitMessage } from './message.js'
import { type FitField, messageNumbers, numberIn, numbersIn, textIn } from './profile.js'
import { sportOf, subSportOf } from './sports.js'

const degrees = 2 ** 31 / 180

// Later of two wins: the enhanced field has the wider range.
const recordFields = {
  heartRate: [{ number: 3 }],
  power: [{ number: 7 }],
  speed: [
    { number: 73, scale: 1_000 },
    { number: 6, scale: 1_000 },
  ],
  distance: [{ number: 5, scale: 100 }],
  latitude: [{ number: 0, scale: degrees }],
  longitude: [{ number: 1, scale: degrees }],
  altitude: [
    { number: 78, scale: 5, offset: 500 },
    { number: 2, scale: 5, offset: 500 },
  ],
  strideLength: [{ number: 85, scale: 10_000 }],
  verticalOscillation: [{ number: 39, scale: 100 }],
  groundContactTime: [{ number: 41, scale: 10 }],
} as const satisfies Partial<Record<keyof ActivityRecord, readonly FitField[]>>
const fieldNames = Object.keys(recordFields) as (keyof typeof recordFields)[]

const firstOf = (message: FitMessage, fields: readonly FitField[]): number | undefined => {
  for (const field of fields) {
    const value = numberIn(message, field)
    if (value !== undefined) return value
  }
  return undefined
}

const timerEvent = 0
const startType = 0
/** `stop`, `stop_all`, `stop_disable`, `stop_disable_all`. */
const stopTypes: ReadonlySet<number | undefined> = new Set([1, 4, 8, 9])

interface Session extends ActivityPart {
  readonly timer: number | undefined
  readonly distance: number | undefined
  readonly energy: number | undefined
}

/** Takes the messages of one FIT file and puts its activity together. */
export class FitActivity {
  readonly #records: ActivityRecord[] = []
  readonly #marks: TimerMark[] = []
  readonly #laps: ActivityLap[] = []
  readonly #sessions: Session[] = []
  readonly #beats: BeatIntervals[] = []
  #device: RecordingDevice = {}
  #utcOffset: number | undefined
  #newest: number | undefined

  take(message: FitMessage): void {
    if (message.number === messageNumbers.record) this.#record(message)
    else if (message.number === messageNumbers.hrv) this.#hrv(message)
    else if (message.number === messageNumbers.event) this.#event(message)
    else if (message.number === messageNumbers.lap) this.#lap(message)
    else if (message.number === messageNumbers.session) this.#session(message)
    else if (message.number === messageNumbers.activity) this.#activity(message)
    else if (message.number === messageNumbers.fileId) this.#fileId(message)
  }

  /** What is kept so far. */
  get length(): number {
    const kept = [this.#records, this.#marks, this.#laps, this.#sessions, this.#beats]
    return kept.reduce((sum, { length }) => sum + length, 0)
  }

  finish(): RecordedActivity {
    const [first] = this.#sessions
    const end = this.#records.reduce((last, { at }) => Math.max(last, at), 0)
    return {
      sport: this.#sessions.length > 1 ? 'multisport' : (first?.sport ?? 'generic'),
      subSport: this.#sessions.length > 1 ? undefined : first?.subSport,
      hasPosition: this.#records.some(({ latitude }) => latitude !== undefined),
      records: this.#records,
      timer: timerSpans(this.#marks, end),
      laps: this.#laps,
      summary: {
        timer: total(this.#sessions.map(({ timer }) => timer)),
        distance: total(this.#sessions.map(({ distance }) => distance)),
        energy: total(this.#sessions.map(({ energy }) => energy)),
      },
      beats: this.#beats,
      parts: this.#sessions.length > 1 ? this.#sessions : [],
      device: this.#device,
      utcOffset: this.#utcOffset,
    }
  }

  #record(message: FitMessage): void {
    if (message.timestamp === undefined) return
    const at = epochOfFit(message.timestamp)
    this.#newest = at
    const values = fieldNames.map((name) => [name, firstOf(message, recordFields[name])] as const)
    const present = Object.fromEntries(values.filter(([, value]) => value !== undefined))
    this.#records.push({ at, ...present, ...cadenceIn(message) })
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
    this.#laps.push({ start: epochOfFit(start), timer: numberIn(message, { number: 8, scale: 1_000 }) })
  }

  #session(message: FitMessage): void {
    const start = numberIn(message, { number: 2 })
    const length = numberIn(message, { number: 7, scale: 1_000 }) ?? 0
    const from = start === undefined ? (this.#records[0]?.at ?? 0) : epochOfFit(start)
    this.#sessions.push({
      sport: sportOf(numberIn(message, { number: 5 })),
      subSport: subSportOf(numberIn(message, { number: 6 })),
      start: from,
      end: from + Math.round(length * 1_000),
      timer: numberIn(message, { number: 8, scale: 1_000 }),
      distance: numberIn(message, { number: 9, scale: 100 }),
      energy: numberIn(message, { number: 11 }),
    })
  }

  #activity(message: FitMessage): void {
    const local = numberIn(message, { number: 5 })
    if (local === undefined || message.timestamp === undefined) return
    const offset = Math.round((local - message.timestamp) / 60)
    if (Math.abs(offset) <= 14 * 60) this.#utcOffset = offset
  }

  #fileId(message: FitMessage): void {
    const serial = numberIn(message, { number: 3 })
    this.#device = {
      manufacturer: manufacturerOf(numberIn(message, { number: 1 })),
      name: textIn(message, 8),
      serial: serial === undefined ? undefined : String(serial),
    }
  }
}

const cadenceIn = (message: FitMessage): { cadence?: number } => {
  const whole = numberIn(message, { number: 4 })
  if (whole === undefined) return {}
  return { cadence: whole + (numberIn(message, { number: 53, scale: 128 }) ?? 0) }
}
