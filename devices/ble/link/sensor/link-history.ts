import type { Clock } from '../../../../src/health/clock.js'
import type { SensorStatus } from '../../bluetooth.js'
import type { RadioError } from '../../radio/radio-error.js'

/** What a link has been through since the start; times are epoch ms. */
export class LinkHistory {
  readonly #clock: Clock
  #links = 0
  #gaps = 0
  #timeouts = 0
  #lastError: SensorStatus['lastError']
  #nextAttempt: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get lastError(): SensorStatus['lastError'] {
    return this.#lastError
  }

  get nextAttempt(): number | undefined {
    return this.#nextAttempt
  }

  /** Links made again, values that stopped coming, and answers that never came. */
  figures(): { readonly reconnects: number; readonly gaps: number; readonly timeouts: number } {
    return { reconnects: Math.max(this.#links - 1, 0), gaps: this.#gaps, timeouts: this.#timeouts }
  }

  linked(): void {
    this.#links += 1
  }

  fellSilent(): void {
    this.#gaps += 1
  }

  wrong(error: RadioError): void {
    if (error.code === 'timeout') this.#timeouts += 1
    this.#lastError = { code: error.code, detail: error.message, at: this.#clock() }
  }

  triesAgainIn(ms: number): void {
    this.#nextAttempt = this.#clock() + ms
  }
}
