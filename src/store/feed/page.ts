import { invalidArgument } from '../../health/error.js'
import type { DeletedSample } from '../../health/sample.js'
import { findType } from '../../health/type.js'
import type { History } from '../archive/history.js'
import { createShelf } from '../archive/sql-shelf.js'
import type { Stream } from '../archive/streams.js'
import type { ChangesQuery, PlacedSample } from '../health-store.js'
import { heaviestPage, weightOf, weightOfDeleted } from '../page-weight.js'
import { filterOf } from '../query/filter/filter.js'
import { formatAnchor, type Place, parseAnchor, placeAfter } from './anchor.js'
import { type Entry, entriesOf, type RunEntry, type SingleEntry } from './entries.js'
import { refuseExpired } from './expiry.js'
import { JournalRows } from './journal-rows.js'
import { ColumnsDraft, type StoredPage } from './packed-columns.js'
import { type FeedView, type Segment, segmentAfter, segmentsAfter } from './segment.js'

const defaultLimit = 1_000
const mostAtOnce = 100_000

// With a predicate a page may pass so many quantities; making a sample of a row costs as much as asking many of them.
const mostSeen = 200_000
const rowWork = 20

const limitOf = ({ limit = defaultLimit }: ChangesQuery): number => {
  if (Number.isInteger(limit) && limit > 0) return Math.min(limit, mostAtOnce)
  throw invalidArgument('the limit is no positive whole number', [{ pointer: '/limit', message: 'not positive' }])
}

const streamsOf = (history: History, { user, types }: ChangesQuery): readonly Stream[] | undefined => {
  if (user === undefined && types === undefined) return undefined
  const names = types && new Set<string>(types.map((type) => findType(type)?.name ?? type))
  return history.matching((stream) => names?.has(stream.type) ?? true, user)
}

/** A page in the making. */
class Page {
  readonly deleted: DeletedSample[] = []
  readonly samples: PlacedSample[] = []
  readonly quantities = new ColumnsDraft()
  #weight = 0
  #seen = 0

  get length(): number {
    return this.deleted.length + this.samples.length + this.quantities.length
  }

  /** Whether so much was looked at, of interest or not, that the page has to end. */
  get isTired(): boolean {
    return this.#seen >= mostSeen
  }

  see(entry: Entry): void {
    this.#seen += 'rows' in entry ? entry.seen : rowWork
  }

  add({ user, deleted, added }: SingleEntry): void {
    if (deleted) this.deleted.push(deleted)
    if (added) this.samples.push({ user, sample: added, after: this.quantities.length })
    this.#weight += (deleted ? weightOfDeleted(deleted) : 0) + (added ? weightOf(added) : 0)
  }

  /** How many more there may be, of `most`. */
  room(most: number): number {
    return this.#weight >= heaviestPage ? 0 : most - this.length
  }
}

function* segmentsFrom(view: FeedView, place: Place): Generator<[Segment, Place]> {
  const { after, upto } = place
  if (upto !== undefined) yield [segmentAfter(view, after, upto), place]
  for (const segment of segmentsAfter(view, upto ?? after)) yield [segment, placeAfter(segment.after)]
}

/** Puts as many quantities of a run on the page as there is room for; returns the minor place that was reached. */
const addRun = (page: Page, entry: RunEntry, room: number): number => {
  const count = Math.min(room, entry.rows.length)
  if (count > 0) page.quantities.add(entry, count)
  return count < entry.rows.length ? (entry.columns.starts[entry.rows[count - 1] as number] as number) : entry.last
}

const addSingle = (page: Page, entry: SingleEntry): number => {
  page.add(entry)
  return entry.minor
}

const offers = (entry: Entry): number => {
  if ('rows' in entry) return entry.rows.length
  return entry.added || entry.deleted ? 1 : 0
}

/**
 * Fills a page and returns the place it ends at; undefined when it ends with the feed. What is of no interest is passed,
 * so that a page ends right before the next change that is, or when it has passed very much.
 */
const fill = (page: Page, view: FeedView, place: Place): Place | undefined => {
  let reached = place
  for (const [segment, from] of segmentsFrom(view, place)) {
    for (const entry of entriesOf(view, segment, from)) {
      const room = page.room(view.most - 1)
      const offered = offers(entry)
      if (room === 0 && offered > 0) return reached
      const { after, upto } = segment
      const { phase, major } = entry
      const minor = 'rows' in entry ? addRun(page, entry, room) : addSingle(page, entry)
      reached = { after, upto, phase, major, minor }
      if ('rows' in entry && room < offered) return reached
      page.see(entry)
      if (view.filter && page.isTired) return reached
    }
  }
  return undefined
}

const placeOf = ({ salt }: History, { anchor }: ChangesQuery, head: number): Place =>
  anchor === undefined ? { ...placeAfter(0), since: head } : parseAnchor(anchor, { salt, head })

/** The changes after an anchor. `head` is the newest commit that the history shows. */
export function changesPage(history: History, query: ChangesQuery, head: number): StoredPage {
  const limit = limitOf(query)
  const place = placeOf(history, query, head)
  const page = new Page()
  // One more than wanted tells whether there is more.
  const streams = streamsOf(history, query)
  refuseExpired(history, place, streams)
  const journal = new JournalRows(history.journal, streams ?? [], place.after)
  const filter = query.predicate && filterOf(createShelf(history), query.predicate)
  const tellsAgain = !history.tables.associations.isEmpty()
  const reached = fill(page, { history, streams, head, most: limit + 1, journal, filter, tellsAgain }, place)
  const anchor = formatAnchor(history.salt, { ...(reached ?? placeAfter(head)), since: place.since })
  const { deleted, samples } = page
  return { deleted, samples, quantities: page.quantities.columns(), anchor, more: reached !== undefined }
}
