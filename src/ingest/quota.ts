import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'

/** How much one device may bring, counted in quantities (a series counts each of its values). */
export interface QuotaLimits {
  /** Not yet durable; more has to wait. */
  readonly inFlight: number
  readonly perSecond: number
  /** On top of the rate, after a quiet time. A single delivery is never larger than what a transport lets through. */
  readonly burst: number
}

/** Admits deliveries so that a device that sends without measure slows nobody but itself. */
export interface Quota {
  /** Returns the function to call when the delivery is settled; throws `tooManyRequests` when it has to come later. */
  enter(device: string, quantities: number): () => void
}

/** A leaky bucket: `level` runs out at the allowed rate. */
interface Bucket {
  inFlight: number
  level: number
  at: number
}

/** A quota of its own for each device. What is idle is forgotten, so memory follows the devices that are sending. */
export function createQuota(clock: Clock, limits: QuotaLimits): Quota {
  const buckets = new Map<string, Bucket>()

  const leak = (bucket: Bucket): void => {
    const now = clock()
    const elapsed = Math.max(0, now - bucket.at)
    bucket.level = Math.max(0, bucket.level - (elapsed * limits.perSecond) / 1_000)
    bucket.at = now
  }
  const admits = ({ inFlight, level }: Bucket, quantities: number): boolean =>
    (inFlight === 0 || inFlight + quantities <= limits.inFlight) && (level === 0 || level + quantities <= limits.burst)

  const leave = (device: string, bucket: Bucket, quantities: number): void => {
    bucket.inFlight -= quantities
    leak(bucket)
    if (bucket.inFlight === 0 && bucket.level === 0) buckets.delete(device)
  }

  return {
    enter: (device, quantities) => {
      const bucket = buckets.get(device) ?? { inFlight: 0, level: 0, at: clock() }
      leak(bucket)
      if (!admits(bucket, quantities)) throw new HealthError('tooManyRequests', 'the device sends more than its quota')
      buckets.set(device, bucket)
      bucket.inFlight += quantities
      bucket.level += quantities
      return () => leave(device, bucket, quantities)
    },
  }
}
