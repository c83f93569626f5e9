import { z } from 'zod'
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
import { bodyQuerySchema, pageQueryOf } from '../http/samples/body-query.js'
import { correlationPageQueryOf, correlationsQuerySchema } from '../http/samples/correlation-query.js'
import { knownSample } from '../http/samples/known-sample.js'
import { quantitiesPage as pageOfQuantities, quantitiesQuerySchema } from '../http/samples/quantities.js'
import { seriesPage, seriesQuerySchema } from '../http/samples/series.js'
import { matchingSources, sourcesQuerySchema } from '../http/samples/sources.js'
import { samplesAsked } from '../http/samples/workout-records.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

const sampleQuerySchema = z.strictObject({ unit: unitText })

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
      const page = await samplesAsked(rooms.store, { user, workout: asked.workout }, pageQueryOf(asked))
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
      const sample = await knownSample(rooms.store, { user, uuid })
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
