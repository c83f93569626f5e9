import { z } from 'zod'
import type { SensorStatus } from '../../devices/ble/bluetooth.js'
import { isoTime } from '../health/time.js'
import type { Device } from '../ingest/device.js'
import { sensorFields, sensorJson } from './sensors/sensor-json.js'

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
  ...sensorFields,
})
export type DeviceJson = z.infer<typeof deviceJsonSchema>

/** `link` is the present of a Bluetooth sensor's, as far as it is known. */
export const deviceJson = ({ lastSeen, types, sensor, ...device }: Device, link?: SensorStatus): DeviceJson => ({
  ...device,
  ...(lastSeen === undefined ? {} : { lastSeen: isoTime(lastSeen) }),
  ...(types === undefined ? {} : { types: [...types] }),
  ...sensor,
  ...(link === undefined ? {} : sensorJson(link)),
})
