import { RadioError } from '../../radio/radio-error.js'
import type { Timers } from '../../radio/timers.js'
import { radioErrorOf } from './error-catalogue.js'

/** What is waited for, and for how long. */
export interface Deadline {
  readonly what: string
  readonly limitMs: number
}

export interface Outcome<T> {
  settle(value: T): void
  fail(error: unknown): void
}

/**
 * Settles as what `begin` has started says, or rejects with `timeout`. `begin` returns what is to be undone in either
 * case. Rejects with a `RadioError` alone.
 */
export function within<T>(
  timers: Timers,
  { what, limitMs }: Deadline,
  begin: (outcome: Outcome<T>) => (() => void) | undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let undo: (() => void) | undefined
    let done = false
    const finish = (): void => {
      done = true
      timers.clearTimeout(timer)
      undo?.()
    }
    const fail = (error: unknown): void => {
      if (!done) finish()
      reject(radioErrorOf(error))
    }
    const settle = (value: T): void => {
      if (!done) finish()
      resolve(value)
    }
    const timer = timers.setTimeout(
      () => fail(new RadioError('timeout', `${what}: no answer in ${limitMs} ms`)),
      limitMs,
    )
    try {
      undo = begin({ settle, fail })
      if (done) undo?.()
    } catch (error) {
      fail(error)
    }
  })
}
