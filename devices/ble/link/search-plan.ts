import type { Listening } from './air/scanner.js'
import { limits } from './limits.js'
import type { SensorLink } from './sensor/sensor-link.js'

// For what has been away for long: so much of so much, ms (`reference: slow duty cycle 10 s per 30..60 s`).
const slot = 10_000
const period = 40_000

/** How adapters have to listen for these sensors at this moment. */
export const listeningFor = (links: Iterable<SensorLink>, now: number): Listening => {
  let listening: Listening = 'off'
  for (const link of links) {
    if (link.status().settings.broadcastOnly === true) return 'everything'
    const search = link.search()
    if (search === undefined) continue
    const eagerFor = search.isHurried ? limits.eagerSearchInWorkout : limits.eagerSearch
    const isEager = now - search.since < eagerFor
    if (isEager || now % period < slot) listening = 'changes'
  }
  return listening
}
