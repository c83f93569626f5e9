import fc from 'fast-check'
import type { Cut } from './calendar.js'
import { base, type Case, cases, type Deed } from './cases.js'
import type { Fresh } from './kept-samples.js'
import type { BruteQuery } from './readings.js'

const hour = 3_600_000

// Changes of the clocks, and the day that Samoa left out.
const changes = {
  'Europe/Berlin': ['2025-03-30T01:00Z', '2025-10-26T01:00Z'],
  'America/New_York': ['2025-03-09T07:00Z', '2025-11-02T06:00Z'],
  'Australia/Lord_Howe': ['2025-04-05T15:00Z', '2025-10-04T15:30Z'],
  'Asia/Kathmandu': ['1985-12-31T18:30Z', '2025-03-30T01:00Z'],
  'Pacific/Apia': ['2011-12-30T10:00Z', '2011-09-24T14:00Z'],
} as const

const places = Object.entries(changes).flatMap(([zone, times]) => times.map((at) => ({ zone, at: Date.parse(at) })))

/** An interval, and about how long it is, hours. */
const intervals = [
  ['P1D', 24],
  ['PT1H', 1],
  ['P1W', 168],
  ['P1M', 730],
  ['PT24H', 24],
  ['P1DT12H', 36],
] as const

/** What happens to a store around a change of the clocks, and by which calendar it is asked after each deed. */
export interface CalendarCase extends Pick<Case, 'type' | 'deeds'> {
  readonly query: BruteQuery
  readonly cut: Cut
}

/** How the time of a case becomes that of another place: where its beginning lies, and how much slower it runs. */
interface Move {
  readonly to: number
  readonly slower: number
}

const movedSample = (sample: Fresh, { to, slower }: Move): Fresh => {
  const start = to + (sample.start - base - hour) * slower
  const by = start - sample.start
  const end = sample.end + by
  return sample.kind === 'series'
    ? { ...sample, start, end, times: sample.times.map((time) => time + by) }
    : { ...sample, start, end }
}

const movedDeed = (deed: Deed, move: Move): Deed =>
  'save' in deed ? { save: deed.save.map((sample) => movedSample(sample, move)) } : deed

/** Borders at which something may go wrong: near the change, on the hour, at odd times, and on a month's last day. */
const fromChange = fc.oneof(
  fc.integer({ min: -60, max: 60 }).map((count) => count * hour),
  fc.integer({ min: -60, max: 60 }).map((count) => (count * hour) / 2),
  fc.integer({ min: -90 * 24, max: 90 * 24 }).map((count) => count * hour + 1_234_567),
)

/** Everything that may happen. */
export const calendarCases: fc.Arbitrary<CalendarCase> = fc
  .record({
    one: cases,
    place: fc.constantFrom(...places),
    interval: fc.constantFrom(...intervals),
    slower: fc.constantFrom(1, 24, 300),
    anchor: fromChange,
    start: fc.oneof(fc.integer({ min: -30, max: 0 }), fc.double({ min: -30, max: 0, noNaN: true })),
    length: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.1, max: 40, noNaN: true })),
  })
  .map(({ one, place, interval: [interval, hours], slower, anchor, start, length }) => {
    const [question] = one.questions
    const { start: _start, end: _end, ...rest } = question?.query ?? { type: one.type, start: 0, end: 0 }
    const from = Math.floor(place.at + (start * hours * hour) / 2)
    return {
      type: one.type,
      deeds: one.deeds.map((deed) => movedDeed(deed, { to: place.at, slower })),
      query: { ...rest, start: from, end: Math.ceil(from + length * hours * hour) },
      cut: { interval, zone: place.zone, anchor: place.at + anchor },
    }
  })
