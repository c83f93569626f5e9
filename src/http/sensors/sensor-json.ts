import { z } from 'zod'
import type { NearSensor, SensorState, SensorStatus } from '../../../devices/ble/bluetooth.js'
import { remedyOf } from '../../../devices/ble/radio/remedy.js'
import { sensorSettingsSchema } from '../../../devices/ble/sensor-settings-schema.js'
import { isoTime } from '../../health/time.js'

const states = [
  ...['waitingForAdapter', 'searching', 'connecting', 'resolving', 'subscribing', 'streaming', 'stale'],
  ...['disconnecting', 'waiting', 'listening', 'failed'],
] as const satisfies readonly SensorState[]

const time = z.iso.datetime().optional()
const count = z.int().min(0).optional()
const rssi = z.number().optional().meta({ description: 'dBm, of its last advertisement' })

/** What a Bluetooth sensor has besides what every device has. */
export const sensorFields = {
  address: z.string().optional().meta({ description: 'who it is in the air; of a Bluetooth sensor' }),
  settings: sensorSettingsSchema.optional(),
  state: z.enum(states).optional().meta({ description: 'where its link is' }),
  since: time.meta({ description: 'when it came into this state' }),
  rssi,
  adapter: z.string().optional().meta({ description: 'the address of the adapter that it is reached by' }),
  lastData: time.meta({ description: 'when its last value came' }),
  attempts: count.meta({ description: 'attempts to connect since it was last streaming' }),
  nextAttempt: time,
  lastError: z
    .strictObject({ code: z.string(), detail: z.string(), remedy: z.string(), at: z.iso.datetime() })
    .optional(),
  advice: z.string().optional().meta({ description: 'what a person can do, when there is something' }),
  reconnects: count,
  values: count,
  rejected: count.meta({ description: 'values that were not possible, since the start' }),
}

const notHeard = 'wear it: it sleeps off the skin; come nearer, and end its connection to a watch or phone'

const adviceByState: Partial<Readonly<Record<SensorState, string>>> = {
  waitingForAdapter: 'there is no adapter that can be used; `vitald doctor` says why',
  searching: notHeard,
  waiting: notHeard,
  stale: 'it is connected and says nothing: wear it and wet its contacts, or turn the pedals',
}

const adviceOf = ({ state, lastError }: SensorStatus): string | undefined =>
  state === 'failed' && lastError !== undefined ? remedyOf(lastError.code) : adviceByState[state]

const timed = <Name extends string>(name: Name, at: number | undefined) =>
  at === undefined ? {} : ({ [name]: isoTime(at) } as Readonly<Record<Name, string>>)

const given = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  value === undefined ? {} : ({ [name]: value } as Readonly<Record<Name, Value>>)

const errorJson = ({ code, detail, at }: NonNullable<SensorStatus['lastError']>) => ({
  ...{ code, detail, remedy: remedyOf(code) },
  at: isoTime(at),
})

/** The present of a sensor's link. */
export const sensorJson = (status: SensorStatus) => ({
  ...{ state: status.state, since: isoTime(status.since) },
  ...given('rssi', status.rssi),
  ...given('battery', status.battery),
  ...given('adapter', status.adapter),
  ...timed('lastData', status.lastData),
  attempts: status.attempts,
  ...timed('nextAttempt', status.nextAttempt),
  ...given('lastError', status.lastError && errorJson(status.lastError)),
  ...given('advice', adviceOf(status)),
  ...{ reconnects: status.reconnects, values: status.values, rejected: status.rejected },
})

/** Something near, ours or not, as the API gives it. */
export const nearJsonSchema = z.strictObject({
  device: z.string().meta({ description: 'the name it has, or would get' }),
  address: z.string(),
  adapter: z.string(),
  name: z.string().optional(),
  services: z.array(z.string()),
  types: z.array(z.string()).meta({ description: 'what it can measure, by its services' }),
  rssi,
  lastSeen: z.iso.datetime(),
  ours: z.boolean(),
  heartRate: z.number().optional().meta({ description: 'count/min, when its maker broadcasts it' }),
})

export const nearJson = ({ lastSeen, services, types, ...near }: NearSensor): z.infer<typeof nearJsonSchema> => ({
  ...near,
  ...{ services: [...services], types: [...types] },
  lastSeen: isoTime(lastSeen),
})
