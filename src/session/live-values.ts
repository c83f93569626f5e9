import type { Clock } from '../health/clock.js'
import { type QuantityTypeName, quantityType } from '../health/type.js'
import type { Commit, HealthStore } from '../store/health-store.js'
import { beat, isStale } from './builder/freshness.js'
import { type Quantity, quantitiesOf } from './builder/quantity.js'
import { type Stream, Streams } from './builder/streams.js'

/** The newest value of a type, of the source that is chosen for it. `value` is null once it is stale; `at` epoch ms. */
export interface LiveValue {
  readonly user: string
  readonly type: QuantityTypeName
  readonly value: number | null
  readonly unit: string
  readonly at: number
  readonly source: string
  readonly device?: string | undefined
  readonly stale: boolean
}

/** What every person's sensors say now. */
export interface LiveValues {
  /** A person's values, ordered by type; stale ones with the value null. */
  of(user: string): readonly LiveValue[]
  /** Calls `listener` with every new value, and with one that became stale. Returns the function that ends it. */
  subscribe(listener: (value: LiveValue) => void): () => void
}

/** The live values, and what has to be done about them now and then. */
export interface KeptLiveValues extends LiveValues {
  /** Tells of values that became stale, or that another source has taken over. To be called about once a second. */
  check(): void
  /** Forgets a person. */
  forget(user: string): void
}

export interface LiveValuesParts {
  readonly store: HealthStore
  readonly clock: Clock
  /** A person's present, which is the ride's in a replay; the clock's when left out. Epoch ms. */
  readonly presentOf?: ((user: string) => number) | undefined
  /** A person's sources of a type, most trusted first. */
  readonly priority?: ((user: string, type: QuantityTypeName) => readonly string[]) | undefined
}

/** The readings of one person and type: the last of every stream, and what was told last. */
interface Channel {
  readonly user: string
  readonly type: QuantityTypeName
  readonly streams: Streams
  readonly last: Map<Stream, Quantity>
  told: LiveValue
}

type Listener = (value: LiveValue) => void

const liveValue = (user: string, quantity: Quantity, stale: boolean): LiveValue => {
  const { type, value, end: at, source, device } = quantity
  const { unit } = quantityType(type)
  return { user, type, value: stale ? null : value, unit, at, source, ...(device !== undefined && { device }), stale }
}

class CurrentValues implements KeptLiveValues {
  readonly #parts: LiveValuesParts
  readonly #channels = new Map<string, Map<QuantityTypeName, Channel>>()
  readonly #listeners = new Set<Listener>()

  constructor(parts: LiveValuesParts) {
    this.#parts = parts
  }

  of(user: string): readonly LiveValue[] {
    const channels = [...(this.#channels.get(user)?.values() ?? [])]
    return channels.map((channel) => this.#now(channel)).sort((a, b) => (a.type < b.type ? -1 : 1))
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  check(): void {
    for (const channels of this.#channels.values())
      for (const channel of channels.values()) {
        if (channel.told.stale) continue
        const value = this.#now(channel)
        if (value.stale || value.at > channel.told.at || value.source !== channel.told.source)
          this.#tell(channel, value)
      }
  }

  forget(user: string): void {
    this.#channels.delete(user)
  }

  /** Takes what was committed: of a sample only its newest value matters. */
  follow({ added }: Commit): void {
    for (const { user, sample } of added) {
      const newest = quantitiesOf(sample).at(-1)
      if (newest) this.#take(user, newest)
    }
  }

  #take(user: string, quantity: Quantity): void {
    const known = this.#channels.get(user)?.get(quantity.type)
    const channel = known ?? this.#create(user, quantity)
    const stream = channel.streams.of(quantity)
    // Late data is history; so is the first value of a sensor if it is stale on arrival.
    if (quantity.end <= stream.lastAt) return
    beat(stream, quantity.end)
    channel.last.set(stream, quantity)
    const present = this.#present(user, quantity.end)
    if (isStale(quantity.type, stream, present)) return
    if (!known) this.#keep(channel)
    if (channel.streams.chosen(present) === stream) this.#tell(channel, liveValue(user, quantity, false))
  }

  #create(user: string, quantity: Quantity): Channel {
    const { type } = quantity
    const streams = new Streams(type, this.#parts.priority?.(user, type) ?? [])
    return { user, type, streams, last: new Map(), told: liveValue(user, quantity, true) }
  }

  #keep(channel: Channel): void {
    const channels = this.#channels.get(channel.user) ?? new Map<QuantityTypeName, Channel>()
    this.#channels.set(channel.user, channels.set(channel.type, channel))
  }

  #now({ user, streams, last, told }: Channel): LiveValue {
    const chosen = streams.chosen(this.#present(user))
    const quantity = chosen && last.get(chosen)
    if (quantity) return liveValue(user, quantity, false)
    return told.stale ? told : { ...told, value: null, stale: true }
  }

  #tell(channel: Channel, value: LiveValue): void {
    channel.told = value
    for (const listener of this.#listeners) listener(value)
  }

  // The session may hear of a commit after this does: a reading is never later than the present.
  #present(user: string, newest = Number.NEGATIVE_INFINITY): number {
    const { clock, presentOf = clock } = this.#parts
    return Math.max(presentOf(user), newest)
  }
}

/** Follows the feed from now on and keeps the newest value of each person and type. */
export const createLiveValues = (parts: LiveValuesParts): KeptLiveValues => {
  const values = new CurrentValues(parts)
  parts.store.subscribe((commit) => values.follow(commit))
  return values
}
