import { z } from 'zod'
import { isoTime } from '../health/time.js'
import type { Device } from '../ingest/device.js'

const text = z.string().optional()

/** A device as the API gives it; `battery` in percent. */
export const deviceJsonSchema = z.strictObject({
  id: z.string(),
  transport: z.enum(['mqtt', 'ble']),
  user: text.meta({ description: 'its owner; without one its samples wait' }),
  status: z.enum(['online', 'offline', 'unknown']),
  battery: z.number().optional(),
  lastSeen: z.iso.datetime().optional(),
  registered: z.boolean().meta({ description: 'whether it may sign in to the embedded broker' }),
  name: text,
  manufacturer: text,
  model: text,
  hardware: text,
  firmware: text,
  serial: text,
  types: z.array(z.string()).optional(),
})
export type DeviceJson = z.infer<typeof deviceJsonSchema>

export const deviceJson = ({ lastSeen, types, ...device }: Device): DeviceJson => ({
  ...device,
  ...(lastSeen === undefined ? {} : { lastSeen: isoTime(lastSeen) }),
  ...(types === undefined ? {} : { types: [...types] }),
})
