import { z } from 'zod'
import {
  type StatisticsJson,
  sampleJsonSchema,
  statisticsJsonSchema,
  workoutJsonSchema,
} from '../health/json/json-schema.js'
import { originJsonSchema } from '../health/json/origin-json.js'
import { createCollectionBoard } from '../health/person/collection-board.js'
import { endableIteration, itemsOf } from '../health/person/iteration.js'
import {
  bulkParams,
  correlationsParams,
  paramsOf,
  quantitiesOfTypeParams,
  samplesBody,
  sourcesParams,
  statisticsParams,
  workoutsParams,
} from '../health/person/params.js'
import type { Person } from '../health/person/person.js'
import type { SourcesFilter } from '../health/person/queries.js'
import type { SampleTypeName } from '../health/type.js'
import { checked } from './transport/answer.js'
import { follow } from './transport/follow.js'
import { orNothing } from './transport/or-nothing.js'
import { pageOf } from './transport/page.js'
import { pathOf, type Transport } from './transport/transport.js'

/** Whose health it is, and by what it is asked for. */
export interface Scope {
  readonly transport: Transport
  readonly user: string
}

const samplesSchema = pageOf(sampleJsonSchema)
const workoutsSchema = pageOf(workoutJsonSchema)
const statisticsSchema = pageOf(statisticsJsonSchema)
const itemsSchema = z.strictObject({ items: z.array(statisticsJsonSchema) })
const sourcesSchema = z.strictObject({ items: z.array(z.string()), origins: z.array(originJsonSchema) })
const quantitiesSchema = pageOf(
  z.strictObject({
    start: z.string(),
    end: z.string().optional(),
    value: z.number(),
    uuid: z.string().optional(),
  }),
).extend({
  type: z.string(),
  unit: z.string(),
})

type SampleReads = Pick<
  Person,
  | 'sample'
  | 'samplesPage'
  | 'samples'
  | 'correlationsPage'
  | 'correlations'
  | 'quantitiesPage'
  | 'quantities'
  | 'quantitiesOfTypePage'
  | 'quantitiesOfType'
  | 'sources'
  | 'origins'
>

/** Reads of samples and of what is in them. */
export const sampleReads = ({ transport: { ask }, user }: Scope): SampleReads => {
  const path = pathOf`/v1/users/${user}/samples`
  const samplesPage: Person['samplesPage'] = async (query = {}) =>
    ask({ method: 'POST', path: `${path}/query`, body: samplesBody(query) }, samplesSchema)
  const correlationsPage: Person['correlationsPage'] = async (query = {}) =>
    ask({ path: pathOf`/v1/users/${user}/correlations`, query: correlationsParams(query) }, samplesSchema)
  const quantitiesPage: Person['quantitiesPage'] = async (uuid, query = {}) =>
    ask({ path: path + pathOf`/${uuid}/series`, query: bulkParams(query) }, quantitiesSchema)
  const sources = async (types: readonly SampleTypeName[] | undefined, where: SourcesFilter) =>
    ask({ path: pathOf`/v1/users/${user}/sources`, query: sourcesParams(types, where) }, sourcesSchema)
  const quantitiesOfTypePage: Person['quantitiesOfTypePage'] = async (query) =>
    ask({ path: pathOf`/v1/users/${user}/series`, query: quantitiesOfTypeParams(query) }, quantitiesSchema)
  return {
    sample: async (uuid, { unit } = {}) =>
      orNothing('notFound', ask({ path: path + pathOf`/${uuid}`, query: paramsOf({ unit }) }, sampleJsonSchema)),
    samplesPage,
    samples: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => samplesPage({ ...query, cursor }), query.cursor, signal),
    correlationsPage,
    correlations: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => correlationsPage({ ...query, cursor }), query.cursor, signal),
    quantitiesPage,
    quantities: (uuid, { signal, ...query } = {}) =>
      itemsOf((cursor) => quantitiesPage(uuid, { ...query, cursor }), query.cursor, signal),
    quantitiesOfTypePage,
    quantitiesOfType: ({ signal, ...query }) =>
      itemsOf((cursor) => quantitiesOfTypePage({ ...query, cursor }), query.cursor, signal),
    sources: async (types, where = {}) => (await sources(types, where)).items,
    origins: async (types) => (await sources(types, {})).origins,
  }
}

type FigureReads = Pick<
  Person,
  'statistics' | 'statisticsCollectionPage' | 'statisticsCollection' | 'statisticsCollectionUpdates'
>

/** Reads of figures. */
export const figureReads = ({ transport, user }: Scope): FigureReads => {
  const { ask } = transport
  const path = pathOf`/v1/users/${user}/statistics`
  const statisticsCollectionPage: Person['statisticsCollectionPage'] = async (query) =>
    ask({ path: `${path}/collection`, query: statisticsParams(query) }, statisticsSchema)
  return {
    statistics: async (query) =>
      orNothing('noData', ask({ path, query: statisticsParams(query) }, statisticsJsonSchema)),
    statisticsCollectionPage,
    statisticsCollection: ({ signal, ...query }) =>
      itemsOf((cursor) => statisticsCollectionPage({ ...query, cursor }), query.cursor, signal),
    statisticsCollectionUpdates: ({ signal: given, ...filter }) =>
      endableIteration(async function* (signal) {
        const take = createCollectionBoard<StatisticsJson>()
        const query = statisticsParams(filter)
        for await (const { event, data } of follow(transport, { path: `${path}/collection/stream`, query }, signal)) {
          const news = { isWhole: event === 'collection', ...checked(itemsSchema, JSON.parse(data)) }
          const { changed, all } = take(news)
          yield { changed, collection: all }
        }
      }, given),
  }
}

type WorkoutReads = Pick<Person, 'workout' | 'workoutsPage' | 'workouts'>

/** Reads of workouts. */
export const workoutReads = ({ transport: { ask }, user }: Scope): WorkoutReads => {
  const path = pathOf`/v1/users/${user}/workouts`
  const workoutsPage: Person['workoutsPage'] = async (query = {}) =>
    ask({ path, query: workoutsParams(query) }, workoutsSchema)
  return {
    workout: async (id) => orNothing('notFound', ask({ path: path + pathOf`/${id}` }, workoutJsonSchema)),
    workoutsPage,
    workouts: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => workoutsPage({ ...query, cursor }), query.cursor, signal),
  }
}
