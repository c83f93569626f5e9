import { invalidArgument } from '../error.js'
import { parseInstant } from '../time.js'
import { findType, type QuantityTypeName, type SampleTypeName } from '../type.js'
import type { Instant, Window } from './queries.js'

const refuse = (name: string, message: string) =>
  invalidArgument('the query is not valid', [{ pointer: `/${name}`, message }])

const instantOf = (name: string, instant: Instant | undefined): number | undefined => {
  if (instant === undefined) return undefined
  const at = parseInstant(instant)
  if (at === undefined) throw refuse(name, 'has to be ISO 8601 with an offset, or epoch milliseconds')
  return at
}

/** The window's sides as epoch ms. Throws `invalidArgument`. */
export const spanOf = ({ start, end }: Window) => ({ start: instantOf('start', start), end: instantOf('end', end) })

// A program in plain JavaScript, or one that was compiled against another version, may say any name.
const nameOf = (type: SampleTypeName): SampleTypeName => {
  const found = findType(type)
  if (found === undefined) throw refuse('type', 'is not a type')
  return found.name
}

/** The list, which when it is given has to name something: none of nothing is no question. Throws `invalidArgument`. */
export const listed = (name: string, list: readonly string[] | undefined): readonly string[] | undefined => {
  if (list?.length === 0) throw refuse(name, 'is empty')
  return list
}

/** These types by their short names. Throws `invalidArgument`. */
export const typesOf = (types: readonly SampleTypeName[] | undefined): readonly SampleTypeName[] | undefined => {
  listed('type', types)
  return types?.map(nameOf)
}

/** The same of one quantity type. */
export const quantityTypeOf = (type: QuantityTypeName): QuantityTypeName => {
  const found = findType(type)
  if (found?.family !== 'quantity') throw refuse('type', 'is not a quantity type')
  return found.name
}

const limitMax = 10_000

/** How many items a page may have. Throws `invalidArgument`. */
export const limitOf = (limit: number | undefined): number | undefined => {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= limitMax)) return limit
  throw refuse('limit', `is no whole number from 1 to ${limitMax}`)
}
