import type { z } from 'zod'
import type { Fault } from '../error.js'

const token = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1')

/** An RFC 6901 JSON pointer to the value at `path`. */
const pointer = (path: readonly PropertyKey[]): string => path.map((key) => `/${token(key)}`).join('')

const faultsOf = (issue: z.core.$ZodIssue): Fault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message: 'is unknown' }))
    : [{ pointer: pointer(issue.path), message: issue.message }]

/** What zod found wrong, one fault a field. */
export const faults = (error: z.ZodError): readonly Fault[] => error.issues.flatMap(faultsOf)
