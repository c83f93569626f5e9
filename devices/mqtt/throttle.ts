/** Runs a task after `delayMs`; the function it returns takes that back. */
export type Timer = (task: () => void, delayMs: number) => () => void

/** Lets each key through at most once an interval, with the latest task it was given. */
export interface Throttle {
  /** Runs `task` now or, if the key ran less than an interval ago, when that is over, unless a later one replaces it. */
  offer(key: string, task: () => void): void
  /** Drops what waits. */
  close(): void
}

interface Turn {
  task: (() => void) | undefined
  readonly cancel: () => void
}

/** A key that was quiet for an interval is forgotten, so memory follows what changes. */
export function createThrottle(intervalMs: number, timer: Timer): Throttle {
  const turns = new Map<string, Turn>()

  const run = (key: string, task: () => void): void => {
    const next = (): void => {
      const waiting = turns.get(key)?.task
      turns.delete(key)
      if (waiting !== undefined) run(key, waiting)
    }
    turns.set(key, { task: undefined, cancel: timer(next, intervalMs) })
    task()
  }
  return {
    offer: (key, task) => {
      const turn = turns.get(key)
      if (turn === undefined) run(key, task)
      else turn.task = task
    },
    close: () => {
      for (const { cancel } of turns.values()) cancel()
      turns.clear()
    },
  }
}
