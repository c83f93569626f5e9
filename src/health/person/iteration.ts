import type { Page } from './person.js'

/** What an iteration does until its signal is aborted. */
type Work<Item> = (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>

type Signals = readonly (AbortSignal | undefined)[]

/** Aborts `own` with the first of `given`. Returns the function that stops heeding them. */
const heed = (own: AbortController, given: Signals): (() => void) => {
  const abort = (): void => own.abort()
  for (const signal of given) {
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
  }
  return () => {
    for (const signal of given) signal?.removeEventListener('abort', abort)
  }
}

async function* heeding<Item>(work: Work<Item>, own: AbortController, given: Signals) {
  const done = heed(own, given)
  try {
    yield* work(own.signal)
  } finally {
    done()
  }
}

/**
 * An iteration that is over when one of `signals` is aborted. `return()` ends it at once, also while its next item is
 * waited for, which a generator alone would wait for as well.
 */
export function endableIteration<Item>(work: Work<Item>, ...signals: Signals): AsyncIterableIterator<Item> {
  const own = new AbortController()
  const generator = heeding(work, own, signals)
  const iteration: AsyncIterableIterator<Item> = {
    next: () => generator.next(),
    return: () => {
      own.abort()
      return generator.return()
    },
    [Symbol.asyncIterator]: () => iteration,
  }
  return iteration
}

type FetchPage<Item> = (cursor: string | undefined) => Promise<Page<Item>>

/** Every item of a list from `cursor` on, a page being fetched when the one before was taken. */
export const itemsOf = <Item>(
  fetchPage: FetchPage<Item>,
  first: string | undefined,
  ...signals: Signals
): AsyncIterableIterator<Item> =>
  endableIteration(
    async function* (signal) {
      let cursor = first
      do {
        const page = await fetchPage(cursor)
        for (const item of page.items) {
          if (signal.aborted) return
          yield item
        }
        cursor = page.cursor
      } while (cursor !== undefined && !signal.aborted)
    },
    ...signals,
  )
