import type { QuantityReading } from '../src/exchange/recording/quantity-reading.js'
import type { Location } from '../src/health/kinds/location.js'
import type { Reading } from '../src/health/sample.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../src/health/type.js'
import type { WorkoutConfiguration, WorkoutLocation } from '../src/health/workout.js'

export type RideEventName = 'start' | 'beginActivity' | 'endActivity' | 'pause' | 'resume' | 'lap' | 'end'

/** One thing that a watch notices; `at` is when it does, epoch ms of the ride. */
export type Fact =
  | { readonly at: number; readonly kind: 'reading'; readonly reading: QuantityReading }
  | { readonly at: number; readonly kind: 'heartbeats'; readonly series: HeartbeatSeries }
  | { readonly at: number; readonly kind: 'way'; readonly locations: readonly Location[] }
  | RideEvent

type HeartbeatSeries = Extract<Reading, { kind: 'heartbeatSeries' }>

/** `activity` says which begins. */
export interface RideEvent {
  readonly at: number
  readonly kind: 'event'
  readonly event: RideEventName
  readonly activity?: Pick<WorkoutConfiguration, 'activityType' | 'location'> | undefined
}

/** What a watch can wear, whether it was recorded or is made up. `facts` can be walked again and stays in time order. */
export interface Ride {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  /** False of a ride that has its pauses already. */
  readonly autoPause?: false | undefined
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  /** Every type that occurs among the readings. */
  readonly types: readonly QuantityTypeName[]
  readonly facts: Iterable<Fact>
}

type Move = (at: number) => number

const movedSpan = <Spanned extends { readonly start: number; readonly end: number }>(spanned: Spanned, move: Move) => ({
  ...spanned,
  start: move(spanned.start),
  end: move(spanned.end),
})

/** The same fact at another time; `move` takes and gives epoch ms. */
export const movedFact = (fact: Fact, move: Move): Fact => {
  const at = move(fact.at)
  switch (fact.kind) {
    case 'event':
      return { ...fact, at }
    case 'reading':
      return { ...fact, at, reading: movedSpan(fact.reading, move) }
    case 'heartbeats':
      return { ...fact, at, series: movedSpan(fact.series, move) }
    case 'way':
      return { ...fact, at, locations: fact.locations.map((place) => ({ ...place, time: move(place.time) })) }
  }
}
