import { invalidArgument } from '../error.js'
import type {
  ChangesQuery,
  CollectionFilter,
  CollectionQuery,
  DeletionQuery,
  MetadataValues,
  Paged,
  SamplesQuery,
  StatisticsQuery,
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

/** Quoted, lest a text be taken for the number or the case that it looks like. */
const metadataWords = (metadata: MetadataValues = {}): Record<string, Word> =>
  Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [
      `metadata.${key}`,
      typeof value === 'string' ? `"${value}"` : String(value),
    ]),
  )

const jsonWord = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value))

export const samplesParams = ({ types, sources, devices, metadata, predicate, ...rest }: SamplesQuery): Params =>
  paramsOf({
    ...rest,
    type: types,
    source: sources,
    device: devices,
    ...metadataWords(metadata),
    predicate: jsonWord(predicate),
  })

export const deletionParams = ({ types, sources, ...rest }: DeletionQuery): Params =>
  paramsOf({ ...rest, type: types, source: sources })

export const statisticsParams = ({
  sources,
  devices,
  predicate,
  ...rest
}: StatisticsQuery | CollectionFilter | CollectionQuery): Params =>
  paramsOf({ ...rest, source: sources, device: devices, predicate: jsonWord(predicate) })

export const workoutsParams = (query: WorkoutsQuery): Params => paramsOf({ ...query })

export const changesParams = ({ types, ...rest }: ChangesQuery): Params => paramsOf({ ...rest, type: types })

export const pageParams = (query: Paged & { readonly unit?: string | undefined }): Params => paramsOf({ ...query })
