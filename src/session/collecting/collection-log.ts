import type { CollectionChange } from '../../health/workout.js'

/** More changes of what is collected than anybody asks for in one workout. */
export const mostCollectionChanges = 200

/** The changes with one more, in the order of their times; of one time, in the order they were asked for. */
export const withChange = (
  changes: readonly CollectionChange[],
  change: CollectionChange,
): readonly CollectionChange[] => [...changes, change].sort((one, other) => one.at - other.at)
