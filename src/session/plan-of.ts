import { activitySpans } from '../health/exercise/activities.js'
import { distanceTypeOf } from '../health/exercise/distance-type.js'
import { maximumHeartRate } from '../health/exercise/heart-rate.js'
import type { PlanToFollow } from '../plans/follower.js'
import type { FoldPlan } from './builder/fold.js'
import type { SessionContext } from './machine.js'
import { zoneBorders } from './metrics/zones.js'
import { type Profile, profileAt } from './profile.js'
import { eventsOf } from './rules/session-events.js'

const followed = (
  { activityType, start, plan, zones }: Pick<SessionContext, 'activityType' | 'start' | 'plan' | 'zones'>,
  profile: Profile,
): PlanToFollow | undefined =>
  plan && {
    plan,
    distanceType: distanceTypeOf(activityType),
    form: {
      functionalThresholdPower: profile.functionalThresholdPower,
      runningThresholdPower: profile.runningThresholdPower,
      maximumHeartRate: maximumHeartRate(profile, start),
      zones: zoneBorders(profile, start, zones),
    },
  }

/** What a session's figures are folded by: its times and events as they are now, and what is known of the person. */
export const planOf = (context: SessionContext, profile: Profile): FoldPlan => {
  const { activityType, start, end, elapsed, lapLength, lapTime, zones, collections } = context
  return {
    start,
    end,
    elapsed,
    events: eventsOf(context),
    lapLength,
    lapTime,
    activityType,
    distanceType: distanceTypeOf(activityType),
    profile: profileAt(profile, start),
    zones,
    collections,
    activities: activitySpans(context),
    follow: followed(context, profileAt(profile, start)),
    priority: (type) => profile.sourcePriority?.[type] ?? [],
  }
}
