import type { QuantityReading } from '../src/exchange/recording/quantity-reading.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../src/health/type.js'
import type { WorkoutLocation } from '../src/health/workout.js'

export type RideEventName = 'start' | 'pause' | 'resume' | 'lap' | 'end'

/** One thing that a watch notices; `at` is when it does, epoch ms of the ride. */
export type Fact =
  | { readonly at: number; readonly kind: 'reading'; readonly reading: QuantityReading }
  | { readonly at: number; readonly kind: 'event'; readonly event: RideEventName }

/** What a watch can wear, whether it was recorded or is made up. `facts` can be walked again and stays in time order. */
export interface Ride {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  /** Every type that occurs among the readings. */
  readonly types: readonly QuantityTypeName[]
  readonly facts: Iterable<Fact>
}

/** The same fact at another time; `move` takes and gives epoch ms. */
export const movedFact = (fact: Fact, move: (at: number) => number): Fact => {
  if (fact.kind === 'event') return { ...fact, at: move(fact.at) }
  const { reading } = fact
  return { ...fact, at: move(fact.at), reading: { ...reading, start: move(reading.start), end: move(reading.end) } }
}
