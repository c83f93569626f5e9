import { z } from 'zod'
import { HealthError } from '../health/error.js'
import { sampleJsonSchema, statisticsJsonSchema, workoutJsonSchema } from '../health/json/json-schema.js'
import { listed, quantityTypeOf, typesOf } from '../health/person/asked.js'
import { itemsOf } from '../health/person/iteration.js'
import type { Page, Person } from '../health/person/person.js'
import type { SamplesQuery, WorkoutsQuery } from '../health/person/queries.js'
import { queryOf, windowParams } from './params.js'
import { pathOf, type Transport } from './transport.js'

/** Whose health it is, and by what it is asked for. */
export interface Scope {
  readonly transport: Transport
  readonly user: string
}

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), cursor: z.string().optional() })

const samplesSchema = pageOf(sampleJsonSchema)
const workoutsSchema = pageOf(workoutJsonSchema)
const sourcesSchema = pageOf(z.string())
const quantitiesSchema = pageOf(z.strictObject({ start: z.string(), value: z.number() })).extend({
  type: z.string(),
  unit: z.string(),
})

/** Undefined instead of the error that says there is none. */
const orNothing = async <Answer>(code: HealthError['code'], answer: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await answer
  } catch (error) {
    if (error instanceof HealthError && error.code === code) return undefined
    throw error
  }
}

type SampleReads = Pick<Person, 'sample' | 'samplesPage' | 'samples' | 'quantitiesPage' | 'quantities' | 'sources'>

export const sampleReads = ({ transport: { ask }, user }: Scope): SampleReads => {
  const path = pathOf`/v1/users/${user}/samples`
  const samplesPage = async ({
    types,
    sources,
    devices,
    predicate,
    ...rest
  }: SamplesQuery = {}): Promise<Page<z.output<typeof sampleJsonSchema>>> => {
    const query = queryOf({
      ...rest,
      ...windowParams(rest),
      type: typesOf(types),
      source: listed('source', sources),
      device: listed('device', devices),
      predicate: predicate && JSON.stringify(predicate),
    })
    return ask({ path, query }, samplesSchema)
  }
  const quantitiesPage: Person['quantitiesPage'] = async (uuid, query = {}) =>
    ask({ path: `${path}/${encodeURIComponent(uuid)}/series`, query: queryOf({ ...query }) }, quantitiesSchema)
  return {
    sample: async (uuid, { unit } = {}) =>
      orNothing(
        'notFound',
        ask({ path: `${path}/${encodeURIComponent(uuid)}`, query: queryOf({ unit }) }, sampleJsonSchema),
      ),
    samplesPage,
    samples: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => samplesPage({ ...query, cursor }), query.cursor, signal),
    quantitiesPage,
    quantities: (uuid, { signal, ...query } = {}) =>
      itemsOf((cursor) => quantitiesPage(uuid, { ...query, cursor }), query.cursor, signal),
    sources: async (types) =>
      (await ask({ path: pathOf`/v1/users/${user}/sources`, query: queryOf({ type: typesOf(types) }) }, sourcesSchema))
        .items,
  }
}

type FigureReads = Pick<Person, 'statistics' | 'workout' | 'workoutsPage' | 'workouts'>

export const figureReads = ({ transport: { ask }, user }: Scope): FigureReads => {
  const path = pathOf`/v1/users/${user}/workouts`
  const workoutsPage = async (asked: WorkoutsQuery = {}) =>
    ask({ path, query: queryOf({ ...asked, ...windowParams(asked) }) }, workoutsSchema)
  return {
    statistics: async ({ type, options, sources, predicate, ...rest }) => {
      const query = queryOf({
        ...rest,
        ...windowParams(rest),
        type: quantityTypeOf(type),
        options,
        source: listed('source', sources),
        predicate: predicate && JSON.stringify(predicate),
      })
      return orNothing('noData', ask({ path: pathOf`/v1/users/${user}/statistics`, query }, statisticsJsonSchema))
    },
    workout: async (id) => orNothing('notFound', ask({ path: `${path}/${encodeURIComponent(id)}` }, workoutJsonSchema)),
    workoutsPage,
    workouts: ({ signal, ...query } = {}) =>
      itemsOf((cursor) => workoutsPage({ ...query, cursor }), query.cursor, signal),
  }
}
