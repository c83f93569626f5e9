import type { Frequency, Subscription, Wish } from './subscription.js'

/** What may be changed of a subscription; the rest wants a new one. */
export interface SubscriptionChange {
  readonly url?: string | undefined
  readonly frequency?: Frequency | undefined
  readonly secret?: string | undefined
  readonly paused?: boolean | undefined
}

/** What is asked for. */
export interface NewSubscription extends Wish {
  /** From where on changes are told; from now on when left out. */
  readonly anchor?: string | undefined
}

/** How it goes with an observer, as it is shown. */
export interface Observer extends Omit<Subscription, 'secret' | 'isPaused' | 'owed'> {
  readonly state: 'active' | 'failing' | 'paused'
  /** Whether there is something that it was not told or did not acknowledge, and since when that is, epoch ms. */
  readonly behindSince?: number | undefined
}

/** Counts since the start, and how many there are in each state. */
export interface ObserverFigures {
  readonly active: number
  readonly failing: number
  readonly paused: number
  readonly delivered: number
  readonly missed: number
  readonly deadLetters: number
}

/** Those who are told when something of theirs changes, wherever they are (semantics § 9.6 and § 9.7). */
export interface Observers {
  /** Resolves when durable; the first telling follows at once. `invalidArgument`, `anchorExpired`, `tooManyRequests`. */
  add(user: string, wish: NewSubscription): Promise<Observer>
  /** Ordered by creation. */
  of(user: string): readonly Observer[]
  /** `notFound` when the person has no such subscription. */
  get(user: string, id: string): Observer
  change(user: string, id: string, change: SubscriptionChange): Promise<Observer>
  remove(user: string, id: string): Promise<void>
  /** Forgets those of a person who is gone. */
  removeAll(user: string): Promise<void>
  /** Notes that what was told up to `anchor` was dealt with. `conflict` when nothing is waited for, or something else. */
  acknowledge(user: string, id: string, anchor: string): Promise<Observer>
  /** Tells those whose time has come; to be called every second or so. */
  check(): void
  figures(): ObserverFigures
  /** Resolves when nothing is on its way any more. */
  close(): Promise<void>
}
