import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { preferredUnits, preferredUnitsSchema } from '../../health/person/preferred-units.js'
import { answers } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { listOf, quantityTypeName, userParams } from '../query.js'

/** Which types to tell the units of. */
export const unitsQuerySchema = z.strictObject({ type: listOf(quantityTypeName).optional() })

/** The units that a person wants values in; a change of them is the event `units` of `/live`. */
export const preferredUnitsRoutes = (app: HttpApp, { users }: HttpParts): void => {
  app.get(
    '/preferred-units',
    {
      ...forPrograms,
      schema: {
        tags: ['users'],
        summary: 'The unit that the person wants to see each type in',
        params: userParams,
        querystring: unitsQuerySchema,
        response: answers({ 200: preferredUnitsSchema }, 404),
      },
    },
    ({ params, query }) => {
      const profile = users.get(params.user)
      if (profile === undefined) throw new HealthError('notFound', 'there is no such user')
      return preferredUnits(profile, query.type)
    },
  )
}
