import type { Clock } from '../health/clock.js'
import type { HealthStore } from '../store/health-store.js'
import { checkDelivery, checkSamples, Refusal } from './delivery-rules.js'
import type { Devices } from './device.js'
import type { Delivery, Ingest, Receipt } from './ingest.js'
import { openLedger } from './ledger.js'
import { quantitiesIn } from './quantity-count.js'
import { createQuota, type QuotaLimits } from './quota.js'
import { createRelease } from './release.js'
import { createSave, refusalReason } from './save.js'
import { openWaitingRoom, type WaitingLimits } from './waiting-room.js'

/** The bounds of ingest, in quantities. What is left out keeps its default. */
export interface IngestLimits {
  readonly waiting?: Partial<WaitingLimits> | undefined
  readonly quota?: Partial<QuotaLimits> | undefined
}

export interface IngestParts {
  readonly store: Pick<HealthStore, 'save' | 'documents'>
  readonly devices: Devices
  readonly clock: Clock
  readonly limits?: IngestLimits | undefined
}

// A watch that brings a week at once stays below; a device stuck in a loop does not.
const defaultQuota: QuotaLimits = { inFlight: 1_000_000, perSecond: 200_000, burst: 2_000_000 }
// Some hours of a watch with three sensors at 1 Hz, and ten such watches.
const defaultWaiting: WaitingLimits = { perDevice: 50_000, total: 500_000 }

/** What became of a delivery: what the store says, or how many readings wait. */
type Fate = Pick<Receipt, 'stored' | 'duplicates'> & Partial<Pick<Receipt, 'waiting'>>

// As an async function does, but without another promise: on the way of every message of a device that is felt.
const rejecting =
  <Input, Output>(work: (input: Input) => Promise<Output>) =>
  (input: Input): Promise<Output> => {
    try {
      return work(input)
    } catch (error) {
      return Promise.reject(error)
    }
  }

/**
 * Reads back what waits from before; it counts as received. A device over its quota gets `tooManyRequests`: its
 * transport holds the message and tries again, so that only this device waits.
 */
export function createIngest({ store, devices, clock, limits }: IngestParts): Ingest {
  const quota = createQuota(clock, { ...defaultQuota, ...limits?.quota })
  const room = openWaitingRoom(store.documents, { ...defaultWaiting, ...limits?.waiting })
  const ledger = openLedger(room.places().reduce((sum, place) => sum + place.readings, 0))
  const save = createSave(store)
  const release = createRelease({ room, devices, save, ledger })

  const keepWaiting = async (delivery: Delivery): Promise<Fate> => {
    const { device, readings } = delivery
    if (devices.get(device) === undefined) await devices.introduce(device, {})
    if (!room.hasSpace(delivery)) throw new Refusal('waitingRoomFull', 'the device has no owner and enough waits', [])
    await room.keep(delivery)
    return { stored: 0, duplicates: 0, waiting: readings.length }
  }
  const settle = rejecting((delivery: Delivery): Promise<Fate> => {
    const { device, readings } = delivery
    checkDelivery(device, readings, clock())
    const user = devices.userOf(device)
    return user === undefined ? keepWaiting(delivery) : save(user, readings, { source: device, device, replays: true })
  })
  const noteFate = (device: string, { stored, duplicates, waiting = 0 }: Fate): Receipt | Promise<Receipt> => {
    const receipt = { stored, duplicates, waiting }
    ledger.settled(receipt)
    // Its owner may have come while it was being put away.
    const isReleasable = waiting > 0 && devices.userOf(device) !== undefined
    return isReleasable ? release(device).then(() => receipt) : receipt
  }
  const countRefusal = (error: unknown, readings: number): void => {
    const reason = refusalReason(error)
    if (reason !== undefined) ledger.refused(reason, readings)
  }
  return {
    receive: rejecting((delivery: Delivery) => {
      const { device, readings } = delivery
      const leave = quota.enter(device, quantitiesIn(readings))
      return settle(delivery).then(
        (fate) => {
          leave()
          return noteFate(device, fate)
        },
        (error: unknown) => {
          leave()
          countRefusal(error, readings.length)
          throw error
        },
      )
    }),
    save: async (user, source, readings, workout) => {
      try {
        checkSamples(readings)
        const { uuids, stored, duplicates } = await save(user, readings, { source, workout })
        ledger.settled({ stored, duplicates, waiting: 0 })
        return uuids
      } catch (error) {
        countRefusal(error, readings.length)
        throw error
      }
    },
    refuse: ledger.refused,
    release,
    ledger: ledger.snapshot,
  }
}
