import type { AppleWorkout } from '../../exchange/apple/finding.js'
import { type QuantityReading, quantityReading } from '../../exchange/recording/quantity-reading.js'
import type { Span } from '../../health/clock.js'
import { typesCollectedIn } from '../../health/exercise/collected-types.js'
import { timerSpans, timerTime } from '../../health/exercise/timer.js'
import { type QuantityTypeName, quantityType } from '../../health/type.js'

/** The types that belong to the sports of a workout. */
export const sportTypes = ({ activityType, activities }: AppleWorkout): ReadonlySet<string> =>
  new Set(
    [activityType, ...activities.map((activity) => activity.activityType)].flatMap((sport) => [
      ...typesCollectedIn(sport),
    ]),
  )

/** When its timer ran: motion that was missed does not stop that of a watch. */
export const spansOf = ({ start, end, events }: AppleWorkout): readonly Span[] =>
  timerSpans({ start, end, events: events.filter(({ event }) => event === 'pause' || event === 'resume') })

/** An amount that a workout declares of a type that adds up. */
export interface DeclaredSum {
  readonly type: QuantityTypeName
  readonly sum: number
}

/** What it declares of what adds up and belongs to its sports. */
export function declaredSums(workout: AppleWorkout): readonly DeclaredSum[] {
  const types = sportTypes(workout)
  return Object.entries(workout.declared.statistics ?? {}).flatMap(([name, declared]) => {
    const type = name as QuantityTypeName
    const { sum } = declared ?? {}
    const counts = types.has(type) && quantityType(type).aggregation === 'cumulative'
    return counts && sum !== undefined && sum > 0 ? [{ type, sum }] : []
  })
}

/** The amount as readings, spread evenly over the time that the timer ran. */
export function spread({ type, sum }: DeclaredSum, workout: AppleWorkout): readonly QuantityReading[] {
  const spans = spansOf(workout).filter(({ start, end }) => end > start)
  const length = timerTime(spans, workout)
  const { timeZone } = workout
  return spans.map((span) => ({
    ...quantityReading(type, (sum * (span.end - span.start)) / length, span),
    timeZone,
  }))
}
