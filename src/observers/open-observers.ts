import type { Logger } from 'pino'
import type { Clock, RandomBytes } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { Commit, HealthStore } from '../store/health-store.js'
import type { NewSubscription, Observer, ObserverFigures, Observers, SubscriptionChange } from './observers.js'
import { confirm, tell } from './post.js'
import { type Send, sendOverHttp } from './send.js'
import { failingAfter, lapsed, newStanding } from './standing.js'
import { checkTypes, type Subscription, storedSubscription } from './subscription.js'

export interface ObserversParts {
  readonly store: Pick<HealthStore, 'changes' | 'anchor' | 'subscribe' | 'documents'>
  readonly clock: Clock
  readonly random: RandomBytes
  readonly newId: () => string
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** How what is told is sent; default: over HTTP, and an answer is waited for ten seconds. */
  readonly send?: Send | undefined
}

const kind = 'subscription'
const mostOfUser = 100
const mostAtOnce = 8
const timeoutMs = 10_000

/** A subscription, and what is known of it in this process alone. */
interface Entry {
  subscription: Subscription
  /** Since when there may be something to tell, epoch ms. */
  newsAt: number | undefined
  isBusy: boolean
}

const stateOf = ({ isPaused, misses }: Subscription): Observer['state'] => {
  if (isPaused) return 'paused'
  return misses >= failingAfter ? 'failing' : 'active'
}

const shown = ({ subscription, newsAt }: Entry): Observer => {
  const { secret, isPaused, owed, ...rest } = subscription
  return { ...rest, state: stateOf(subscription), behindSince: newsAt }
}

const concerns = (commit: Commit, { user, types }: Subscription): boolean =>
  commit.added.some((one) => one.user === user && types.includes(one.sample.type)) ||
  commit.deleted.some((one) => one.user === user && types.includes(one.type))

class KeptObservers implements Observers {
  readonly #parts: ObserversParts
  readonly #send: Send
  readonly #entries = new Map<string, Entry>()
  readonly #running = new Set<Promise<void>>()
  readonly #unsubscribe: () => void
  readonly #counts = { delivered: 0, missed: 0 }
  readonly #closing = new AbortController()

  constructor(parts: ObserversParts) {
    this.#parts = parts
    this.#send = parts.send ?? sendOverHttp(timeoutMs)
    for (const { value } of parts.store.documents.all(kind)) {
      const subscription = storedSubscription(value)
      // What was committed while nobody looked is found when its turn comes.
      if (subscription) this.#entries.set(subscription.id, { subscription, newsAt: parts.clock(), isBusy: false })
    }
    this.#unsubscribe = parts.store.subscribe((commit) => this.#notice(commit))
  }

  async add(user: string, wish: NewSubscription): Promise<Observer> {
    checkTypes(wish.types)
    const { clock, newId, store } = this.#parts
    const { anchor = store.anchor(), ...wanted } = wish
    await store.changes({ user, types: wish.types, anchor, limit: 1 })
    if (this.of(user).length >= mostOfUser)
      throw new HealthError('tooManyRequests', `a person has at most ${mostOfUser} subscriptions`)
    const subscription = { id: newId(), user, createdAt: clock(), ...wanted, ...newStanding(anchor) }
    const entry: Entry = { subscription, newsAt: clock(), isBusy: false }
    this.#entries.set(subscription.id, entry)
    await this.#keep(entry)
    this.check()
    return shown(entry)
  }

