import { type Grants, maySee } from '../../health/permission/grant.js'
import type { ObjectTypeName } from '../../health/permission/object-type.js'
import type { Sample } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { DeclaredFigures, LiveWorkout, StatisticsByType, Workout, ZonesByType } from '../../health/workout.js'

type Measured = Pick<
  Workout,
  | 'laps'
  | 'activities'
  | 'statistics'
  | 'zones'
  | 'metrics'
  | 'unavailable'
  | 'basis'
  | 'splits'
  | 'mileSplits'
  | 'sources'
  | 'collects'
  | 'declared'
> & { readonly plan?: unknown }

// The figures beside the statistics are worked out of several types.
const shownDeclared = ({ elapsed, statistics }: DeclaredFigures, isShown: (type: string) => boolean) => ({
  ...(elapsed !== undefined && { elapsed }),
  ...(statistics && { statistics: Object.fromEntries(Object.entries(statistics).filter(([type]) => isShown(type))) }),
})

/** What a program may see of a workout that ended at `end`: figures of types that it may not read are left out. */
export function shownWorkout<Record extends Measured>(grants: Grants, workout: Record, end: number): Record {
  const isShown = (type: string): boolean =>
    end >= (grants.readFrom(type as QuantityTypeName) ?? Number.POSITIVE_INFINITY)
  const only = (statistics: StatisticsByType): StatisticsByType =>
    Object.fromEntries(Object.entries(statistics).filter(([type]) => isShown(type)))
  const shownZones = (zones: ZonesByType): ZonesByType =>
    Object.fromEntries(Object.entries(zones).filter(([type]) => isShown(type)))
  const collects = workout.collects?.filter(isShown)
  const known = { ...workout, ...(collects && { collects }) }
  const { statistics, zones, declared } = workout
  if ([statistics, zones, declared?.statistics ?? {}].flatMap(Object.keys).every(isShown)) return known
  return {
    ...known,
    statistics: only(statistics),
    laps: workout.laps.map(({ distance: _, ...lap }) => ({ ...lap, statistics: only(lap.statistics) })),
    activities: workout.activities.map((activity) => ({
      ...activity,
      statistics: only(activity.statistics),
      ...(activity.zones && { zones: shownZones(activity.zones) }),
      ...(activity.metrics && { metrics: {}, unavailable: {}, basis: {}, splits: undefined, mileSplits: undefined }),
    })),
    zones: shownZones(zones),
    // They are worked out of several types, and so are the reasons for those that are missing.
    metrics: {},
    unavailable: {},
    ...(workout.basis && { basis: {} }),
    ...(workout.splits && { splits: undefined, mileSplits: undefined }),
    ...(workout.plan !== undefined && { plan: undefined }),
    ...(declared && { declared: shownDeclared(declared, isShown) }),
    sources: workout.sources.filter((source) => source === grants.client),
  }
}

/** What a program may see of a workout that goes on; undefined when it may see none of it. */
export function shownLiveWorkout(grants: Grants, workout: LiveWorkout): LiveWorkout | undefined {
  const isRead = (type: ObjectTypeName): boolean => workout.at >= (grants.readFrom(type) ?? Number.POSITIVE_INFINITY)
  if (!isRead('workout')) return undefined
  const record = shownWorkout(grants, workout, workout.at)
  const { zone, currentZones = {}, recorder, ...shown } = record
  const zones = Object.entries(currentZones).filter(([type]) => isRead(type as QuantityTypeName))
  return {
    ...shown,
    ...(isRead('heartRate') && { zone }),
    ...(zones.length > 0 && { currentZones: Object.fromEntries(zones) }),
    ...(record.statistics === workout.statistics && { recorder }),
  }
}

/** The samples that a program may see, as it may see them. */
export const shown = (grants: Grants, samples: readonly Sample[]): readonly Sample[] =>
  samples.flatMap((sample) => shownSample(grants, sample) ?? [])

/** The sample as a program may see it; undefined when it may not. */
export function shownSample(grants: Grants, sample: Sample): Sample | undefined {
  if (!maySee(grants, sample)) return undefined
  if (sample.kind !== 'workout') return sample
  return { ...sample, workout: shownWorkout(grants, sample.workout, sample.end) }
}
