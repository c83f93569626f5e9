import type { Advertisement } from '../radio/radio.js'
import { type BroadcastHeartRate, broadcastHeartRate } from './broadcast.js'

/** What is remembered of a sensor's broadcasts. */
interface Heard {
  readonly broadcast: BroadcastHeartRate
  /** When its value was last new, epoch ms. */
  readonly newAt: number
  /** Whether its counter has ever moved: the oldest straps have one that stands still. */
  readonly counts: boolean
}

// An advertisement is repeated until there is a new value, about once a second.
const freshMs = 1_500
// More sensors than one adapter hears at a time.
const heardMost = 512

const next = (broadcast: BroadcastHeartRate, before: Heard | undefined, at: number): Heard => {
  const hasCounted = before !== undefined && before.broadcast.counter !== broadcast.counter
  const isNew = before === undefined || hasCounted || before.broadcast.heartRate !== broadcast.heartRate
  return { broadcast, newAt: isNew ? at : before.newAt, counts: hasCounted || before?.counts === true }
}

/**
 * The heart rate, count/min, in advertisements of any number of sensors; undefined when there is none, or no pulse or skin is
 * felt, or the value is an old one that is only repeated: a strap that was laid on the table falls silent.
 */
export function createBroadcastRates(): (advertisement: Advertisement) => number | undefined {
  const all = new Map<string, Heard>()
  return (advertisement) => {
    const { peripheral, at } = advertisement
    const broadcast = broadcastHeartRate(advertisement)
    if (broadcast === undefined) return undefined
    const heard = next(broadcast, all.get(peripheral.address), at)
    all.delete(peripheral.address)
    all.set(peripheral.address, heard)
    const [oldest] = all.size > heardMost ? all.keys() : []
    if (oldest !== undefined) all.delete(oldest)
    const isFresh = !heard.counts || at - heard.newAt <= freshMs
    return broadcast.heartRate > 0 && broadcast.hasContact && isFresh ? broadcast.heartRate : undefined
  }
}
