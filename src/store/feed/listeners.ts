import type { Owned } from '../../health/sample.js'
import type { History } from '../archive/history.js'
import type { Drafted } from '../commit/draft.js'
import type { Commit } from '../health-store.js'
import { formatAnchor, placeAfter } from './anchor.js'

const quantitiesOf = (history: History, { quantities }: Drafted): Owned[] => {
  if (quantities === undefined) return []
  const { streams, starts, values, durations, generations } = quantities
  return Array.from(streams, (id, at) => {
    const stream = history.stream(id)
    const [start = 0, value = 0, duration = 0] = [starts[at], values[at], durations?.[at]]
    const sample = history.quantitySample(stream, { start, value, duration, generation: generations?.[at] ?? 0 })
    return { user: stream.user, sample }
  })
}

const commitOf = (history: History, drafted: Drafted): Commit => ({
  deleted: drafted.deleted,
  added: [...drafted.added, ...quantitiesOf(history, drafted)],
  anchor: formatAnchor(history.salt, placeAfter(drafted.seq)),
})

/** Who follows the commits as they happen. */
export class Listeners {
  readonly #history: History
  readonly #onFault: (error: unknown) => void
  readonly #listeners = new Set<(commit: Commit) => void>()

  /** `onFault` hears of a listener that threw; the others are called all the same. */
  constructor(history: History, onFault: (error: unknown) => void) {
    this.#history = history
    this.#onFault = onFault
  }

  add(listener: (commit: Commit) => void): () => void {
    // A wrapper, so that the same function can follow twice.
    const own = (commit: Commit): void => listener(commit)
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  notify(drafted: Drafted): void {
    if (this.#listeners.size === 0) return
    const commit = commitOf(this.#history, drafted)
    for (const listener of [...this.#listeners]) this.#call(listener, commit)
  }

  #call(listener: (commit: Commit) => void, commit: Commit): void {
    try {
      listener(commit)
    } catch (error) {
      this.#onFault(error)
    }
  }
}
