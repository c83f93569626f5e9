import type { Sample } from '../../health/sample.js'

/** How long a finish waits for the last readings of sensors, ms. */
export const drainMs = 3_000
/** A sensor that was heard so shortly before the end, ms, has more to say. */
const streamingMs = 5_000
// A person wears fewer; who sends may name as many as he likes.
const mostSensors = 256

interface Waiting {
  readonly end: number
  readonly deadline: number
  readonly resolve: (isDry: boolean) => void
}

/** Knows which sensors are streaming, and waits until each has told what it measured before a workout's end. */
export class Drain {
  /** The newest end of what each sensor told, epoch ms. */
  readonly #heard = new Map<string, number>()
  /** The sensor that was heard last. */
  #last: string | undefined
  #waiting: Waiting | undefined

  note(samples: readonly Sample[]): void {
    for (const { source, device = source, end } of samples) {
      const newest = Math.max(end, this.#heard.get(device) ?? end)
      // The one that was heard last stands last, so that the first is the one to be forgotten.
      if (device !== this.#last) this.#heard.delete(device)
      this.#heard.set(device, newest)
      this.#last = device
    }
    if (this.#heard.size > mostSensors) this.#forgetOldest()
    if (this.#waiting !== undefined && this.#isDry(this.#waiting.end)) this.#settle(true)
  }

  /** Resolves with true once nothing more is to come before `end`, with false at the `deadline`. Epoch ms. */
  wait(end: number, deadline: number): Promise<boolean> {
    if (this.#isDry(end)) return Promise.resolve(true)
    return new Promise((resolve) => {
      this.#waiting = { end, deadline, resolve }
    })
  }

  /** The clock has come to `now`. */
  check(now: number): void {
    if (this.#waiting !== undefined && now >= this.#waiting.deadline) this.#settle(false)
  }

  #isDry(end: number): boolean {
    return ![...this.#heard.values()].some((at) => at < end && at >= end - streamingMs)
  }

  #forgetOldest(): void {
    for (const [oldest] of this.#heard) {
      if (this.#heard.size <= mostSensors) return
      this.#heard.delete(oldest)
    }
  }

  #settle(isDry: boolean): void {
    this.#waiting?.resolve(isDry)
    this.#waiting = undefined
  }
}
