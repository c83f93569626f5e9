import { invalidArgument } from '../../../health/error.js'
import { type Bounds, boundsOf, isNothing } from '../../../health/predicate/bounds.js'
import type { Predicate } from '../../../health/predicate/predicate.js'
import { longestPackedMs } from '../../archive/quantities.js'
import type { Stream } from '../../archive/streams.js'
import type { SamplePage, SamplePageQuery } from '../../health-store.js'
import { withinWeight } from '../../page-weight.js'
import { type Filter, filterOf } from '../filter/filter.js'
import { predicateOf } from '../filter/selection.js'
import type { Shelf } from '../shelf.js'
import { Best } from './best.js'
import { gather, type Wanted } from './gather.js'
import { type Reach, reachOf } from './reach.js'
import { type Place, type Sorting, sortingOf } from './sorting.js'

const defaultLimit = 1_000
const mostAtOnce = 100_000

const limitOf = ({ limit = defaultLimit }: SamplePageQuery): number => {
  if (Number.isInteger(limit) && limit > 0) return Math.min(limit, mostAtOnce)
  throw invalidArgument('the limit is no positive whole number', [{ pointer: '/limit', message: 'not positive' }])
}

/** A query made ready. */
interface Plan {
  readonly shelf: Shelf
  readonly user: string
  readonly sorting: Sorting
  readonly cursor: Place | undefined
  readonly bounds: Bounds
  readonly filter: Filter
  readonly best: Best
}

const wholePredicate = (query: SamplePageQuery, { ofWorkouts }: Sorting): Predicate => {
  if (!ofWorkouts) return predicateOf(query)
  if (query.types?.every((type) => type === 'workout') ?? true) return predicateOf({ ...query, types: ['workout'] })
  throw invalidArgument('only workouts can be sorted so', [{ pointer: '/sort', message: 'sorts workouts alone' }])
}

const planOf = (shelf: Shelf, user: string, query: SamplePageQuery): Plan => {
  const sorting = sortingOf(query)
  const predicate = wholePredicate(query, sorting)
  const cursor = query.cursor === undefined ? undefined : sorting.parse(query.cursor)
  // One more than wanted tells whether there is another page.
  const best = new Best(sorting, limitOf(query) + 1)
  return { shelf, user, sorting, cursor, best, bounds: boundsOf(predicate), filter: filterOf(shelf, predicate) }
}

/** The starts that a stream's samples on the page can have. */
const stretchOf = ({ bounds, cursor, sorting }: Plan, longest: number): Pick<Wanted, 'from' | 'to' | 'endsFrom'> => {
  const at = cursor?.keys[0]
  const [isTime, isUp] = [sorting.by === 'start' || sorting.by === 'end', sorting.order === 'ascending']
  const least = isTime && isUp ? (at ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY
  const most = isTime && !isUp && at !== undefined ? at + 1 : Number.POSITIVE_INFINITY
  const endsFrom = Math.max(bounds.endFrom, least)
  const from = Math.max(bounds.startFrom, endsFrom - longest, sorting.by === 'start' ? least : Number.NEGATIVE_INFINITY)
  return { from, to: Math.min(bounds.startTo, bounds.endTo, most), endsFrom }
}

const gatherStream = (plan: Plan, stream: Stream, reach: Reach): void => {
  const { shelf, filter, sorting, cursor, best } = plan
  const longest = Math.max(longestPackedMs, shelf.longestRow(stream))
  const stretch = stretchOf(plan, longest)
  const [from, to] = [Math.max(stretch.from, reach.from), Math.min(stretch.to, reach.to)]
  gather({ ...stretch, from, to, shelf, stream, filter: filter(stream), sorting, cursor, best })
}

/** Offers the samples with these UUIDs that are wanted. */
const takeNamed = ({ shelf, user, filter, sorting, cursor, best }: Plan, uuids: Iterable<string>): void => {
  for (const uuid of uuids) {
    const found = shelf.find(user, uuid)
    if (found === undefined || !filter(found.stream).isWanted(found.sample)) continue
    if (cursor === undefined || sorting.compareTo(found.sample, cursor) > 0) best.add(found.sample)
  }
}

const takeAll = (plan: Plan): void => {
  const { shelf, user, bounds } = plan
  const reach = reachOf(shelf, user, bounds)
  takeNamed(plan, reach.apart)
  for (const stream of shelf.streams(user)) {
    const own = reach.ofStream(stream)
    if (own !== undefined) gatherStream(plan, stream, own)
  }
}

const find = (plan: Plan): void => {
  if (isNothing(plan.bounds)) return
  if (plan.bounds.uuids) takeNamed(plan, plan.bounds.uuids)
  else takeAll(plan)
}

/** A page of a person's samples, in the order that is asked for. */
export function samplePage(shelf: Shelf, user: string, query: SamplePageQuery): SamplePage {
  const plan = planOf(shelf, user, query)
  find(plan)
  const found = plan.best.samples()
  const items = withinWeight(found.slice(0, limitOf(query)))
  const last = items.at(-1)
  return found.length === items.length || last === undefined ? { items } : { items, cursor: plan.sorting.format(last) }
}
