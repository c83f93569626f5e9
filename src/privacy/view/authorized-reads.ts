import { HealthError } from '../../health/error.js'
import { type Grants, mayHearOf } from '../../health/permission/grant.js'
import type { SampleTypeName } from '../../health/type.js'
import type {
  Changes,
  ChangesQuery,
  Commit,
  HealthStore,
  PackedChanges,
  QuantityColumns,
} from '../../store/health-store.js'
import { namesOf, narrowed, wholeTypes } from './reach.js'
import { shown, shownSample } from './shown.js'
import { unspoken } from './unspoken.js'

/** Whose view it is, and of what. */
export interface ViewParts {
  readonly store: HealthStore
  /** What the program may do with a person's data at this moment. */
  readonly grantsOf: (user: string) => Grants
}

type Asked = Pick<HealthStore, 'find' | 'samples' | 'statistics' | 'collection' | 'sources'>
type Followed = Pick<HealthStore, 'changes' | 'packedChanges' | 'subscribe'>

/** Whether anything of a source is there that the program may see. */
const sees = async ({ store, grantsOf }: ViewParts, user: string, seen: Seen): Promise<boolean> => {
  const grants = grantsOf(user)
  const query = narrowed(grants, { types: seen.types, sources: [seen.source] })
  let cursor: string | undefined
  do {
    const page = query && (await store.samples(user, { ...query, cursor }))
    if (page && shown(grants, page.items).length > 0) return true
    cursor = page?.cursor
  } while (cursor !== undefined)
  return false
}

interface Seen {
  readonly source: string
  readonly types: readonly SampleTypeName[]
}

const sourcesSeen = async (parts: ViewParts, user: string, types: readonly SampleTypeName[] | undefined) => {
  const { store, grantsOf } = parts
  const full = wholeTypes(grantsOf(user), types)
  const rest = namesOf(types).filter((type) => !full.includes(type))
  const found = new Set(full.length === 0 ? [] : await store.sources(user, full))
  // Of types that are read in part, a source is there when one of its samples is.
  for (const source of rest.length === 0 ? [] : await store.sources(user, rest)) {
    if (!found.has(source) && (await sees(parts, user, { source, types: rest }))) found.add(source)
  }
  return [...found].sort()
}

/** Questions about samples, answered with what the program may see: what it may not is as if it was not there. */
export const authorizedReads = (parts: ViewParts): Asked => {
  const { store, grantsOf } = parts
  return {
    find: async (user, uuid) => {
      const sample = await store.find(user, uuid)
      return sample && shownSample(grantsOf(user), sample)
    },
    samples: async (user, query) => {
      const grants = grantsOf(user)
      const asked = narrowed(grants, query)
      if (asked === undefined) return { items: [] }
      const page = await store.samples(user, asked)
      return { ...page, items: shown(grants, page.items) }
    },
    statistics: async (user, query) => {
      const asked = narrowed(grantsOf(user), { ...query, types: [query.type] })
      return asked && store.statistics(user, withoutTypes(asked))
    },
    collection: async (user, query) => {
      const asked = narrowed(grantsOf(user), { ...query, types: [query.type] })
      return asked === undefined ? query.spans.map(() => undefined) : store.collection(user, withoutTypes(asked))
    },
    sources: (user, types) => sourcesSeen(parts, user, types),
  }
}

const withoutTypes = <Query extends { readonly types?: unknown }>({
  types: _,
  ...query
}: Query): Omit<Query, 'types'> => query

/** What is left of a page of the feed. */
const shownChanges = <Page extends Pick<Changes, 'added' | 'deleted'>>({ grantsOf }: ViewParts, page: Page): Page => ({
  ...page,
  added: page.added.flatMap(({ user, sample }) => {
    const visible = shownSample(grantsOf(user), sample)
    return visible === undefined ? [] : [{ user, sample: visible }]
  }),
  deleted: page.deleted.filter((deleted) => mayHearOf(grantsOf(deleted.user), deleted)),
})

type Numbers = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

const pick = <Column extends Numbers>(column: Column, rows: readonly number[]): Column => {
  const picked = column.slice(0, rows.length) as Column
  for (const [at, row] of rows.entries()) picked[at] = column[row] as number
  return picked
}

const shownQuantities = ({ grantsOf }: ViewParts, quantities: QuantityColumns): QuantityColumns => {
  const { origins, originOf, starts, ends, values } = quantities
  const seen = origins.map(({ user, type, source }) => {
    const grants = grantsOf(user)
    return source === grants.client ? Number.NEGATIVE_INFINITY : (grants.readFrom(type) ?? Number.POSITIVE_INFINITY)
  })
  const isSeen = (row: number): boolean => (ends[row] as number) >= (seen[originOf[row] as number] as number)
  const rows = [...starts.keys()].filter(isSeen)
  if (rows.length === starts.length) return quantities
  const columns = { starts: pick(starts, rows), ends: pick(ends, rows), values: pick(values, rows) }
  return { origins, originOf: pick(originOf, rows), ...columns }
}

// A sample's place counts quantities before it, some of which may be left out: it comes no later than it did.
const shownPage = (parts: ViewParts, page: PackedChanges): PackedChanges => {
  const { grantsOf } = parts
  const quantities = shownQuantities(parts, page.quantities)
  const last = quantities.starts.length
  const samples = page.samples.flatMap(({ user, sample, after }) => {
    const visible = shownSample(grantsOf(user), sample)
    return visible === undefined ? [] : [{ user, sample: visible, after: Math.min(after, last) }]
  })
  const deleted = page.deleted.filter((gone) => mayHearOf(grantsOf(gone.user), gone))
  return { ...page, samples, deleted, quantities }
}

const asOf = ({ grantsOf }: ViewParts, query: ChangesQuery): ChangesQuery => {
  const { user, predicate } = query
  if (user === undefined) throw new HealthError('authorizationDenied', 'a program follows one person at a time')
  return predicate === undefined ? query : { ...query, predicate: unspoken(grantsOf(user), predicate) }
}

/** The feed, as far as the program may see it. */
export const authorizedFeed = (parts: ViewParts): Followed => ({
  changes: async (query) => shownChanges(parts, await parts.store.changes(asOf(parts, query))),
  packedChanges: async (query) => shownPage(parts, await parts.store.packedChanges(asOf(parts, query))),
  subscribe: (listener) => parts.store.subscribe((commit: Commit) => listener(shownChanges(parts, commit))),
})
