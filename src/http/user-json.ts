import { z } from 'zod'
import { isoTime } from '../health/time.js'
import { type History, profileSchema, slugSchema } from '../privacy/profile.js'
import type { User } from '../privacy/users.js'

/** A user as the API gives it: the profile, and what its facts were from when on. */
export const userJsonSchema = profileSchema.extend({
  id: slugSchema,
  history: z.record(z.string(), z.array(z.strictObject({ value: z.unknown(), from: z.iso.datetime() }))),
})
export type UserJson = z.infer<typeof userJsonSchema>

const historyJson = (history: History): UserJson['history'] =>
  Object.fromEntries(
    Object.entries(history).map(([fact, entries]) => [
      fact,
      (entries ?? []).map(({ value, from }) => ({ value, from: isoTime(from) })),
    ]),
  )

export const userJson = (user: User): UserJson => ({ ...user, history: historyJson(user.history) })
