import { HealthError, invalidArgument } from '../health/error.js'
import { sampleJson } from '../health/json/sample-json.js'
import { statisticsJson, workoutJson } from '../health/json/workout-json.js'
import { limitOf, listed, quantityTypeOf, spanOf, typesOf } from '../health/person/asked.js'
import { itemsOf } from '../health/person/iteration.js'
import type { Person } from '../health/person/person.js'
import type { SamplesQuery } from '../health/person/queries.js'
import { checkUnit, inUnit } from '../http/query.js'
import { seriesPage } from '../http/samples/series.js'
import { findWorkout, knownWorkout, samplesOfWorkout, workoutPage } from '../http/samples/workout-records.js'
import type { SamplePage, SamplePageQuery } from '../store/health-store.js'
import { known, type Scope } from './scope.js'

type SampleReads = Pick<Person, 'sample' | 'samplesPage' | 'samples' | 'quantitiesPage' | 'quantities' | 'sources'>

const pageQueryOf = (query: SamplesQuery): SamplePageQuery => ({
  types: typesOf(query.types),
  ...spanOf(query),
  sources: listed('source', query.sources),
  devices: listed('device', query.devices),
  predicate: query.predicate,
  sort: query.sort,
  limit: limitOf(query.limit),
  cursor: query.cursor,
})

const found = async ({ rooms: { store }, user }: Scope, query: SamplesQuery): Promise<SamplePage> => {
  if (query.workout === undefined) return store.samples(user, pageQueryOf(query))
  const { workout } = await knownWorkout(store, user, query.workout)
  return samplesOfWorkout(store, { user, workout }, pageQueryOf(query))
}

/** Reads of samples and of what is in them. */
export const sampleReads = (scope: Scope): SampleReads => {
  const { rooms, user } = scope
  const samplesPage: Person['samplesPage'] = async (query = {}) => {
    known(scope)
    checkUnit(query.unit, typesOf(query.types))
    const page = await found(scope, query)
    return { items: page.items.map((sample) => sampleJson(sample, query.unit)), cursor: page.cursor }
  }
  const quantitiesPage: Person['quantitiesPage'] = async (uuid, { cursor, ...query } = {}) => {
    known(scope)
    const sample = await rooms.store.find(user, uuid)
    if (sample === undefined) throw new HealthError('notFound', 'there is no such sample')
    if (sample.kind !== 'series' && sample.kind !== 'quantity') throw invalidArgument('the sample has no quantities')
    const from = cursor === undefined ? undefined : Number(cursor)
    return inUnit(() => seriesPage(sample, { ...query, limit: limitOf(query.limit), cursor: from }))
  }
  return {
    sample: async (uuid, { unit } = {}) => {
      known(scope)
      const sample = await rooms.store.find(user, uuid)
      return sample && inUnit(() => sampleJson(sample, unit))
    },
    samplesPage,
    samples: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => samplesPage({ ...query, cursor }), query.cursor, rooms.closing, signal),
    quantitiesPage,
    quantities: (uuid, { signal, ...query } = {}) =>
      itemsOf((cursor) => quantitiesPage(uuid, { ...query, cursor }), query.cursor, rooms.closing, signal),
    sources: async (types) => {
      known(scope)
      return rooms.store.sources(user, typesOf(types))
    },
  }
}

type FigureReads = Pick<Person, 'statistics' | 'workout' | 'workoutsPage' | 'workouts'>

/** Reads of figures and of workouts. */
export const figureReads = (scope: Scope): FigureReads => {
  const { rooms, user } = scope
  const workoutsPage: Person['workoutsPage'] = async (query = {}) => {
    known(scope)
    const page = await workoutPage(rooms.store, user, { ...query, ...spanOf(query), limit: limitOf(query.limit) })
    return { items: page.items.map(workoutJson), cursor: page.cursor }
  }
  return {
    statistics: async ({ type: given, unit, sources, ...query }) => {
      const type = quantityTypeOf(given)
      checkUnit(unit, [type])
      const sourcePriority = known(scope).sourcePriority?.[type]
      const asked = { ...query, ...spanOf(query), type, sources: listed('source', sources), sourcePriority }
      const figures = await rooms.store.statistics(user, asked)
      return figures && statisticsJson(figures, unit)
    },
    workout: async (id) => {
      known(scope)
      const sample = await findWorkout(rooms.store, user, id)
      return sample && workoutJson(sample.workout)
    },
    workoutsPage,
    workouts: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => workoutsPage({ ...query, cursor }), query.cursor, rooms.closing, signal),
  }
}
