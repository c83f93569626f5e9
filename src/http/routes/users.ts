import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { newUserSchema, profileSchema } from '../../privacy/profile.js'
import type { Users } from '../../privacy/users.js'
import { answers, listSchema, nothing } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { userParams } from '../query.js'
import { userJson, userJsonSchema } from '../user-json.js'
import { validateAllButBody } from '../validate.js'

const tags = ['users']
const noUser = () => new HealthError('notFound', 'there is no such user')
const profilePatchSchema = z
  .looseObject(profileSchema.partial().shape)
  .meta({ description: 'A JSON merge patch (RFC 7396): null removes a fact.' })

/** The list of users, and making one. */
export const usersRoutes = (app: HttpApp, { users }: HttpParts): void => {
  app.get(
    '/users',
    { schema: { tags, summary: 'All users', response: answers({ 200: listSchema(userJsonSchema) }) } },
    () => ({
      items: users.all().map(userJson),
    }),
  )

  app.post(
    '/users',
    {
      schema: {
        tags,
        summary: 'Make a user',
        body: newUserSchema,
        response: answers({ 201: userJsonSchema }, 409, 413, 415),
      },
    },
    async (request, reply) => reply.code(201).send(userJson(await users.create(request.body))),
  )
}

/** Deletes a person's samples, then the profile. Not while a workout is going on: its end would save one again. */
const removeUser = async (parts: HttpParts, user: string): Promise<void> => {
  const { store, sessions, users, authorization, audit, observers, plans } = parts
  if (sessions.active(user) !== undefined) throw new HealthError('conflict', 'a workout is going on')
  await store.deleteMatching(user, {})
  await authorization.forgetUser(user)
  await audit.forget(user)
  await observers.removeAll(user)
  await plans.removeAll(user)
  await users.remove(user)
}

/** The hook of all routes of one person: `notFound` for an unknown one. */
export const knownUser =
  (users: Users) =>
  async ({ params }: FastifyRequest): Promise<void> => {
    const { user } = params as z.infer<typeof userParams>
    if (users.get(user) === undefined) throw noUser()
  }

/** One user. */
export const userRoutes = (app: HttpApp, parts: HttpParts): void => {
  const { users } = parts
  const params = userParams

  app.get(
    '',
    { schema: { tags, summary: 'A user', params, response: answers({ 200: userJsonSchema }, 404) } },
    (request) => {
      const user = users.get(request.params.user)
      if (user === undefined) throw noUser()
      return userJson(user)
    },
  )

  app.patch(
    '',
    {
      schema: {
        tags,
        summary: 'Change a profile',
        params,
        body: profilePatchSchema,
        response: answers({ 200: userJsonSchema }, 404, 413, 415),
      },
      // A merge patch is judged by what it makes of the profile.
      validatorCompiler: validateAllButBody,
    },
    async (request) => userJson(await users.patch(request.params.user, request.body)),
  )

  app.delete(
    '',
    {
      schema: {
        tags,
        summary: 'Delete a user and all their samples',
        params,
        response: answers({ 204: nothing }, 404, 409),
      },
    },
    async (request, reply) => {
      await removeUser(parts, request.params.user)
      return reply.code(204).send()
    },
  )
}
