import type { Clock, Span } from '../../health/clock.js'
import { HealthError, invalidArgument } from '../../health/error.js'
import type { StatisticsJson } from '../../health/json/json-schema.js'
import type { HealthStore, PackedChanges } from '../../store/health-store.js'
import type { Watch } from '../stream/commit-watch.js'
import { type EventStream, eventText } from '../stream/event-stream.js'
import { BucketBoard } from './bucket-board.js'
import { collectionItems } from './collection.js'
import type { Collection } from './collection-query.js'

/** What a reader of a collection that goes on is served from. */
export interface CollectionReader {
  readonly store: HealthStore
  readonly clock: Clock
  readonly watch: Watch
  readonly collection: Collection
  readonly unit: string | undefined
}

/** Where a reader stands: the anchor of what it was told, and what it was shown of a collection that has an open side. */
interface Place {
  readonly anchor: string
  readonly shown?: Span | undefined
}

/** What a reader is told: all buckets, or those that changed; it comes back with `id`. */
export interface CollectionEvent {
  readonly name: 'collection' | 'buckets'
  readonly id: string
  readonly items: readonly StatisticsJson[]
}

const changesAtOnce = 10_000
// So many pages of changes are told as one: each bucket is computed once for all of them.
const pagesAtOnce = 20
// At most four times a second.
const paceMs = 250
const clockLookMs = 1_000

const placeText = ({ anchor, shown }: Place): string =>
  shown === undefined ? anchor : `${anchor}~${shown.start}~${shown.end}`

/** Reads the id of an event that a reader comes back with. */
const parsePlace = (text: string): Place => {
  const [, anchor, start, end] = /^([^~]+)(?:~(-?\d{1,15})~(-?\d{1,15}))?$/.exec(text) ?? []
  if (anchor === undefined)
    throw invalidArgument('the anchor is malformed', [{ pointer: '/anchor', message: 'malformed' }])
  return { anchor, shown: start === undefined ? undefined : { start: Number(start), end: Number(end) } }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** One reader's collection: which buckets it has, and what of them it is still to be told. */
export class LiveCollection {
  readonly #reader: CollectionReader
  readonly #board: BucketBoard
  #anchor: string
  #more = false
  #name: CollectionEvent['name'] = 'buckets'

  private constructor(reader: CollectionReader, board: BucketBoard, anchor: string) {
    this.#reader = reader
    this.#board = board
    this.#anchor = anchor
  }

  /** Throws `invalidArgument` when there are too many buckets or `place` is none. */
  static async open(reader: CollectionReader, place: string | undefined): Promise<LiveCollection> {
    const board = new BucketBoard(reader.collection)
    const from = place === undefined ? undefined : parsePlace(place)
    const live = new LiveCollection(reader, board, from?.anchor ?? reader.store.anchor())
    await live.#begin(from)
    return live
  }

  /** The first event and all that follow until the watch is ended. Throws when the store does. */
  async *events(): AsyncGenerator<CollectionEvent, void, undefined> {
    const { watch, clock } = this.#reader
    const look = setInterval(() => this.#board.isOver(clock()) && watch.wake(), clockLookMs).unref()
    try {
      for (;;) {
        const event = await this.#next()
        if (event !== undefined) yield event
        await pause(paceMs)
        if (!this.#more && !(await watch.next())) return
        await this.#catchUp()
      }
    } finally {
      clearInterval(look)
    }
  }

  /** Writes the events until the reader is gone. Rejects when the store does. */
  async follow(stream: EventStream): Promise<void> {
    for await (const { name, id, items } of this.events()) {
      if (stream.closed) return
      stream.write(eventText({ event: name, id, data: JSON.stringify({ items }) }))
      await stream.drained()
    }
  }

  async #begin(from: Place | undefined): Promise<void> {
    if (from === undefined) return this.#startOver()
    try {
      await this.#catchUp()
      if (from.shown !== undefined) this.#board.touchOutside(from.shown)
    } catch (error) {
      if (!(error instanceof HealthError) || error.code !== 'anchorExpired') throw error
      this.#startOver()
    }
  }

  #startOver(): void {
    this.#anchor = this.#reader.store.anchor()
    this.#name = 'collection'
    this.#board.touchAll()
  }

  /** Marks what has changed since the anchor, and what has begun since. */
  async #catchUp(): Promise<void> {
    const { store, clock, collection } = this.#reader
    this.#more = true
    for (let pages = 0; this.#more && pages < pagesAtOnce; pages += 1) {
      const scope = { user: collection.user, types: [collection.query.type], limit: changesAtOnce }
      const page = await store.packedChanges({ ...scope, anchor: this.#anchor })
      this.#mark(page)
      this.#anchor = page.anchor
      this.#more = page.more
    }
    this.#board.reach(clock())
  }

  #mark({ deleted, samples, quantities }: PackedChanges): void {
    for (const sample of deleted) this.#board.touch(sample)
    for (const { sample } of samples) this.#board.touch(sample)
    const { starts, ends } = quantities
    for (const [row, start] of starts.entries()) this.#board.touch({ start, end: ends[row] ?? start })
  }

  async #next(): Promise<CollectionEvent | undefined> {
    const { store, collection, unit } = this.#reader
    const [name, buckets] = [this.#name, this.#board.take()]
    if (buckets.length === 0 && name === 'buckets') return undefined
    this.#name = 'buckets'
    return { name, id: this.#place(), items: await collectionItems(store, { ...collection, unit }, buckets) }
  }

  #place(): string {
    const { start, end } = this.#reader.collection.opens
    return placeText({ anchor: this.#anchor, shown: start || end ? this.#board.window : undefined })
  }
}
