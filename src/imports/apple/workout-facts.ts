import type { AppleWorkout } from '../../exchange/apple/finding.js'
import type { RecordedActivity } from '../../health/exercise/activities.js'
import { workoutEvents } from '../../health/rules/workout-events.js'
import type { WorkoutEvent } from '../../health/workout.js'

const isSame = (one: WorkoutEvent, other: WorkoutEvent): boolean =>
  one.event === other.event && one.at === other.at && (one.end ?? one.at) === (other.end ?? other.at)

/** What happened in it and in its activities, which tell some of it once more. */
export function eventsOf(workout: AppleWorkout): readonly WorkoutEvent[] {
  const all = [...workout.events, ...workout.activities.flatMap(({ events = [] }) => events)]
  return workoutEvents(all.filter((event, index) => all.findIndex((other) => isSame(event, other)) === index))
}

/** Its sports or intervals; none when the export repeats the whole as its only activity. */
export function activitiesOf({ activities, activityType, start, end }: AppleWorkout): readonly RecordedActivity[] {
  const [first, ...others] = activities
  const isWhole = first?.activityType === activityType && first.start <= start && first.end >= end
  if (isWhole && others.length === 0) return []
  return activities
    .filter((activity) => activity.end > activity.start)
    .map((activity) => ({
      ...{ activityType: activity.activityType, location: activity.location, start: activity.start, end: activity.end },
      ...(activity.metadata !== undefined && { metadata: activity.metadata }),
    }))
}
