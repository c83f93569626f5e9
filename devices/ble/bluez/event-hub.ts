import type { RadioEvent } from '../radio/radio.js'

type Listener = (event: RadioEvent) => void

/** Tells listeners what happens. One that throws is the others' no concern. */
export class EventHub {
  readonly #listeners = new Set<{ readonly tell: Listener }>()
  readonly #fault: (error: unknown) => void

  /** `fault` is told what a listener throws. */
  constructor(fault: (error: unknown) => void) {
    this.#fault = fault
  }

  get size(): number {
    return this.#listeners.size
  }

  /** Returns the function that ends it. The same listener twice is told twice. */
  subscribe(tell: Listener): () => void {
    const listener = { tell }
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  emit(event: RadioEvent): void {
    for (const listener of [...this.#listeners]) {
      // One that was told before may have sent it away.
      if (!this.#listeners.has(listener)) continue
      try {
        listener.tell(event)
      } catch (error) {
        this.#fault(error)
      }
    }
  }

  clear(): void {
    this.#listeners.clear()
  }
}
