/** What can be ended at once. */
interface Connection {
  destroy(): unknown
}

/**
 * Connections that have not signed in, bounded: the one that has waited longest goes. A device signs in within a moment,
 * so it gets in however many there are who only connect.
 */
export class Strangers {
  readonly #waiting = new Set<Connection>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  came(connection: Connection): void {
    this.#waiting.add(connection)
    if (this.#waiting.size <= this.#most) return
    const [oldest] = this.#waiting
    if (oldest === undefined) return
    this.#waiting.delete(oldest)
    oldest.destroy()
  }

  /** It has signed in, or is gone. */
  left(connection: Connection): void {
    this.#waiting.delete(connection)
  }
}
