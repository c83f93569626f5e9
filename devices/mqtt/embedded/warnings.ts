import type { Logger } from 'pino'
import type { Clock } from '../../../src/health/clock.js'

const windowMs = 60_000
const mostAWindow = 10

/**
 * Warnings about what strangers and devices do, so many a minute of each text: nobody fills the log from outside. Those
 * left out are counted in the next one that is logged. `text` is one of a few, whatever `facts` hold.
 */
export function createWarnings(log: Pick<Logger, 'warn'>, clock: Clock): (facts: object, text: string) => void {
  const windows = new Map<string, { readonly since: number; count: number }>()
  return (facts, text) => {
    const now = clock()
    const window = windows.get(text)
    if (window !== undefined && Math.abs(now - window.since) < windowMs) {
      window.count += 1
      if (window.count <= mostAWindow) log.warn(facts, text)
      return
    }
    windows.set(text, { since: now, count: 1 })
    const unlogged = Math.max(0, (window?.count ?? 0) - mostAWindow)
    log.warn(unlogged === 0 ? facts : { ...facts, unlogged }, text)
  }
}
