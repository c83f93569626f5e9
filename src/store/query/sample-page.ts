import { invalidArgument } from '../../health/error.js'
import type { Sample } from '../../health/sample.js'
import { isUuid } from '../../health/uuid.js'
import { longestPackedMs } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { SamplePage, SamplePageQuery } from '../health-store.js'
import { withinWeight } from '../page-weight.js'
import { gather, type Wanted } from './gather.js'
import type { Shelf } from './shelf.js'
import { matches, wantsStream } from './window.js'

const defaultLimit = 1_000
const mostAtOnce = 100_000

/** Where a page ended: the start and UUID of its last sample. */
type Cursor = Pick<Sample, 'start' | 'uuid'>

const limitOf = ({ limit = defaultLimit }: SamplePageQuery): number => {
  if (Number.isInteger(limit) && limit > 0) return Math.min(limit, mostAtOnce)
  throw invalidArgument('the limit is no positive whole number', [{ pointer: '/limit', message: 'not positive' }])
}

const parseCursor = (text: string | undefined): Cursor | undefined => {
  if (text === undefined) return undefined
  const [start = '', uuid = ''] = text.split('_')
  if (start !== '' && Number.isFinite(Number(start)) && isUuid(uuid)) return { start: Number(start), uuid }
  throw invalidArgument('the cursor is malformed', [{ pointer: '/cursor', message: 'malformed' }])
}

const ascending = (a: Cursor, b: Cursor): number =>
  a.start - b.start || (a.uuid < b.uuid ? -1 : a.uuid > b.uuid ? 1 : 0)
const descending = (a: Cursor, b: Cursor): number => ascending(b, a)

/** A query made ready: its order, and what a sample must be to be on the page. */
interface Plan {
  readonly query: SamplePageQuery
  readonly order: 'ascending' | 'descending'
  readonly compare: (a: Cursor, b: Cursor) => number
  readonly cursor: Cursor | undefined
  readonly count: number
  readonly isWanted: (sample: Sample) => boolean
}

const planOf = (query: SamplePageQuery): Plan => {
  const order = query.sort ?? 'ascending'
  const compare = order === 'ascending' ? ascending : descending
  const cursor = parseCursor(query.cursor)
  const isWanted = (sample: Sample): boolean =>
    (cursor === undefined || compare(sample, cursor) > 0) && matches(sample, query)
  // One more than wanted tells whether there is another page.
  return { query, order, compare, cursor, count: limitOf(query) + 1, isWanted }
}

/** The starts that a stream's samples on the page can have, once it is known what the page holds so far. */
const stretchOf = (plan: Plan, longest: number, page: readonly Sample[]): Pick<Wanted, 'from' | 'to'> => {
  const { query, cursor, order } = plan
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = query
  const from = query.strict?.includes('strictStartDate') ? start : start - longest
  const last = page[plan.count - 1]?.start
  return order === 'ascending'
    ? { from: Math.max(from, cursor?.start ?? from), to: last === undefined ? end : Math.min(end, last + 1) }
    : { from: Math.max(from, last ?? from), to: cursor === undefined ? end : Math.min(end, cursor.start + 1) }
}

const gatherStream = (shelf: Shelf, stream: Stream, plan: Plan, page: readonly Sample[]): readonly Sample[] => {
  const { order, count, isWanted, query } = plan
  const longest = Math.max(longestPackedMs, shelf.longestRow(stream))
  const endsFrom = query.start ?? Number.NEGATIVE_INFINITY
  return gather(shelf, stream, { ...stretchOf(plan, longest, page), order, count, isWanted, endsFrom })
}

const candidates = (shelf: Shelf, user: string, plan: Plan): readonly Sample[] => {
  const { uuids } = plan.query
  const found = [...new Set(uuids)].flatMap((uuid) => shelf.find(user, uuid) ?? []).filter(plan.isWanted)
  if (uuids) return found.sort(plan.compare)
  let page: readonly Sample[] = []
  for (const stream of shelf.streams(user).filter(wantsStream(plan.query))) {
    const more = gatherStream(shelf, stream, plan, page)
    page = [...page, ...more].sort(plan.compare).slice(0, plan.count)
  }
  return page
}

/** A page of a person's samples, ordered by start and UUID. */
export function samplePage(shelf: Shelf, user: string, query: SamplePageQuery): SamplePage {
  const plan = planOf(query)
  const found = candidates(shelf, user, plan)
  const items = withinWeight(found.slice(0, plan.count - 1))
  const last = items.at(-1)
  return found.length === items.length || last === undefined
    ? { items }
    : { items, cursor: `${last.start}_${last.uuid}` }
}
