/**
 * The order of one device's messages: `overlap` tasks run side by side, an `alone` task runs when all before it are
 * done, and all after it wait for it. So samples share commits, and a workout's `end` finds them saved.
 */
export class DeviceLane {
  readonly #running = new Set<Promise<unknown>>()
  #barrier: Promise<unknown> | undefined
  #tasks = 0

  /** Whether nothing runs or waits. */
  get isIdle(): boolean {
    return this.#tasks === 0
  }

  overlap<T>(task: () => Promise<T>): Promise<T> {
    // Without a barrier the task starts now, in the same turn as its message arrived.
    const run = this.#barrier === undefined ? task() : this.#barrier.then(task)
    this.#running.add(run)
    return this.#count(run, () => this.#running.delete(run))
  }

  alone<T>(task: () => Promise<T>): Promise<T> {
    const run = Promise.allSettled([this.#barrier, ...this.#running]).then(task)
    const barrier = run.catch(() => undefined)
    this.#barrier = barrier
    return this.#count(run, () => {
      if (this.#barrier === barrier) this.#barrier = undefined
    })
  }

  #count<T>(run: Promise<T>, done: () => void): Promise<T> {
    this.#tasks += 1
    return run.finally(() => {
      this.#tasks -= 1
      done()
    })
  }
}
