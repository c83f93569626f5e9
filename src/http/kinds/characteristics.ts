import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import {
  type CharacteristicName,
  characteristic,
  characteristicsOf,
  characteristicsSchema,
  findCharacteristic,
} from '../../privacy/characteristics.js'
import type { Profile } from '../../privacy/profile.js'
import type { Users } from '../../privacy/users.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { userParams } from '../query.js'

const tags = ['users']

const nameField = z
  .string()
  .transform((text, context): CharacteristicName => {
    const name = findCharacteristic(text)
    if (name !== undefined) return name
    context.addIssue({ code: 'custom', message: 'is not a characteristic' })
    return z.NEVER
  })
  .meta({ description: 'its name or full HealthKit identifier' })

const known = (users: Users, user: string): Profile => {
  const profile = users.get(user)
  if (profile === undefined) throw new HealthError('notFound', 'there is no such user')
  return profile
}

/** Facts of a person that are no samples. */
export const characteristicsRoutes = (app: HttpApp, { users }: HttpParts): void => {
  app.get(
    '/characteristics',
    {
      schema: {
        tags,
        summary: 'What is set of the characteristics of a person',
        params: userParams,
        response: answers({ 200: characteristicsSchema }, 404),
      },
    },
    (request) => characteristicsOf(known(users, request.params.user)),
  )

  app.get(
    '/characteristics/:name',
    {
      schema: {
        tags,
        summary: 'One characteristic; noData when it is not set',
        params: userParams.extend({ name: nameField }),
        response: answers({ 200: z.strictObject({ name: z.string(), value: z.string() }) }, 404),
      },
    },
    (request) => {
      const { user, name } = request.params
      return { name, value: characteristic(known(users, user), name) }
    },
  )
}
