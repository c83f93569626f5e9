import { workoutActivityTypeRows } from '../../health/data/workout-activity-types.js'
import { parseInstant } from '../../health/time.js'
import { findActivityType, type WorkoutActivityTypeName } from '../../health/type.js'
import type { Ambient } from '../ambient.js'
import { UsageError } from '../command.js'
import { clientFlags } from '../load-config.js'
import { didYouMean } from '../text/near-words.js'

/** What every command of a workout takes. */
export const common = {
  ...clientFlags,
  user: { type: 'string', default: 'me', description: 'whose' },
  json: { type: 'boolean', description: 'print what the API answers' },
} as const

/** When something happened, for commands that say so later. */
export const atFlag = {
  type: 'string',
  description: 'when it happened, if not now: ISO 8601 with an offset, or today as 18:05[:30]',
  valueHint: 'time',
} as const

/** A person's part of the API. */
export const personUrl = (user: string, path: string): string => `/v1/users/${encodeURIComponent(user)}${path}`

const timeOfDay = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/

/** The instant that a flag says, epoch ms: a time of today in the machine's own zone, or ISO 8601 with an offset. */
export function instantFlag(name: string, given: string | undefined, { clock }: Ambient): number | undefined {
  if (given === undefined) return undefined
  const [, hours, minutes, seconds = 0] = timeOfDay.exec(given) ?? []
  const at =
    hours === undefined ? parseInstant(given) : new Date(clock()).setHours(+hours, Number(minutes), +seconds, 0)
  if (at !== undefined) return at
  throw new UsageError(`--${name} is a time such as 18:05 or 2026-11-22T18:05:00+01:00, not ${given}`)
}

/** The activity type that was named; a usage error says which may have been meant. */
export function activityTypeWord(given: string): WorkoutActivityTypeName {
  const type = findActivityType(given)
  if (type !== undefined) return type
  const names = workoutActivityTypeRows.map(({ name }) => name)
  throw new UsageError(`${given} is not an activity type.${didYouMean(given, names)}`)
}
