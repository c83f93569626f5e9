import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import type { Split, Workout, WorkoutActivity } from '../../health/workout.js'
import { foldStored, type StoredWorkout } from '../builder/stored.js'
import { type KnownSplit, SplitSections } from './split-sections.js'

type Unit = 'splits' | 'mileSplits'

const knownOf = (workout: Workout, unit: Unit): readonly KnownSplit[] =>
  [workout, ...workout.activities].flatMap(({ activityType, [unit]: splits = [] }) =>
    splits.map((split) => ({ split, distanceType: distanceTypeOf(activityType) })),
  )

/** The same with figures in its splits. */
const told = <One extends Workout | WorkoutActivity>(one: One, figures: ReadonlyMap<Split, Split>): One => {
  const anew = (splits: readonly Split[] | undefined) => splits?.map((split) => figures.get(split) ?? split)
  const { splits, mileSplits } = one
  return { ...one, ...(splits && { splits: anew(splits) }), ...(mileSplits && { mileSplits: anew(mileSplits) }) }
}

/**
 * A record whose splits have figures. Where a split ends is only known once its distance is, so what is stored is folded a
 * second time, into the splits that the first time found.
 */
export async function withSplitFigures(stored: StoredWorkout, workout: Workout): Promise<Workout> {
  const all = (['splits', 'mileSplits'] as const).map((unit) => knownOf(workout, unit))
  if (all.every((known) => known.length === 0)) return workout
  const sections = all.map((known) => new SplitSections(known))
  const fold = await foldStored({ ...stored, plan: { ...stored.plan, follow: undefined, sections } })
  fold.finish(workout.end)
  const figures = new Map(sections.flatMap((one) => one.all))
  return { ...told(workout, figures), activities: workout.activities.map((activity) => told(activity, figures)) }
}