  of(user: string): readonly Observer[] {
    const own = [...this.#entries.values()].filter(({ subscription }) => subscription.user === user)
    return own.map(shown).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }

  get(user: string, id: string): Observer {
    return shown(this.#entry(user, id))
  }

  async change(user: string, id: string, { paused, ...change }: SubscriptionChange): Promise<Observer> {
    const entry = this.#entry(user, id)
    const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    // Whoever mends an address wants to see at once whether it works.
    entry.subscription = {
      ...entry.subscription,
      ...said,
      notBefore: 0,
      isPaused: paused ?? entry.subscription.isPaused,
    }
    entry.newsAt ??= this.#parts.clock()
    await this.#keep(entry)
    this.check()
    return shown(entry)
  }

  async remove(user: string, id: string): Promise<void> {
    this.#entry(user, id)
    this.#entries.delete(id)
    await this.#parts.store.documents.remove(kind, id)
  }

  async removeAll(user: string): Promise<void> {
    for (const { id } of this.of(user)) await this.remove(user, id)
  }

  async acknowledge(user: string, id: string, anchor: string): Promise<Observer> {
    const entry = this.#entry(user, id)
    entry.subscription = confirm(entry.subscription, anchor)
    await this.#keep(entry)
    // What came after it has waited meanwhile.
    entry.newsAt ??= this.#parts.clock()
    this.check()
    return shown(entry)
  }

  check(): void {
    const now = this.#parts.clock()
    for (const entry of this.#entries.values()) {
      if (this.#closing.signal.aborted || this.#running.size >= mostAtOnce) return
      this.#lapse(entry, now)
      if (this.#isDue(entry, now)) this.#start(entry)
    }
  }

  figures(): ObserverFigures {
    const states = [...this.#entries.values()].map(({ subscription }) => stateOf(subscription))
    const count = (state: Observer['state']): number => states.filter((each) => each === state).length
    const deadLetters = [...this.#entries.values()].reduce((sum, each) => sum + each.subscription.deadLetters, 0)
    return {
      ...{ active: count('active'), failing: count('failing'), paused: count('paused') },
      ...this.#counts,
      deadLetters,
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#unsubscribe()
    await Promise.all(this.#running)
  }

  #entry(user: string, id: string): Entry {
    const entry = this.#entries.get(id)
    if (entry?.subscription.user === user) return entry
    throw new HealthError('notFound', 'there is no such subscription')
  }

  #notice(commit: Commit): void {
    let isNews = false
    for (const entry of this.#entries.values()) {
      if (entry.newsAt !== undefined || !concerns(commit, entry.subscription)) continue
      entry.newsAt = this.#parts.clock()
      isNews = true
    }
    if (isNews) this.check()
  }

  #isDue({ subscription, newsAt, isBusy }: Entry, now: number): boolean {
    const { isPaused, awaited, notBefore } = subscription
    return newsAt !== undefined && !isBusy && !isPaused && awaited === undefined && now >= notBefore
  }

  #lapse(entry: Entry, now: number): void {
    const { awaited } = entry.subscription
    if (entry.isBusy || awaited === undefined || now < awaited.until) return
    entry.subscription = lapsed(entry.subscription, now, this.#parts.random)
    entry.newsAt ??= now
    this.#counts.missed += 1
    this.#keep(entry).catch(() => undefined)
  }

  #start(entry: Entry): void {
    entry.isBusy = true
    // The next turn is that of the others.
    const { id } = entry.subscription
    this.#entries.delete(id)
    this.#entries.set(id, entry)
    const running = this.#tell(entry)
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'an observer could not be told'))
      .finally(() => {
        entry.isBusy = false
        this.#running.delete(running)
        this.check()
      })
    this.#running.add(running)
  }

  async #tell(entry: Entry): Promise<void> {
    const before = entry.subscription
    const since = entry.newsAt
    entry.newsAt = undefined
    try {
      const { subscription, told, more } = await tell(
        { ...this.#parts, send: this.#send, signal: this.#closing.signal },
        before,
      )
      if (!this.#entries.has(before.id) || this.#closing.signal.aborted) return
      this.#count(before, subscription, told)
      if (more || told === 'missed') entry.newsAt = since
      // What was changed by hand while it was told stays changed.
      const { url, frequency, secret, isPaused } = entry.subscription
      entry.subscription = { ...subscription, url, frequency, secret, isPaused }
      if (told !== 'nothing') await this.#keep(entry)
    } catch (error) {
      entry.newsAt = since
      entry.subscription = { ...entry.subscription, notBefore: this.#parts.clock() + 1_000 }
      throw error
    }
  }

  #count(before: Subscription, { id, misses }: Subscription, told: 'nothing' | 'delivered' | 'missed'): void {
    if (told !== 'nothing') this.#counts[told] += 1
    if (misses === failingAfter) this.#parts.log.warn({ subscription: id }, 'an observer is failing')
    if (before.misses >= failingAfter && misses === 0) this.#parts.log.info({ subscription: id }, 'an observer is back')
  }

  async #keep({ subscription }: Entry): Promise<void> {
    await this.#parts.store.documents.put(kind, subscription.id, subscription)
  }
}

/** Opens the observers kept in the store. */
export const openObservers = (parts: ObserversParts): Observers => new KeptObservers(parts)
