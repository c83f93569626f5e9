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

  const counted = async <T>(readings: number, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      const reason = refusalReason(error)
      if (reason !== undefined) ledger.refused(reason, readings)
      throw error
    }
  }
  const keepWaiting = async (delivery: Delivery): Promise<Receipt> => {
    const { device, readings } = delivery
    if (devices.get(device) === undefined) await devices.introduce(device, {})
    if (!room.hasSpace(delivery)) throw new Refusal('waitingRoomFull', 'the device has no owner and enough waits', [])
    await room.keep(delivery)
    const receipt = { stored: 0, duplicates: 0, waiting: readings.length }
    ledger.settled(receipt)
    return receipt
  }
  const saveOwned = async ({ device, readings }: Delivery, user: string): Promise<Receipt> => {
    const { stored, duplicates } = await save(user, readings, { source: device, device })
    const receipt = { stored, duplicates, waiting: 0 }
    ledger.settled(receipt)
    return receipt
  }
  const settle = async (delivery: Delivery): Promise<Receipt> => {
    checkDelivery(delivery.device, delivery.readings, clock())
    const user = devices.get(delivery.device)?.user
    if (user !== undefined) return saveOwned(delivery, user)
    const receipt = await keepWaiting(delivery)
    // Its owner may have come while it was being put away.
    if (devices.get(delivery.device)?.user !== undefined) await release(delivery.device)
    return receipt
  }
  return {
    receive: async (delivery) => {
      const leave = quota.enter(delivery.device, quantitiesIn(delivery.readings))
      try {
        return await counted(delivery.readings.length, () => settle(delivery))
      } finally {
        leave()
      }
    },
    save: (user, source, readings) =>
      counted(readings.length, async () => {
        checkSamples(readings)
        const { uuids, stored, duplicates } = await save(user, readings, { source })
        ledger.settled({ stored, duplicates, waiting: 0 })
        return uuids
      }),
    refuse: ledger.refused,
    release,
    ledger: ledger.snapshot,
  }
}
