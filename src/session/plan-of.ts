import { activitySpans } from '../health/exercise/activities.js'
import { distanceTypeOf } from '../health/exercise/distance-type.js'
import type { FoldPlan } from './builder/fold.js'
import type { SessionContext } from './machine.js'
import { type Profile, profileAt } from './profile.js'

/** What a session's figures are folded by: its times and events as they are now, and what is known of the person. */
export const planOf = (
  { activityType, start, end, events, lapLength, activities }: SessionContext,
  profile: Profile,
): FoldPlan => ({
  start,
  end,
  events,
  lapLength,
  activityType,
  distanceType: distanceTypeOf(activityType),
  profile: profileAt(profile, start),
  activities: activitySpans({ start, end, activities }),
  priority: (type) => profile.sourcePriority?.[type] ?? [],
})
