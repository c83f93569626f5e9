import type { Sample } from '../../health/sample.js'

/** How long a finish waits for the last readings of sensors, ms. */
export const drainMs = 3_000
/** A sensor that was heard so shortly before the end, ms, has more to say. */
const streamingMs = 5_000

interface Waiting {
  readonly end: number
  readonly deadline: number
  readonly resolve: (isDry: boolean) => void
}

/** Knows which sensors are streaming, and waits until each has told what it measured before a workout's end. */
export class Drain {
  /** The newest end of what each sensor told, epoch ms. */
  readonly #heard = new Map<string, number>()
  #waiting: Waiting | undefined

  note(samples: readonly Sample[]): void {
    for (const { source, device = source, end } of samples)
      this.#heard.set(device, Math.max(end, this.#heard.get(device) ?? end))
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

  #settle(isDry: boolean): void {
    this.#waiting?.resolve(isDry)
    this.#waiting = undefined
  }
}
