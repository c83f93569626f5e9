import { z } from 'zod'
import { keptSensorSettingsSchema } from '../../devices/ble/sensor-settings-schema.js'
import type { SampleTypeName } from '../health/type.js'
import type { Documents } from '../store/documents.js'
import type { Device } from './device.js'

/**
 * A device and the hash of its password, if it has one. When it was last seen changes with every message, which is too
 * little for anybody to hear of it, so that is written over in place.
 */
export type DeviceRecord = Omit<Device, 'registered' | 'lastSeen'> & {
  readonly hash?: string | undefined
  lastSeen?: number | undefined
}

/** The records in memory and on disk, and who wants to hear of changes. */
export interface DeviceRecords {
  all(): readonly DeviceRecord[]
  get(device: string): DeviceRecord | undefined
  size(): number
  /** Changes it in memory and tells the listeners. */
  keep(record: DeviceRecord): void
  /** The same, and resolves when it is durable; goes back to what was when that fails. */
  write(record: DeviceRecord): Promise<Device>
  /** Writes what is in memory, for a change that is no loss when it is lost. */
  flush(device: string): void
  remove(device: string): Promise<void>
  subscribe(listener: (device: Device) => void): () => void
}

const kind = 'device'
const text = z.string().optional()
const sensor = z.object({
  address: z.string(),
  adapter: text,
  settings: keptSensorSettingsSchema.catch({}),
})
const deviceRecord = z.object({
  id: z.string(),
  transport: z.enum(['mqtt', 'ble']),
  user: text,
  status: z.enum(['online', 'offline', 'unknown']),
  battery: z.number().optional(),
  lastSeen: z.number().optional(),
  hash: text,
  name: text,
  manufacturer: text,
  model: text,
  hardware: text,
  firmware: text,
  serial: text,
  types: z.array(z.custom<SampleTypeName>((name) => typeof name === 'string')).optional(),
  sensor: sensor.optional(),
})

/** The device as others see it, without its hash. */
export const deviceOf = ({ hash, ...facts }: DeviceRecord): Device => ({ ...facts, registered: hash !== undefined })

// Whether one is online is not known before it says so again.
function readRecords(documents: Documents): Map<string, DeviceRecord> {
  const records = new Map<string, DeviceRecord>()
  for (const { id, value } of documents.all(kind)) {
    const { data } = deviceRecord.safeParse(value)
    if (data !== undefined) records.set(id, { ...data, status: 'unknown' })
  }
  return records
}

/** Reads the records back. */
export function openDeviceRecords(documents: Documents): DeviceRecords {
  const records = readRecords(documents)
  const listeners = new Set<(device: Device) => void>()

  const keep = (record: DeviceRecord): void => {
    records.set(record.id, record)
    for (const listener of listeners) listener(deviceOf(record))
  }
  const undo = (record: DeviceRecord, before: DeviceRecord | undefined): void => {
    // What somebody else changed since then stays.
    if (records.get(record.id) !== record) return
    if (before === undefined) records.delete(record.id)
    else keep(before)
  }
  return {
    all: () => [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    get: (device) => records.get(device),
    size: () => records.size,
    keep,
    write: async (record) => {
      const before = records.get(record.id)
      keep(record)
      await documents.put(kind, record.id, record).catch((error: unknown) => {
        undo(record, before)
        throw error
      })
      return deviceOf(record)
    },
    flush: (device) => {
      const record = records.get(device)
      if (record !== undefined) documents.put(kind, device, record).catch(() => undefined)
    },
    remove: async (device) => {
      await documents.remove(kind, device)
      records.delete(device)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
