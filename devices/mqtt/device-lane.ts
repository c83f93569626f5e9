type Order = 'overlap' | 'alone'

interface Waiting {
  readonly order: Order
  readonly start: () => void
}

/**
 * The order of one device's messages: `overlap` tasks run side by side, an `alone` task runs when all before it are
 * done, and all after it wait for it. So samples share commits, and a workout's `end` finds them saved.
 */
export class DeviceLane {
  readonly #onIdle: () => void
  readonly #waiting: Waiting[] = []
  // Made once: two functions more for every message are felt.
  readonly #done = <T>(result: T): T => {
    this.#leave()
    return result
  }
  readonly #failed = (error: unknown): never => {
    this.#leave()
    throw error
  }
  #running = 0
  #isAlone = false

  /** `onIdle` is called whenever the last task is done. */
  constructor(onIdle: () => void = () => undefined) {
    this.#onIdle = onIdle
  }

  /** Tasks that run or wait. */
  get size(): number {
    return this.#running + this.#waiting.length
  }

  /** Runs the task, in this same turn when nothing is in its way. */
  run<T>(order: Order, task: () => Promise<T>): Promise<T> {
    if (this.#waiting.length === 0 && this.#admits(order)) return this.#start(order, task)
    return new Promise((resolve) => {
      this.#waiting.push({ order, start: () => resolve(this.#start(order, task)) })
    })
  }

  #admits(order: Order): boolean {
    return this.#running === 0 || (order === 'overlap' && !this.#isAlone)
  }

  #start<T>(order: Order, task: () => Promise<T>): Promise<T> {
    this.#running += 1
    this.#isAlone = order === 'alone'
    return task().then(this.#done, this.#failed)
  }

  #leave(): void {
    this.#running -= 1
    for (let [next] = this.#waiting; next !== undefined && this.#admits(next.order); [next] = this.#waiting) {
      this.#waiting.shift()
      next.start()
    }
    if (this.size === 0) this.#onIdle()
  }
}
