import { setTimeout as pause } from 'node:timers/promises'

export const seconds = (count: number): Promise<void> => pause(count * 1_000)

/** Asks until there is an answer; rejects, naming what was waited for, after so many seconds. */
export async function until<T>(what: string, withinSeconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + withinSeconds * 1_000
  while (Date.now() < end) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await pause(100)
  }
  throw new Error(`${what}: not within ${withinSeconds} s`)
}
