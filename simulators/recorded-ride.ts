import type { QuantityReading } from '../src/exchange/recording/quantity-reading.js'
import type { Recording } from '../src/exchange/recording.js'
import { type Fact, movedFact, type Ride, type RideEventName } from './ride.js'

/** Where a recording is laid in time, epoch ms; where it was when left out. */
export interface RecordedRideOptions {
  readonly start?: number | undefined
}

/** A recording as the watch saw it that day: its readings, pauses and laps in the order of time. */
export const recordedRide = (recording: Recording, { start = recording.start }: RecordedRideOptions = {}): Ride => {
  const shift = start - recording.start
  return {
    activityType: recording.activityType,
    location: recording.location,
    start,
    end: recording.end + shift,
    types: [...new Set(recording.readings.map((reading) => reading.type))],
    facts: factsOf(recording).map((fact) => movedFact(fact, (at) => at + shift)),
  }
}

/**
 * At the same instant: first what was going on until then, then the event, then what is so from then on. A span is
 * half-open, so a value at the very start of a lap belongs to it and one at the very end of a ride is out of it.
 */
const factsOf = (recording: Recording): readonly Fact[] =>
  [...recording.readings.map(readingFact), ...eventFacts(recording)].toSorted(
    (one, other) => one.at - other.at || rank(one) - rank(other),
  )

const rank = (fact: Fact): number => {
  if (fact.kind === 'reading') return fact.reading.start < fact.at ? 0 : 2
  return 1
}

const readingFact = (reading: QuantityReading): Fact => ({ at: reading.end, kind: 'reading', reading })

/** Laps before pauses: a lap mark at the very start of a pause is the end of what was ridden. */
const eventFacts = ({ start, end, laps, pauses }: Recording): readonly Fact[] => [
  eventFact('start', start),
  ...laps.slice(0, -1).map((lap) => eventFact('lap', lap.end)),
  ...pauses.flatMap((pause) => [eventFact('pause', pause.start), eventFact('resume', pause.end)]),
  eventFact('end', end),
]

const eventFact = (event: RideEventName, at: number): Fact => ({ at, kind: 'event', event })
