import { invalidArgument } from '../error.js'
import type { SampleTypeName } from '../type.js'
import type {
  ActivityQuery,
  ChangesQuery,
  CollectionFilter,
  CollectionQuery,
  CorrelationsQuery,
  DeletionQuery,
  LocationsQuery,
  QuantitiesOfTypeQuery,
  QuantitiesQuery,
  SamplesQuery,
  SourcesFilter,
  StatisticsQuery,
  VoltagesQuery,
  WorkoutsQuery,
} from './queries.js'

/** A question in the words of the API's addresses. */
export type Params = Readonly<Record<string, string | readonly string[]>>

type Word = string | number | boolean | undefined | readonly string[]

const isWord = (entry: [string, Word]): entry is [string, Exclude<Word, undefined>] => entry[1] !== undefined

/** A list that is given has to name something: none of nothing is no question, and no word would mean everything. */
const textOf = (name: string, word: Exclude<Word, undefined>): string | readonly string[] => {
  if (typeof word !== 'object') return String(word)
  if (word.length > 0) return word
  throw invalidArgument('the query is not valid', [{ pointer: `/${name}`, message: 'is empty' }])
}

/** The words that are said; what is undefined is not. Throws `invalidArgument` for an empty list. */
export const paramsOf = (words: Readonly<Record<string, Word>>): Params =>
  Object.fromEntries(
    Object.entries(words)
      .filter(isWord)
      .map(([name, word]) => [name, textOf(name, word)]),
  )

const jsonWord = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value))

const refuseEmpty = (words: Readonly<Record<string, unknown>>): void => {
  for (const [name, word] of Object.entries(words)) if (Array.isArray(word)) textOf(name, word)
}

/** The body of a question for samples. Throws `invalidArgument` for an empty list. */
export const samplesBody = ({ types, sources, devices, uuids, sort, ...rest }: SamplesQuery): object => {
  const lists = { type: types, source: sources, device: devices, uuid: uuids, strict: rest.strict }
  refuseEmpty(lists)
  return { ...rest, ...lists, sort: sort === undefined ? undefined : [sort].flat() }
}

/** Each question in the words of its address; throws `invalidArgument` for an empty list. */
export const deletionParams = ({ types, sources, devices, uuids, predicate, ...rest }: DeletionQuery): Params =>
  paramsOf({ ...rest, type: types, source: sources, device: devices, uuid: uuids, predicate: jsonWord(predicate) })

export const correlationsParams = (query: CorrelationsQuery): Params => {
  const { types, sources, devices, uuids, predicate, objects, sort, ...rest } = query
  const words = { type: types, source: sources, device: devices, uuid: uuids, sort }
  return paramsOf({ ...rest, ...words, predicate: jsonWord(predicate), members: jsonWord(objects) })
}

export const statisticsParams = ({
  sources,
  devices,
  predicate,
  ...rest
}: StatisticsQuery | CollectionFilter | CollectionQuery): Params =>
  paramsOf({ ...rest, source: sources, device: devices, predicate: jsonWord(predicate) })

export const quantitiesOfTypeParams = (query: QuantitiesOfTypeQuery): Params => {
  const { sources, devices, predicate, includeSample, ...rest } = query
  const words = { source: sources, device: devices, include: includeSample === true ? 'sample' : undefined }
  return paramsOf({ ...rest, ...words, predicate: jsonWord(predicate) })
}

export const sourcesParams = (
  types: readonly SampleTypeName[] | undefined,
  { devices, predicate, ...rest }: SourcesFilter,
): Params => paramsOf({ ...rest, type: types, device: devices, predicate: jsonWord(predicate) })

export const workoutsParams = ({ predicate, sort, ...rest }: WorkoutsQuery): Params =>
  paramsOf({ ...rest, sort, predicate: jsonWord(predicate) })

export const changesParams = ({ types, predicate, ...rest }: ChangesQuery): Params =>
  paramsOf({ ...rest, type: types, predicate: jsonWord(predicate) })

export const activityParams = (query: ActivityQuery): Params => paramsOf({ ...query })

/** Of what a sample holds by the thousand. */
export const bulkParams = (query: QuantitiesQuery | LocationsQuery | VoltagesQuery): Params => paramsOf({ ...query })
