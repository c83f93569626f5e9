import type { Clock } from '../health/clock.js'
import type { QuantityTypeName } from '../health/type.js'
import type { Commit, HealthStore } from '../store/health-store.js'
import { newestQuantityOf, type Quantity } from './builder/quantity.js'
import { LiveChannel, type LiveNews } from './live-channel.js'
import type { LiveValue, SourceChange } from './live-value.js'

/** What every person's sensors say now. */
export interface LiveValues {
  /** A person's values, ordered by type; stale ones with the value null. */
  of(user: string): readonly LiveValue[]
  /** Calls `listener` with every new value, and with one that became stale. Returns the function that ends it. */
  subscribe(listener: (value: LiveValue) => void): () => void
  /** Calls `listener` when another source takes over, before its value is told. Returns the function that ends it. */
  subscribeSources(listener: (change: SourceChange) => void): () => void
}

/** The live values, and what has to be done about them now and then. */
export interface KeptLiveValues extends LiveValues {
  /** Tells of values that became stale, or that another source has taken over. To be called a few times a second. */
  check(): void
  /** Forgets a person. */
  forget(user: string): void
}

export interface LiveValuesParts {
  readonly store: HealthStore
  readonly clock: Clock
  /** A person's present, which is the ride's in a replay; the clock's when left out. Epoch ms. */
  readonly presentOf?: ((user: string) => number) | undefined
  /** A person's sources of a type as they are wanted now, most trusted first. */
  readonly priority?: ((user: string, type: QuantityTypeName) => readonly string[]) | undefined
}

class CurrentValues implements KeptLiveValues {
  readonly #parts: LiveValuesParts
  readonly #channels = new Map<string, Map<QuantityTypeName, LiveChannel>>()
  /** Those with a value that may become stale. */
  readonly #lively = new Set<LiveChannel>()
  readonly #listeners = new Set<(value: LiveValue) => void>()
  readonly #sourceListeners = new Set<(change: SourceChange) => void>()

  constructor(parts: LiveValuesParts) {
    this.#parts = parts
  }

  of(user: string): readonly LiveValue[] {
    const present = this.#present(user)
    const channels = [...(this.#channels.get(user)?.values() ?? [])]
    return channels.flatMap((channel) => channel.now(present) ?? []).sort((a, b) => (a.type < b.type ? -1 : 1))
  }

  subscribe(listener: (value: LiveValue) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  subscribeSources(listener: (change: SourceChange) => void): () => void {
    this.#sourceListeners.add(listener)
    return () => this.#sourceListeners.delete(listener)
  }

  check(): void {
    for (const channel of this.#lively) this.#tell(channel, channel.lapse(this.#present(channel.user)))
  }

  forget(user: string): void {
    for (const channel of this.#channels.get(user)?.values() ?? []) this.#lively.delete(channel)
    this.#channels.delete(user)
  }

  /** Takes what was committed: of a sample only its newest value matters. */
  follow({ added }: Commit): void {
    for (const { user, sample } of added) {
      const newest = newestQuantityOf(sample)
      if (newest) this.#take(user, newest)
    }
  }

  #take(user: string, quantity: Quantity): void {
    const known = this.#channels.get(user)?.get(quantity.type)
    const channel = known ?? this.#create(user, quantity.type)
    const news = channel.hear(quantity, this.#present(user, quantity.end))
    if (news && !known) this.#keep(channel)
    this.#tell(channel, news)
  }

  #create(user: string, type: QuantityTypeName): LiveChannel {
    return new LiveChannel(user, type, { order: () => this.#parts.priority?.(user, type) ?? [] })
  }

  #keep(channel: LiveChannel): void {
    const channels = this.#channels.get(channel.user) ?? new Map<QuantityTypeName, LiveChannel>()
    this.#channels.set(channel.user, channels.set(channel.type, channel))
  }

  #tell(channel: LiveChannel, news: LiveNews | undefined): void {
    if (news === undefined) return
    if (news.value.stale) this.#lively.delete(channel)
    else this.#lively.add(channel)
    if (news.change) for (const listener of this.#sourceListeners) listener(news.change)
    for (const listener of this.#listeners) listener(news.value)
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
