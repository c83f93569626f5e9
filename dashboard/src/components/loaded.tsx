import { useEffect, useState } from 'preact/hooks'
import { Problem, problemText } from '../problem.js'
import { usePage } from './context.js'

/** An answer that is on its way, here, or refused. */
export type Loaded<Value> =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly text: string; readonly status: number }

/** Loads when the keys change; an answer that comes too late is dropped. */
export const useLoaded = <Value,>(load: () => Promise<Value>, keys: readonly unknown[]): Loaded<Value> => {
  const { fail } = usePage()
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'waiting' })
  useEffect(() => {
    let isCurrent = true
    const settle = (next: Loaded<Value>) => isCurrent && setLoaded(next)
    load().then(
      (value) => settle({ state: 'ready', value }),
      (cause: unknown) => {
        const status = cause instanceof Problem ? cause.status : 0
        if (status === 401) fail(cause)
        settle({ state: 'failed', text: problemText(cause), status })
      },
    )
    return () => {
      isCurrent = false
    }
  }, keys)
  return loaded
}

/** What stands in the place of an answer that is not here. */
export const Waiting = ({ loaded }: { readonly loaded: Loaded<unknown> }) =>
  loaded.state === 'failed' ? (
    <p class="card message" role="alert">
      {loaded.text}
    </p>
  ) : (
    <p class="waiting" role="status">
      Loading…
    </p>
  )
