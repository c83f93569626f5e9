import { invalidArgument } from '../../health/error.js'
import type { DeletedSample, Owned } from '../../health/sample.js'
import { findType } from '../../health/type.js'
import type { History } from '../archive/history.js'
import type { Stream } from '../archive/streams.js'
import type { Changes, ChangesQuery } from '../health-store.js'
import { formatAnchor, type Place, parseAnchor, placeAfter } from './anchor.js'
import { type Entry, entriesOf } from './entries.js'
import { JournalRows } from './journal-rows.js'
import { type FeedView, type Segment, segmentAfter, segmentsAfter } from './segment.js'

const defaultLimit = 1_000
const mostAtOnce = 100_000

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
  readonly added: Owned[] = []

  get length(): number {
    return this.deleted.length + this.added.length
  }

  add({ user, deleted, added }: Entry): void {
    if (deleted) this.deleted.push(deleted)
    if (added) this.added.push({ user, sample: added })
  }
}

function* segmentsFrom(view: FeedView, place: Place): Generator<[Segment, Place]> {
  const { after, upto } = place
  if (upto !== undefined) yield [segmentAfter(view, after, upto), place]
  for (const segment of segmentsAfter(view, upto ?? after)) yield [segment, placeAfter(segment.after)]
}

/** Fills a page and returns the place it ends at; undefined when it ends with the feed. */
const fill = (page: Page, view: FeedView, place: Place): Place | undefined => {
  let reached = place
  for (const [segment, from] of segmentsFrom(view, place)) {
    for (const entry of entriesOf(view, segment, from)) {
      if (page.length === view.most - 1) return reached
      page.add(entry)
      const { phase, major, minor } = entry
      reached = { after: segment.after, upto: segment.upto, phase, major, minor }
    }
  }
  return undefined
}

/** The changes after an anchor. `head` is the newest commit that the history shows. */
export function changesPage(history: History, query: ChangesQuery, head: number): Changes {
  const limit = limitOf(query)
  const place = query.anchor === undefined ? placeAfter(0) : parseAnchor(query.anchor, { salt: history.salt, head })
  const page = new Page()
  // One more than wanted tells whether there is more.
  const streams = streamsOf(history, query)
  const journal = new JournalRows(history.journal, streams ?? [], place.after)
  const reached = fill(page, { history, streams, head, most: limit + 1, journal }, place)
  const anchor = formatAnchor(history.salt, reached ?? placeAfter(head))
  return { deleted: page.deleted, added: page.added, anchor, more: reached !== undefined }
}
