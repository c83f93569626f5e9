import type { Timers } from '../../../devices/ble/radio/timers.js'

interface Due {
  readonly id: number
  readonly at: number
  readonly call: () => void
}

const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Time that passes only when it is told to, timer by timer, with everything settled in between. */
export interface SimulatedTime extends Timers {
  readonly clock: () => number
  /** Timers that are set. */
  pending(): number
  advance(ms: number): Promise<void>
  /** Lets promises settle without time passing. */
  settle(): Promise<void>
  /** The clock goes on without any timer: the machine has slept. */
  sleep(ms: number): void
}

export const createSimulatedTime = (start = 1_800_000_000_000): SimulatedTime => {
  const timers = new Map<number, Due>()
  let elapsed = 0
  let slept = 0
  let last = 0
  const next = (limit: number): Due | undefined => {
    let first: Due | undefined
    for (const each of timers.values())
      if (each.at <= limit && (first === undefined || each.at < first.at)) first = each
    return first
  }
  return {
    clock: () => start + elapsed + slept,
    setTimeout(call, ms) {
      last += 1
      timers.set(last, { id: last, at: elapsed + Math.max(ms, 0), call })
      return last
    },
    clearTimeout: (id) => void timers.delete(id as number),
    pending: () => timers.size,
    async advance(ms) {
      const limit = elapsed + ms
      await drained()
      for (let due = next(limit); due !== undefined; due = next(limit)) {
        elapsed = due.at
        timers.delete(due.id)
        due.call()
        await drained()
      }
      elapsed = limit
    },
    settle: drained,
    sleep(ms) {
      slept += ms
    },
  }
}
