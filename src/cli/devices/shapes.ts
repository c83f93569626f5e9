import { z } from 'zod'

const text = z.string().optional()

/** A device of the API, as far as the commands show it. */
export const deviceFields = z.object({
  id: z.string(),
  transport: text,
  user: text,
  status: z.string(),
  state: text,
  battery: z.number().optional(),
  rssi: z.number().optional(),
  lastSeen: text,
  lastData: text,
  manufacturer: text,
  model: text,
  firmware: text,
  address: text,
  advice: text,
  attempts: z.number().optional(),
  lastError: z.object({ code: z.string(), detail: z.string(), remedy: z.string() }).optional(),
})
export type DeviceFields = z.infer<typeof deviceFields>

/** A sensor that is near. */
export const nearFields = z.object({
  device: z.string(),
  address: z.string(),
  name: text,
  types: z.array(z.string()),
  rssi: z.number().optional(),
  ours: z.boolean(),
  heartRate: z.number().optional(),
})
export type NearFields = z.infer<typeof nearFields>

export const deviceList = z.object({ items: z.array(deviceFields) })
export const nearList = z.object({ items: z.array(nearFields) })
export const bluetoothFields = z.object({ ok: z.boolean(), reason: text, near: z.array(nearFields) })

const [strong, fair] = [-67, -80]

/** A signal in words: `good (-60 dBm)`. */
export function signalText(rssi: number | undefined): string {
  if (rssi === undefined) return '–'
  const word = rssi >= strong ? 'good' : rssi >= fair ? 'fair' : 'weak'
  return `${word} (${rssi} dBm)`
}
