import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { HealthError } from '../../health/error.js'
import type { ObjectTypeName } from '../../health/permission/object-type.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers } from '../answers.js'
import {
  authorizationJson,
  authorizationJsonSchema,
  decisionsBodySchema,
  requestBodySchema,
  typesQuerySchema,
} from '../authorization-json.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { userParams } from '../query.js'

const tags = ['clients']
const params = userParams.extend({ client: slugSchema })
type Params = z.infer<typeof params>
const path = '/authorization/:client'

/** A program asks about itself alone; the owner about programs that there are. */
const checkClient = ({ clients }: HttpParts, request: FastifyRequest, { client }: Params): void => {
  const { isOwner, name } = request.principal
  if (!isOwner && name !== client) throw new HealthError('authorizationDenied', 'a program asks about itself alone')
  if (clients.get(client) === undefined) throw new HealthError('notFound', 'there is no such client')
}

/** What programs may do with a person's data. */
export const authorizationRoutes = (app: HttpApp, parts: HttpParts): void => {
  const { authorization, audit } = parts
  const answer = (request: FastifyRequest, asked: Params, types?: readonly ObjectTypeName[]) =>
    authorizationJson(authorization, { ...asked, types, isOwner: request.principal.isOwner })

  app.get(
    path,
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'What a program may share, and (told to the owner alone) read',
        params,
        querystring: typesQuerySchema,
        response: answers({ 200: authorizationJsonSchema }, 404),
      },
    },
    (request) => {
      checkClient(parts, request, request.params)
      return answer(request, request.params, request.query.type)
    },
  )

  app.put(
    path,
    {
      schema: {
        tags,
        summary: 'Decide what a program may do; what is left out is not determined',
        params,
        body: decisionsBodySchema,
        response: answers({ 200: authorizationJsonSchema }, 404, 413, 415),
      },
    },
    async (request) => {
      const { user, client } = request.params
      checkClient(parts, request, request.params)
      const { types } = request.body
      await authorization.decide(user, client, types)
      audit.note({ client, user, action: 'authorized', types: Object.keys(types) as ObjectTypeName[] })
      return answer(request, request.params)
    },
  )

  app.post(
    path,
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'Ask for permission; the answer does not say whether it is given',
        params,
        body: requestBodySchema,
        response: answers({ 202: authorizationJsonSchema }, 404, 413, 415),
      },
    },
    async (request, reply) => {
      const { user, client } = request.params
      checkClient(parts, request, request.params)
      const { share = [], read = [] } = request.body
      await authorization.request(user, client, { share, read })
      audit.note({ client, user, action: 'requested', types: [...new Set([...share, ...read])] })
      return reply.code(202).send(answer(request, request.params))
    },
  )
}
