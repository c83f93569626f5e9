import { invalidArgument } from '../../health/error.js'
import type { DeletedSample } from '../../health/sample.js'
import { findType } from '../../health/type.js'
import type { History } from '../archive/history.js'
import type { Stream } from '../archive/streams.js'
import type { ChangesQuery, PlacedSample } from '../health-store.js'
import { heaviestPage, weightOf, weightOfDeleted } from '../page-weight.js'
import { formatAnchor, type Place, parseAnchor, placeAfter } from './anchor.js'
import { entriesOf, type SingleEntry } from './entries.js'
import { refuseExpired } from './expiry.js'
import { JournalRows } from './journal-rows.js'
import { ColumnsDraft, type StoredPage } from './packed-columns.js'
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
  readonly samples: PlacedSample[] = []
  readonly quantities = new ColumnsDraft()
  #weight = 0

  get length(): number {
    return this.deleted.length + this.samples.length + this.quantities.length
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

/** Fills a page and returns the place it ends at; undefined when it ends with the feed. */
const fill = (page: Page, view: FeedView, place: Place): Place | undefined => {
  let reached = place
  for (const [segment, from] of segmentsFrom(view, place)) {
    for (const entry of entriesOf(view, segment, from)) {
      const room = page.room(view.most - 1)
      if (room === 0) return reached
      const { after, upto } = segment
      const { phase, major } = entry
      if ('rows' in entry) {
        const count = Math.min(room, entry.rows.length)
        page.quantities.add(entry, count)
        const minor = entry.columns.starts[entry.rows[count - 1] as number] as number
        reached = { after, upto, phase, major, minor }
        if (count < entry.rows.length) return reached
      } else {
        page.add(entry)
        reached = { after, upto, phase, major, minor: entry.minor }
      }
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
  const reached = fill(page, { history, streams, head, most: limit + 1, journal }, place)
  const anchor = formatAnchor(history.salt, { ...(reached ?? placeAfter(head)), since: place.since })
  const { deleted, samples } = page
  return { deleted, samples, quantities: page.quantities.columns(), anchor, more: reached !== undefined }
}
