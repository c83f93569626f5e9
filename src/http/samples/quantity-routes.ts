import { answers } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'
import { checkUnit, inUnit, userParams, uuidParams } from '../query.js'
import { knownSample } from './known-sample.js'
import { quantitiesPage, quantitiesQuerySchema } from './quantities.js'
import { seriesPage, seriesPageSchema, seriesQuerySchema } from './series.js'

const tags = ['samples']

/** The quantities inside samples: of all of a type, and of one. */
export const quantityRoutes = (app: HttpApp): void => {
  app.get(
    '/series',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The quantities inside all samples of a type, in order of time',
        params: userParams,
        querystring: quantitiesQuerySchema,
        response: answers({ 200: seriesPageSchema }, 404),
      },
    },
    async (request) => {
      checkUnit(request.query.unit, [request.query.type])
      return quantitiesPage(request.store, request.params.user, request.query)
    },
  )

  app.get(
    '/samples/:uuid/series',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The quantities of a series sample',
        params: uuidParams,
        querystring: seriesQuerySchema,
        response: answers({ 200: seriesPageSchema }, 404),
      },
    },
    async (request) => {
      const sample = await knownSample(request.store, request.params)
      return inUnit(() => seriesPage(sample, request.query))
    },
  )
}
