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

const isOfAnotherKind = ([issue, more]: readonly z.core.$ZodIssue[]): boolean =>
  issue?.code === 'invalid_type' && issue.path.length === 0 && more === undefined

/** What is wrong by the one form that fits best, of several that were allowed; undefined when it fits none. */
const bestFit = (forms: readonly (readonly z.core.$ZodIssue[])[]): readonly Fault[] | undefined => {
  const [best, next] = forms
    .filter((issues) => !isOfAnotherKind(issues))
    .map((issues) => issues.flatMap(faultsOf))
    .sort((a, b) => a.length - b.length)
  return best !== undefined && best.length !== next?.length ? best : undefined
}

const faultsOf = (issue: z.core.$ZodIssue): readonly Fault[] => {
  const at = pointer(issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: at + pointer([key]), message: 'is unknown' }))
  const inner = issue.code === 'invalid_union' ? bestFit(issue.errors) : undefined
  return (
    inner?.map((fault) => ({ ...fault, pointer: at + fault.pointer })) ?? [{ pointer: at, message: messageOf(issue) }]
  )
}

/** What zod found wrong, one fault a field. */
export const faults = (error: z.ZodError): readonly Fault[] => error.issues.flatMap(faultsOf)
