/** The newest payload of each retained topic, bounded: the one that changed longest ago goes first. */
export class RetainedTopics {
  readonly #payloads = new Map<string, string>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#payloads.size
  }

  /** Keeps it (an empty payload takes the topic back) and returns the topic that had to go, if one had to. */
  keep(topic: string, payload: string): string | undefined {
    this.#payloads.delete(topic)
    if (payload === '') return undefined
    this.#payloads.set(topic, payload)
    if (this.#payloads.size <= this.#most) return undefined
    const [oldest] = this.#payloads.keys()
    if (oldest !== undefined) this.#payloads.delete(oldest)
    return oldest
  }

  entries(): Iterable<readonly [topic: string, payload: string]> {
    return this.#payloads
  }
}
