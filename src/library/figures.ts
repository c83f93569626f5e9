import type { StatisticsJson } from '../health/json/json-schema.js'
import { statisticsJson, workoutJson } from '../health/json/workout-json.js'
import { createCollectionBoard } from '../health/person/collection-board.js'
import { endableIteration } from '../health/person/iteration.js'
import { statisticsParams, workoutsParams } from '../health/person/params.js'
import type { FigureReads, WorkoutReads } from '../health/person/parts.js'
import type { CollectionUpdate } from '../health/person/person.js'
import type { CollectionFilter } from '../health/person/queries.js'
import { checkUnit } from '../http/query.js'
import { workoutsQuerySchema } from '../http/routes/workouts.js'
import { findWorkout, workoutPage } from '../http/samples/workout-records.js'
import { collectionPage } from '../http/statistics/collection.js'
import {
  collectionQuerySchema,
  collectionStreamQuerySchema,
  openCollection,
} from '../http/statistics/collection-query.js'
import { openLiveCollection } from '../http/statistics/collection-stream.js'
import { statisticsQueryOf, statisticsQuerySchema } from '../http/statistics/statistics-query.js'
import type { Watch } from '../http/stream/commit-watch.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'
import { watched } from './watched.js'

/** A collection whenever it changes. */
async function* updates(
  { rooms, user }: Scope,
  filter: CollectionFilter,
  watch: Watch,
): AsyncGenerator<CollectionUpdate, void, undefined> {
  const asked = judged(collectionStreamQuerySchema, statisticsParams(filter))
  checkUnit(asked.unit, [asked.type])
  const take = createCollectionBoard<StatisticsJson>()
  const reader = { ...rooms, watch, unit: asked.unit, collection: await openCollection(rooms, user, asked) }
  const live = await openLiveCollection(reader, undefined)
  for await (const { name, items } of live.events()) {
    const { changed, all } = take({ isWhole: name === 'collection', items })
    yield { changed, collection: all }
  }
}

/** Reads of figures over quantities. */
export const figureReads = (scope: Scope): FigureReads => {
  const { rooms, user } = scope
  return {
    statistics: async (query) => {
      known(scope)
      const asked = judged(statisticsQuerySchema, statisticsParams(query))
      checkUnit(asked.unit, [asked.type])
      const found = await rooms.store.statistics(user, statisticsQueryOf(rooms.users, user, asked))
      return found && statisticsJson(found, asked.unit)
    },
    statisticsCollectionPage: async (query) => {
      known(scope)
      const asked = judged(collectionQuerySchema, statisticsParams(query))
      checkUnit(asked.unit, [asked.type])
      return collectionPage(rooms, user, asked)
    },
    statisticsCollectionUpdates: ({ signal: given, ...filter }) =>
      endableIteration(
        (signal) => {
          known(scope)
          return watched(scope, signal, (watch) => updates(scope, filter, watch))
        },
        rooms.closing,
        given,
      ),
  }
}

/** Reads of workouts. */
export const workoutReads = (scope: Scope): WorkoutReads => {
  const { rooms, user } = scope
  return {
    workout: async (id) => {
      known(scope)
      const sample = await findWorkout(rooms.store, user, id)
      return sample && workoutJson(sample.workout)
    },
    workoutsPage: async (query = {}) => {
      known(scope)
      const page = await workoutPage(rooms.store, user, judged(workoutsQuerySchema, workoutsParams(query)))
      return { items: page.items.map(workoutJson), cursor: page.cursor }
    },
  }
}
