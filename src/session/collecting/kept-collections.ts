import { z } from 'zod'
import type { Span } from '../../health/clock.js'
import { typesCollectedIn } from '../../health/exercise/collected-types.js'
import type { Metadata } from '../../health/sample.js'
import { collectField } from '../../health/schema/collect-field.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'
import type { Collect, CollectionChange } from '../../health/workout.js'

const key = 'collections'
const keptSchema = z.array(z.strictObject({ at: z.number(), collect: collectField }))

/** What was asked to be collected, as it is kept with the saved workout, so that its record can be made anew. */
export const metadataOfCollections = (changes: readonly CollectionChange[] | undefined): Metadata =>
  changes === undefined || changes.length === 0 ? {} : { [key]: JSON.stringify(changes) }

/** What was kept with a saved workout; none where nothing sensible was. */
export const keptCollections = (metadata: Metadata): readonly CollectionChange[] => {
  try {
    return keptSchema.parse(JSON.parse(String(metadata[key])))
  } catch {
    return []
  }
}

/** A workout's time and sport, and what it was asked to collect. */
interface Collecting extends Span {
  readonly activityType: WorkoutActivityTypeName
  readonly collections?: readonly CollectionChange[] | undefined
}

const namedIn = (changes: readonly CollectionChange[]): readonly string[] =>
  changes.flatMap(({ collect }) => Object.keys(collect))

// Two recorders of the same time are both wanted, though each workout was of one alone.
const ofEverybody = (collect: Collect): Collect =>
  Object.fromEntries(Object.entries(collect).map(([type, wish]) => [type, typeof wish === 'object' ? true : wish]))

const overlaps = (one: Span, all: readonly Span[]): boolean =>
  all.some((other) => other !== one && other.start < one.end && one.start < other.end)

/** What workouts together were asked to collect: what one was asked for ends where the next one begins. */
export const joinedCollections = (all: readonly Collecting[]): readonly CollectionChange[] => {
  const named = [...new Set(all.flatMap(({ collections = [] }) => namedIn(collections)))]
  if (named.length === 0) return []
  return all
    .toSorted((one, other) => one.start - other.start)
    .flatMap((one) => {
      const { start: at, activityType, collections = [] } = one
      const wished = (collect: Collect) => (overlaps(one, all) ? ofEverybody(collect) : collect)
      const usual = typesCollectedIn(activityType)
      const collect = Object.fromEntries(named.map((type) => [type, usual.has(type as QuantityTypeName)]))
      return [
        { at, collect },
        ...collections.map((change) => ({ at: Math.max(change.at, at), collect: wished(change.collect) })),
      ]
    })
}
