import { z } from 'zod'
import type { Observers } from '../../observers/observers.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers, listSchema, nothing } from '../answers.js'
import type { HttpApp } from '../http-parts.js'
import { userParams } from '../query.js'
import {
  acknowledgementSchema,
  newSubscriptionSchema,
  subscriptionJson,
  subscriptionJsonSchema,
  subscriptionPatchSchema,
} from './subscription-json.js'

const tags = ['subscriptions']
const params = z.strictObject({ user: slugSchema, subscription: z.uuid() })

/** Who is told over HTTP when something of a person's changes. */
export const subscriptionsRoutes = (app: HttpApp, observers: Observers): void => {
  app.get(
    '/subscriptions',
    {
      schema: {
        tags,
        summary: 'Who is told when something changes',
        params: userParams,
        response: answers({ 200: listSchema(subscriptionJsonSchema) }, 404),
      },
    },
    (request) => ({ items: observers.of(request.params.user).map(subscriptionJson) }),
  )

  app.post(
    '/subscriptions',
    {
      schema: {
        tags,
        summary: 'Have something told; the first time at once',
        params: userParams,
        body: newSubscriptionSchema,
        response: answers({ 201: subscriptionJsonSchema }, 404, 410, 413, 415),
      },
    },
    async (request, reply) =>
      reply.code(201).send(subscriptionJson(await observers.add(request.params.user, request.body))),
  )
}

export const subscriptionRoutes = (app: HttpApp, observers: Observers): void => {
  app.get(
    '/subscriptions/:subscription',
    {
      schema: {
        tags,
        summary: 'How it goes with one',
        params,
        response: answers({ 200: subscriptionJsonSchema }, 404),
      },
    },
    ({ params: { user, subscription: id } }) => subscriptionJson(observers.get(user, id)),
  )

  app.patch(
    '/subscriptions/:subscription',
    {
      schema: {
        tags,
        summary: 'Pause one, let it go on, or mend its address; it is tried at once',
        params,
        body: subscriptionPatchSchema,
        response: answers({ 200: subscriptionJsonSchema }, 404, 413, 415),
      },
    },
    async ({ params: { user, subscription: id }, body }) => subscriptionJson(await observers.change(user, id, body)),
  )

  app.post(
    '/subscriptions/:subscription/ack',
    {
      schema: {
        tags,
        summary: 'Say that what was told is dealt with, by its `anchor`',
        params,
        body: acknowledgementSchema,
        response: answers({ 200: subscriptionJsonSchema }, 404, 409, 413, 415),
      },
    },
    async ({ params: { user, subscription: id }, body }) =>
      subscriptionJson(await observers.acknowledge(user, id, body.anchor)),
  )

  app.delete(
    '/subscriptions/:subscription',
    { schema: { tags, summary: 'End one', params, response: answers({ 204: nothing }, 404) } },
    async ({ params: { user, subscription: id } }, reply) => {
      await observers.remove(user, id)
      return reply.code(204).send()
    },
  )
}
