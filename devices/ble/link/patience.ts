import { RadioError } from '../radio/radio-error.js'
import type { Timers } from '../radio/timers.js'

/** Resolves after so many ms, or at once when the signal says that nobody waits any more. */
export const pause = (timers: Timers, ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      timers.clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = timers.setTimeout(end, ms)
    if (signal?.aborted === true) end()
    else signal?.addEventListener('abort', end)
  })

/** The same promise, rejected with a `timeout` when it takes longer than it may. */
export const within = <T>(timers: Timers, ms: number, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = timers.setTimeout(() => reject(new RadioError('timeout', 'nobody answered in time')), ms)
    work.finally(() => timers.clearTimeout(timer)).then(resolve, reject)
  })

/** Resolves once the signal has come. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
