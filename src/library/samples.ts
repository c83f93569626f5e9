import { z } from 'zod'
import { HealthError, invalidArgument } from '../health/error.js'
import { sampleJson } from '../health/json/sample-json.js'
import {
  bulkParams,
  correlationsParams,
  paramsOf,
  quantitiesOfTypeParams,
  samplesBody,
  sourcesParams,
} from '../health/person/params.js'
import type { QuantityReads, SampleReads } from '../health/person/parts.js'
import { checkUnit, inUnit, unitText } from '../http/query.js'
import { seriesQuerySchema } from '../http/routes/samples.js'
import { type BodyQuery, bodyQuerySchema, pageQueryOf } from '../http/samples/body-query.js'
import { correlationPageQueryOf, correlationsQuerySchema } from '../http/samples/correlation-query.js'
import { quantitiesPage as pageOfQuantities, quantitiesQuerySchema } from '../http/samples/quantities.js'
import { seriesPage } from '../http/samples/series.js'
import { matchingSources, sourcesQuerySchema } from '../http/samples/sources.js'
import { knownWorkout, samplesOfWorkout } from '../http/samples/workout-records.js'
import type { SamplePage } from '../store/health-store.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

const sampleQuerySchema = z.strictObject({ unit: unitText })

const found = async ({ rooms: { store }, user }: Scope, asked: BodyQuery): Promise<SamplePage> => {
  if (asked.workout === undefined) return store.samples(user, pageQueryOf(asked))
  const { workout } = await knownWorkout(store, user, asked.workout)
  return samplesOfWorkout(store, { user, workout }, pageQueryOf(asked))
}

/** Reads of samples. */
export const sampleReads = (scope: Scope): SampleReads => {
  const { rooms, user } = scope
  return {
    sample: async (uuid, options = {}) => {
      known(scope)
      const { unit } = judged(sampleQuerySchema, paramsOf({ ...options }))
      const sample = await rooms.store.find(user, uuid)
      return sample && inUnit(() => sampleJson(sample, unit))
    },
    samplesPage: async (query = {}) => {
      known(scope)
      const asked = judged(bodyQuerySchema, samplesBody(query))
      checkUnit(asked.unit, asked.type)
      const page = await found(scope, asked)
      return { items: page.items.map((sample) => sampleJson(sample, asked.unit)), cursor: page.cursor }
    },
    correlationsPage: async (query = {}) => {
      known(scope)
      const asked = judged(correlationsQuerySchema, correlationsParams(query))
      const page = await rooms.store.samples(user, correlationPageQueryOf(asked))
      return { items: page.items.map((sample) => sampleJson(sample)), cursor: page.cursor }
    },
    sources: async (types, where = {}) => {
      known(scope)
      return matchingSources(rooms.store, user, judged(sourcesQuerySchema, sourcesParams(types, where)))
    },
    origins: async (types) => {
      known(scope)
      return rooms.store.origins.all(user, judged(sourcesQuerySchema, paramsOf({ type: types })).type)
    },
  }
}

/** Reads of the quantities in samples. */
export const quantityReads = (scope: Scope): QuantityReads => {
  const { rooms, user } = scope
  return {
    quantitiesPage: async (uuid, query = {}) => {
      known(scope)
      const asked = judged(seriesQuerySchema, bulkParams(query))
      const sample = await rooms.store.find(user, uuid)
      if (sample === undefined) throw new HealthError('notFound', 'there is no such sample')
      if (sample.kind !== 'series' && sample.kind !== 'quantity') throw invalidArgument('the sample has no quantities')
      return inUnit(() => seriesPage(sample, asked))
    },
    quantitiesOfTypePage: async (query) => {
      known(scope)
      const asked = judged(quantitiesQuerySchema, quantitiesOfTypeParams(query))
      checkUnit(asked.unit, [asked.type])
      return pageOfQuantities(rooms.store, user, asked)
    },
  }
}
