/** Timers, passed in so that a test's minutes take no time. `setTimeout` and `clearTimeout` of the platform are some. */
export interface Timers {
  setTimeout(task: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
}
