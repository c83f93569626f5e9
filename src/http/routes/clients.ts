import { z } from 'zod'
import { clientChangeSchema, newClientSchema } from '../../privacy/client.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers, listSchema, nothing } from '../answers.js'
import { clientJson, clientJsonSchema, letInJsonSchema } from '../client-json.js'
import type { HttpApp, HttpParts } from '../http-parts.js'

const tags = ['clients']
const params = z.strictObject({ client: slugSchema })

/** Sends a program away: its token is void at once, and what it was granted is forgotten. What it saved stays. */
const removeClient = async ({ clients, authorization }: HttpParts, client: string): Promise<void> => {
  await clients.remove(client)
  await authorization.forget(client)
}

/** The programs that may come in. */
export const clientsRoutes = (app: HttpApp, parts: HttpParts): void => {
  const { clients } = parts

  app.get(
    '/clients',
    { schema: { tags, summary: 'All programs', response: answers({ 200: listSchema(clientJsonSchema) }) } },
    () => ({ items: clients.all().map(clientJson) }),
  )

  app.post(
    '/clients',
    {
      schema: {
        tags,
        summary: 'Let a program in; its token is told once',
        body: newClientSchema,
        response: answers({ 201: letInJsonSchema }, 409, 413, 415),
      },
    },
    async (request, reply) => {
      const { client, token } = await clients.create(request.body)
      return reply.code(201).send({ ...clientJson(client), token })
    },
  )

  app.patch(
    '/clients/:client',
    {
      schema: {
        tags,
        summary: 'Change what is known of a program; what it saves from now on is of the new version',
        params,
        body: clientChangeSchema,
        response: answers({ 200: clientJsonSchema }, 404, 413, 415),
      },
    },
    async (request) => clientJson(await clients.change(request.params.client, request.body)),
  )

  app.delete(
    '/clients/:client',
    { schema: { tags, summary: 'Send a program away', params, response: answers({ 204: nothing }, 404) } },
    async (request, reply) => {
      await removeClient(parts, request.params.client)
      return reply.code(204).send()
    },
  )
}
