import type { Clock } from '../src/health/clock.js'

/** A present that passes, and what is to happen in it. Passed in, so that a simulation runs at any speed. */
export interface Timers {
  /** Epoch ms. */
  readonly clock: Clock
  /** Does it once, in so many ms; returns the function that calls it off. */
  after(ms: number, task: () => void): () => void
}

/** Does it again and again, `ms` apart and without drift, the first time after `ms`; returns the function that ends it. */
export const every = (timers: Timers, ms: number, task: () => void): (() => void) => {
  let due = timers.clock() + ms
  let cancel = timers.after(ms, round)
  let isOver = false
  function round(): void {
    task()
    if (isOver) return
    due = Math.max(due + ms, timers.clock())
    cancel = timers.after(due - timers.clock(), round)
  }
  return () => {
    isOver = true
    cancel()
  }
}

/** The same present, passing `speed` times as fast from now on. */
export const fasterTimers = (timers: Timers, speed: number): Timers => {
  const start = timers.clock()
  return {
    clock: () => start + (timers.clock() - start) * speed,
    after: (ms, task) => timers.after(ms / speed, task),
  }
}

/** Time by the machine's own timers, which keep no process alive. */
export const systemTimers = (clock: Clock): Timers => ({
  clock,
  after(ms, task) {
    const timer = setTimeout(task, Math.max(0, ms)).unref()
    return () => clearTimeout(timer)
  },
})

interface Due {
  readonly at: number
  readonly task: () => void
}

/** Time that passes only when told. */
export interface ManualTimers extends Timers {
  /** Lets so many ms pass, doing what falls due in the order of its time. */
  pass(ms: number): void
  /** What is still to happen. */
  pending(): number
}

export const manualTimers = (start: number): ManualTimers => {
  const waiting = new Set<Due>()
  let now = start
  const next = (until: number): Due | undefined => {
    let first: Due | undefined
    for (const due of waiting) if (due.at <= until && (first === undefined || due.at < first.at)) first = due
    return first
  }
  return {
    clock: () => now,
    after(ms, task) {
      const due = { at: now + Math.max(0, ms), task }
      waiting.add(due)
      return () => void waiting.delete(due)
    },
    pass(ms) {
      const until = now + ms
      for (let due = next(until); due !== undefined; due = next(until)) {
        waiting.delete(due)
        now = due.at
        due.task()
      }
      now = until
    },
    pending: () => waiting.size,
  }
}
