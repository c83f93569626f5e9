import type { z } from 'zod'
import type { Fault } from '../error.js'

const token = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1')

/** An RFC 6901 JSON pointer to the value at `path`. */
const pointer = (path: readonly PropertyKey[]): string => path.map((key) => `/${token(key)}`).join('')

// Zod tells what it received only in its text.
const messageOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message
  if (issue.code !== 'invalid_type') return issue.message
  if (issue.message.endsWith('received undefined')) return 'is missing'
  return issue.message.endsWith('received NaN') ? 'is not a number' : issue.message
}

const faultsOf = (issue: z.core.$ZodIssue): Fault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message: 'is unknown' }))
    : [{ pointer: pointer(issue.path), message: messageOf(issue) }]

/** What zod found wrong, one fault a field. */
export const faults = (error: z.ZodError): readonly Fault[] => error.issues.flatMap(faultsOf)
