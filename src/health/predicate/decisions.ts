import type { Origin } from '../origin.js'
import { findType, type SampleTypeName } from '../type.js'
import { compareRange } from './comparison.js'
import { isOriginName, originTests } from './origin-tests.js'
import type { PredicateName, Said } from './predicate.js'
import type { Decide } from './residual.js'
import { areInTime, type TimeRange } from './time-window.js'
import { canonicalValue } from './value-test.js'

/** What samples of one stream have in common. */
export interface StreamFacts {
  readonly type: SampleTypeName
  readonly origin: Origin
}

type Table<Facts> = { readonly [Name in PredicateName]?: (said: Said<Name>, facts: Facts) => boolean | undefined }

// The name says what is said, which the compiler cannot follow through a table.
const decideBy =
  <Facts>(table: Table<Facts>, facts: Facts): Decide =>
  (name, said) =>
    (table[name] as ((said: unknown, facts: Facts) => boolean | undefined) | undefined)?.(said, facts)

/** False where no sample of this type has what is asked for. */
const only = (isPossible: boolean): false | undefined => (isPossible ? undefined : false)

const ofWorkouts = (_said: unknown, { type }: StreamFacts) => only(type === 'workout')

const streamTable: Table<StreamFacts> = {
  type: (names, { type }) => names.some((name) => name === type || findType(name)?.name === type),
  quantity: (said, { type }) => only(canonicalValue(type, said) !== undefined),
  category: (_, { type }) => only(findType(type)?.family === 'category'),
  object: (_, { type }) => only(findType(type)?.family === 'correlation'),
  activityType: ofWorkouts,
  duration: ofWorkouts,
  statistic: ofWorkouts,
  workoutActivity: ofWorkouts,
  stateOfMind: (_, { type }) => only(type === 'stateOfMind'),
  electrocardiogram: (_, { type }) => only(type === 'electrocardiogram'),
}

/** What follows from a stream for all of its samples. */
export const decideOfStream = (stream: StreamFacts): Decide => {
  const decide = decideBy(streamTable, stream)
  return (name, said) => {
    if (!isOriginName(name)) return decide(name, said)
    const test = originTests[name] as (said: unknown) => (origin: Origin) => boolean
    return test(said)(stream.origin)
  }
}

const packedTable: Table<undefined> = { metadata: () => false, correlated: (wanted) => !wanted }

/** What follows for plain quantities, which have no metadata and are members of nothing. */
export const decideOfPlain: Decide = decideBy(packedTable, undefined)

/** What is known of quantities of one type without looking at each. */
export interface QuantityRange extends TimeRange {
  readonly type: SampleTypeName
  readonly minimum: number
  readonly maximum: number
}

const rangeTable: Table<QuantityRange> = {
  time: (window, range) => areInTime(window, range),
  quantity: (said, { type, minimum, maximum }) => {
    const value = canonicalValue(type, said)
    return value === undefined ? false : compareRange([minimum, maximum], said.is, value)
  },
}

/** What follows from the times and values that plain quantities have at most and at least. */
export const decideOfRange = (range: QuantityRange): Decide => decideBy(rangeTable, range)
