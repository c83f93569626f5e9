import type { Bucket } from '../../health/calendar/bucket-page.js'
import type { Clock, Span } from '../../health/clock.js'
import { HealthError, invalidArgument } from '../../health/error.js'
import type { SampleTypeName } from '../../health/type.js'
import type { HealthStore, PackedChanges } from '../../store/health-store.js'
import { BucketBoard, type Shown } from './bucket-board.js'
import type { Watch } from './commit-watch.js'
import { type EventStream, eventText } from './event-stream.js'

/** What a reader of buckets is served from. */
export interface BucketReader<Name extends string, Item> {
  readonly store: Pick<HealthStore, 'anchor' | 'packedChanges'>
  readonly clock: Clock
  readonly watch: Watch
  readonly user: string
  /** The types whose changes touch buckets. */
  readonly types: readonly SampleTypeName[]
  readonly shown: Shown
  readonly itemsOf: (buckets: readonly Bucket[]) => Promise<readonly Item[]>
  /** The names of the first event, which has all items, and of the others. */
  readonly names: { readonly all: Name; readonly changed: Name }
  /** The least time between two events, ms. */
  readonly paceMs: number
}

/** Where a reader stands: the anchor of what it was told, and what it was shown when a side of that goes on. */
interface Place {
  readonly anchor: string
  readonly shown?: Span | undefined
}

/** What a reader is told: all buckets, or those that changed; it comes back with `id`. */
export interface BucketEvent<Name extends string, Item> {
  readonly name: Name
  readonly id: string
  readonly items: readonly Item[]
}

const changesAtOnce = 10_000
// So many pages of changes are told as one: each bucket is computed once for all of them.
const pagesAtOnce = 20
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

/** One reader's buckets, and what of them it is still to be told: all at first, then those that changes touch. */
export class LiveBuckets<Name extends string, Item> {
  readonly #reader: BucketReader<Name, Item>
  readonly #board: BucketBoard
  #anchor: string
  #more = false
  #name: Name

  private constructor(reader: BucketReader<Name, Item>, anchor: string) {
    this.#reader = reader
    this.#board = new BucketBoard(reader.shown)
    this.#name = reader.names.changed
    this.#anchor = anchor
  }

  /** Throws `invalidArgument` when there are too many buckets or `place` is none. */
  static async open<Name extends string, Item>(
    reader: BucketReader<Name, Item>,
    place: string | undefined,
  ): Promise<LiveBuckets<Name, Item>> {
    const from = place === undefined ? undefined : parsePlace(place)
    const live = new LiveBuckets(reader, from?.anchor ?? reader.store.anchor())
    await live.#begin(from)
    return live
  }

  /** The first event and all that follow until the watch is ended. Throws when the store does. */
  async *events(): AsyncGenerator<BucketEvent<Name, Item>, void, undefined> {
    const { watch, clock, paceMs } = this.#reader
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
    this.#name = this.#reader.names.all
    this.#board.touchAll()
  }

  /** Marks what has changed since the anchor, and what has begun since. */
  async #catchUp(): Promise<void> {
    const { store, clock, user, types } = this.#reader
    this.#more = true
    for (let pages = 0; this.#more && pages < pagesAtOnce; pages += 1) {
      const page = await store.packedChanges({ user, types, limit: changesAtOnce, anchor: this.#anchor })
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

  async #next(): Promise<BucketEvent<Name, Item> | undefined> {
    const { itemsOf, names } = this.#reader
    const [name, buckets] = [this.#name, this.#board.take()]
    if (buckets.length === 0 && name === names.changed) return undefined
    this.#name = names.changed
    const id = placeText({ anchor: this.#anchor, shown: this.#board.moving })
    return { name, id, items: await itemsOf(buckets) }
  }
}
