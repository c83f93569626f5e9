import type { QuantityReading } from '../src/exchange/recording/quantity-reading.js'
import type { Recording } from '../src/exchange/recording.js'
import type { Location } from '../src/health/kinds/location.js'
import { type Fact, movedFact, type Ride, type RideEvent, type RideEventName } from './ride.js'

/** Where a recording is laid in time, epoch ms; where it was when left out. */
export interface RecordedRideOptions {
  readonly start?: number | undefined
}

/** A recording as the watch saw it that day: its readings, beats, way, sports, pauses and laps in the order of time. */
export const recordedRide = (recording: Recording, { start = recording.start }: RecordedRideOptions = {}): Ride => {
  const shift = start - recording.start
  return {
    activityType: recording.activityType,
    location: recording.location,
    autoPause: false,
    start,
    end: recording.end + shift,
    types: [...new Set(recording.readings.map((reading) => reading.type))],
    facts: factsOf(recording).map((fact) => movedFact(fact, (at) => at + shift)),
  }
}

/**
 * At the same instant: first what was going on until then, then the event, then what is so from then on. A span is
 * half-open, so a value at the very start of a lap belongs to it; one at the very end of a ride is how it ended.
 */
const factsOf = (recording: Recording): readonly Fact[] =>
  [
    ...recording.readings.map(readingFact),
    ...recording.heartbeats.map((series) => heartbeatsFact(series, recording)),
    ...wayFacts(recording),
    ...eventFacts(recording),
  ].toSorted((one, other) => one.at - other.at || rank(one, recording) - rank(other, recording))

const rank = (fact: Fact, { end }: Recording): number => {
  if (fact.kind === 'event') return 1
  return fact.kind === 'reading' && fact.reading.start === fact.at && fact.at < end ? 2 : 0
}

const readingFact = (reading: QuantityReading): Fact => ({ at: reading.end, kind: 'reading', reading })

/** Beats that a recorder wrote on after the end are told before it: the record is made then. */
const heartbeatsFact = (series: Recording['heartbeats'][number], { start, end }: Recording): Fact => ({
  at: series.start <= end ? Math.max(start, Math.min(series.end, end)) : series.end,
  kind: 'heartbeats',
  series,
})

const minuteMs = 60_000

/** The way is told a minute at a time. */
const wayFacts = ({ route, start, end }: Recording): readonly Fact[] => {
  return inMinutes(route, start).map((locations): Fact => {
    const [first, last] = [locations[0]?.time ?? start, locations.at(-1)?.time ?? end]
    return { at: first <= end ? Math.max(start, Math.min(last, end)) : last, kind: 'way', locations }
  })
}

const inMinutes = (route: Recording['route'], start: number): readonly Recording['route'][] => {
  const minuteOf = ({ time }: Location): number => Math.floor((time - start) / minuteMs)
  const minutes = new Map<number, Location[]>()
  for (const place of route) {
    const minute = minutes.get(minuteOf(place))
    if (minute === undefined) minutes.set(minuteOf(place), [place])
    else minute.push(place)
  }
  return [...minutes.values()]
}

/** Laps before pauses: a lap mark at the very start of a pause is the end of what was ridden. */
const eventFacts = ({ start, end, laps, pauses, parts }: Recording): readonly Fact[] => [
  eventFact('start', start),
  ...parts.flatMap((part, index) => [
    { ...eventFact('beginActivity', part.start), activity: part },
    // The next one ends the one before it.
    ...(part.end < (parts[index + 1]?.start ?? end) ? [eventFact('endActivity', part.end)] : []),
  ]),
  ...laps.slice(0, -1).map((lap) => eventFact('lap', lap.end)),
  ...pauses.flatMap((pause) => [eventFact('pause', pause.start), eventFact('resume', pause.end)]),
  eventFact('end', end),
]

const eventFact = (event: RideEventName, at: number): RideEvent => ({ at, kind: 'event', event })
