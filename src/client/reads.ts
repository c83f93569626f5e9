import { z } from 'zod'
import {
  type StatisticsJson,
  sampleJsonSchema,
  statisticsJsonSchema,
  workoutJsonSchema,
} from '../health/json/json-schema.js'
import { originJsonSchema } from '../health/json/origin-json.js'
import { createCollectionBoard } from '../health/person/collection-board.js'
import { endableIteration } from '../health/person/iteration.js'
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
import type { FigureReads, QuantityReads, SampleReads, WorkoutReads } from '../health/person/parts.js'
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

/** Reads of samples. */
export const sampleReads = ({ transport: { ask }, user }: Scope): SampleReads => {
  const path = pathOf`/v1/users/${user}/samples`
  const sources = async (types: readonly SampleTypeName[] | undefined, where: SourcesFilter) =>
    ask({ path: pathOf`/v1/users/${user}/sources`, query: sourcesParams(types, where) }, sourcesSchema)
  return {
    sample: async (uuid, { unit } = {}) =>
      orNothing('notFound', ask({ path: path + pathOf`/${uuid}`, query: paramsOf({ unit }) }, sampleJsonSchema)),
    samplesPage: async (query = {}) =>
      ask({ method: 'POST', path: `${path}/query`, body: samplesBody(query) }, samplesSchema),
    correlationsPage: async (query = {}) =>
      ask({ path: pathOf`/v1/users/${user}/correlations`, query: correlationsParams(query) }, samplesSchema),
    sources: async (types, where = {}) => (await sources(types, where)).items,
    origins: async (types) => (await sources(types, {})).origins,
  }
}

/** Reads of the quantities in samples. */
export const quantityReads = ({ transport: { ask }, user }: Scope): QuantityReads => ({
  quantitiesPage: async (uuid, query = {}) =>
    ask({ path: pathOf`/v1/users/${user}/samples/${uuid}/series`, query: bulkParams(query) }, quantitiesSchema),
  quantitiesOfTypePage: async (query) =>
    ask({ path: pathOf`/v1/users/${user}/series`, query: quantitiesOfTypeParams(query) }, quantitiesSchema),
})

/** Reads of figures. */
export const figureReads = ({ transport, user }: Scope): FigureReads => {
  const { ask } = transport
  const path = pathOf`/v1/users/${user}/statistics`
  return {
    statistics: async (query) =>
      orNothing('noData', ask({ path, query: statisticsParams(query) }, statisticsJsonSchema)),
    statisticsCollectionPage: async (query) =>
      ask({ path: `${path}/collection`, query: statisticsParams(query) }, statisticsSchema),
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

/** Reads of workouts. */
export const workoutReads = ({ transport: { ask }, user }: Scope): WorkoutReads => {
  const path = pathOf`/v1/users/${user}/workouts`
  return {
    workout: async (id) => orNothing('notFound', ask({ path: path + pathOf`/${id}` }, workoutJsonSchema)),
    workoutsPage: async (query = {}) => ask({ path, query: workoutsParams(query) }, workoutsSchema),
  }
}
