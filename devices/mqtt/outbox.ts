import { RetainedTopics } from './retained-topics.js'

/** One publication. */
export interface Publication {
  readonly payload: string
  readonly retain: boolean
}

export interface OutboxOptions {
  /** Publishes; calls `done` when the broker has it, or never will. */
  readonly send: (topic: string, publication: Publication, done: () => void) => void
  /** Publications on their way at a time. */
  readonly inFlightMax: number
  /** Topics that wait, and retained topics that are remembered. */
  readonly topicsMax: number
}

/**
 * What is to be published, the newest of each topic only: while the broker is away or slow, a topic that changes ten
 * times takes one place. A full outbox loses the topic that waited longest.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #waiting = new Map<string, Publication>()
  readonly #retained: RetainedTopics
  #inFlight = 0
  #isOpen = false
  #dropped = 0

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#retained = new RetainedTopics(options.topicsMax)
  }

  figures(): { readonly publishing: number; readonly waiting: number; readonly dropped: number } {
    return { publishing: this.#inFlight, waiting: this.#waiting.size, dropped: this.#dropped }
  }

  offer(topic: string, publication: Publication): void {
    if (publication.retain) this.#retained.keep(topic, publication.payload)
    this.#wait(topic, publication)
    this.#flush()
  }

  /** The broker is here: it gets every retained topic again, since it may have lost them, and what waited. */
  open(): void {
    this.#isOpen = true
    for (const [topic, payload] of this.#retained.entries()) {
      if (!this.#waiting.has(topic)) this.#wait(topic, { payload, retain: true })
    }
    this.#flush()
  }

  shut(): void {
    this.#isOpen = false
  }

  #wait(topic: string, publication: Publication): void {
    this.#waiting.set(topic, publication)
    if (this.#waiting.size <= this.#options.topicsMax) return
    const [oldest] = this.#waiting.keys()
    if (oldest !== undefined) this.#waiting.delete(oldest)
    this.#dropped += 1
  }

  #flush(): void {
    for (const [topic, publication] of this.#waiting) {
      if (!this.#isOpen || this.#inFlight >= this.#options.inFlightMax) return
      this.#waiting.delete(topic)
      this.#inFlight += 1
      this.#options.send(topic, publication, () => {
        this.#inFlight -= 1
        this.#flush()
      })
    }
  }
}
