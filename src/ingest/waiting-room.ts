import { z } from 'zod'
import type { Reading } from '../health/sample.js'
import type { Documents } from '../store/documents.js'
import type { Delivery } from './ingest.js'
import { quantitiesIn } from './quantity-count.js'

/** How much may wait, counted in quantities. */
export interface WaitingLimits {
  readonly perDevice: number
  readonly total: number
}

/** One delivery that waits; `readings` and `quantities` say how much it is. */
export interface Place {
  readonly id: string
  readonly device: string
  readonly readings: number
  readonly quantities: number
}

/** Where deliveries of devices without an owner wait, on disk and bounded. */
export interface WaitingRoom {
  hasSpace(delivery: Delivery): boolean
  /** Resolves when the delivery waits durably. */
  keep(delivery: Delivery): Promise<void>
  /** Of one device (of all when left out), oldest first. */
  places(device?: string): readonly Place[]
  /** What waits there; undefined when it can no longer be read. */
  read(place: Place): Delivery | undefined
  leave(place: Place): Promise<void>
}

const kind = 'waiting'
// Only this file writes them, after the edge's checks: a kind is enough to tell a reading from something else.
const kinds: Readonly<Record<Reading['kind'], true>> = {
  quantity: true,
  series: true,
  category: true,
  correlation: true,
  workout: true,
  heartbeatSeries: true,
  workoutRoute: true,
  electrocardiogram: true,
  audiogram: true,
  stateOfMind: true,
}
const reading = z.custom<Reading>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && Object.hasOwn(kinds, String(value.kind)),
)
const waitingDelivery = z.object({ device: z.string(), at: z.number(), readings: z.array(reading) })

const idOf = (device: string, number: number): string => `${device}/${String(number).padStart(12, '0')}`
const numberIn = (id: string): number => Number(id.slice(id.lastIndexOf('/') + 1)) || 0
const deviceIn = (id: string): string => id.slice(0, id.lastIndexOf('/'))

const placeOf = (id: string, readings: readonly Reading[]): Place => ({
  id,
  device: deviceIn(id),
  readings: readings.length,
  quantities: quantitiesIn(readings),
})

/** The places by device and the sums over them, so that a full room costs no more to ask than an empty one. */
function createPlaces() {
  const byDevice = new Map<string, Map<string, Place>>()
  const sums = new Map<string, number>()
  let total = 0

  const add = (place: Place, sign: 1 | -1): void => {
    total += sign * place.quantities
    sums.set(place.device, (sums.get(place.device) ?? 0) + sign * place.quantities)
  }
  return {
    total: () => total,
    ofDevice: (device: string) => sums.get(device) ?? 0,
    list: (device?: string): readonly Place[] =>
      device === undefined
        ? [...byDevice.values()].flatMap((places) => [...places.values()])
        : [...(byDevice.get(device)?.values() ?? [])],
    put: (place: Place): void => {
      const places = byDevice.get(place.device) ?? new Map<string, Place>()
      byDevice.set(place.device, places.set(place.id, place))
      add(place, 1)
    },
    remove: (place: Place): void => {
      const places = byDevice.get(place.device)
      if (!places?.delete(place.id)) return
      add(place, -1)
      if (places.size > 0) return
      byDevice.delete(place.device)
      sums.delete(place.device)
    },
  }
}

/** Reads back what waits already. */
export function openWaitingRoom(documents: Documents, limits: WaitingLimits): WaitingRoom {
  const places = createPlaces()
  let last = 0
  for (const { id, value } of documents.all(kind)) {
    places.put(placeOf(id, waitingDelivery.safeParse(value).data?.readings ?? []))
    last = Math.max(last, numberIn(id))
  }
  return {
    hasSpace: ({ device, readings }) => {
      const more = quantitiesIn(readings)
      return places.ofDevice(device) + more <= limits.perDevice && places.total() + more <= limits.total
    },
    keep: async ({ device, at, readings }) => {
      last += 1
      const place = placeOf(idOf(device, last), readings)
      places.put(place)
      await documents.put(kind, place.id, { device, at, readings }).catch((error: unknown) => {
        places.remove(place)
        throw error
      })
    },
    places: places.list,
    read: ({ id }) => waitingDelivery.safeParse(documents.get(kind, id)).data,
    leave: async (place) => {
      await documents.remove(kind, place.id)
      places.remove(place)
    },
  }
}
