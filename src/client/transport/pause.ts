const firstMs = 250
const longestMs = 15_000

/** How long to wait before trying again, doubling from a quarter of a second to 15 s. `attempt` counts from 0. */
export const backOffMs = (attempt: number): number => Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))

/** Resolves after so many ms, or as soon as the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (signal.aborted) done()
    else signal.addEventListener('abort', done)
  })
