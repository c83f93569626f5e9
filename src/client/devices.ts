import { z } from 'zod'
import { type DeviceJson, deviceJsonSchema } from '../http/device-json.js'
import { pageOf } from './transport/page.js'
import { pathOf, type Transport } from './transport/transport.js'

const credentialSchema = z.strictObject({ device: z.string(), username: z.string(), password: z.string() })

/** What a device signs in to the broker with; told once. */
export type DeviceCredentialJson = z.infer<typeof credentialSchema>

/** The devices of a daemon. */
export interface ClientDevices {
  all(): Promise<readonly DeviceJson[]>
  /** Registers a device for the broker. `conflict` when it is registered already. */
  add(device: string, user?: string): Promise<DeviceCredentialJson>
  /** Gives it an owner, then saves what waited for one. `notFound`. */
  assign(device: string, user: string): Promise<DeviceJson>
  /** `notFound` */
  forget(device: string): Promise<void>
}

const path = '/v1/devices'
const devicesSchema = pageOf(deviceJsonSchema)

export const clientDevices = ({ ask, send }: Transport): ClientDevices => ({
  all: async () => (await ask({ path }, devicesSchema)).items,
  add: (device, user) => ask({ method: 'POST', path, body: { device, user } }, credentialSchema),
  assign: (device, user) =>
    ask({ method: 'PATCH', path: pathOf`/v1/devices/${device}`, body: { user } }, deviceJsonSchema),
  forget: async (device) => {
    await send({ method: 'DELETE', path: pathOf`/v1/devices/${device}` })
  },
})
