import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import {
  type CharacteristicName,
  type Characteristics,
  characteristic,
  characteristicsOf,
  characteristicsSchema,
  findCharacteristic,
} from '../../privacy/characteristics.js'
import type { Profile } from '../../privacy/profile.js'
import type { Users } from '../../privacy/users.js'
import { answers } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
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

const namesIn = (facts: Characteristics): readonly CharacteristicName[] => Object.keys(facts) as CharacteristicName[]

/** Of these facts what who asks may know: to a program, the others are not set. */
const told = ({ program }: FastifyRequest, user: string, facts: Characteristics): Characteristics => {
  if (program === undefined) return facts
  const grants = program.grants(user)
  const readable = namesIn(facts).filter((name) => grants.readFrom(name) !== undefined)
  if (readable.length > 0) program.note(user, 'read', readable)
  return Object.fromEntries(readable.map((name) => [name, facts[name]]))
}

/** Facts of a person that are no samples. */
export const characteristicsRoutes = (app: HttpApp, { users }: HttpParts): void => {
  app.get(
    '/characteristics',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'What is set of the characteristics of a person',
        params: userParams,
        response: answers({ 200: characteristicsSchema }, 404),
      },
    },
    (request) => {
      const { user } = request.params
      return told(request, user, characteristicsOf(known(users, user)))
    },
  )

  app.get(
    '/characteristics/:name',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'One characteristic; noData when it is not set',
        params: userParams.extend({ name: nameField }),
        response: answers({ 200: z.strictObject({ name: z.string(), value: z.string() }) }, 404),
      },
    },
    (request) => {
      const { user, name } = request.params
      return { name, value: characteristic(told(request, user, { [name]: known(users, user)[name] }), name) }
    },
  )
}
