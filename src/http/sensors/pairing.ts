import { z } from 'zod'
import { sensorSettingsSchema } from '../../../devices/ble/sensor-settings-schema.js'
import { HealthError, invalidArgument } from '../../health/error.js'
import { isSlug } from '../../health/slug.js'
import { findType, type SampleTypeName } from '../../health/type.js'
import type { Device } from '../../ingest/device.js'
import { slugSchema } from '../../privacy/profile.js'
import type { HttpParts } from '../http-parts.js'

const addressPattern = /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/i

/** A Bluetooth address, in upper case from here on. */
const addressSchema = z.string().regex(addressPattern, 'is not an address like C0:FF:EE:00:00:01').toUpperCase()

/** A sensor by its name or by its address. */
export const sensorParams = z.strictObject({
  device: z.string().refine((name) => isSlug(name) || addressPattern.test(name), 'is neither a slug nor an address'),
})

/** What may be said when a sensor is taken. */
export const pairingSchema = z
  .strictObject({
    user: slugSchema.optional().meta({ description: 'whose it is; `me`, or the only user, when left out' }),
    adapter: addressSchema.optional().meta({ description: 'the address of the adapter to use; any when left out' }),
    settings: sensorSettingsSchema.optional(),
  })
  .nullish()
type Pairing = z.infer<typeof pairingSchema>

type SensorParts = Pick<HttpParts, 'devices' | 'bluetooth' | 'users' | 'ingest'>

/** Who is meant by a name or an address: what is known of it here, and what is heard of it. */
interface Meant {
  readonly device: string
  readonly address: string
  readonly known?: Device | undefined
  readonly name?: string | undefined
  readonly types?: readonly SampleTypeName[] | undefined
}

const typesOf = (names: readonly string[]): readonly SampleTypeName[] =>
  names.flatMap((name) => findType(name)?.name ?? [])

/** Finds a sensor among ours and what is near; `notFound` when it is neither. */
export function findSensor({ devices, bluetooth }: Pick<SensorParts, 'devices' | 'bluetooth'>, name: string): Meant {
  const address = name.toUpperCase()
  const known = devices
    .all()
    .find(({ id, sensor }) => sensor !== undefined && (id === name || sensor.address === address))
  const near = bluetooth
    .near()
    .find((each) => each.address === (known?.sensor?.address ?? address) || each.device === name)
  const heard = near && { name: near.name, types: typesOf(near.types) }
  if (known?.sensor !== undefined) return { device: known.id, address: known.sensor.address, known, ...heard }
  if (near !== undefined) return { device: near.device, address: near.address, ...heard }
  const { ok, reason = 'Bluetooth is away' } = bluetooth.state()
  const advice = ok ? 'wear it, then look around with a scan' : reason
  throw new HealthError('notFound', `${name} is neither known nor near; ${advice}`)
}

/** Whose a sensor is when nobody says: the person `me`, or the only one. */
function usualOwner({ users }: Pick<SensorParts, 'users'>): string {
  const [first, ...others] = users.all()
  const owner = users.get('me') ?? (others.length === 0 ? first : undefined)
  if (owner !== undefined) return owner.id
  throw invalidArgument('whose is it?', [{ pointer: '/user', message: 'is needed: there is not one user' }])
}

/** Takes a sensor as somebody's, now and from now on; said again, it changes what is said. */
export async function pairSensor(parts: SensorParts, name: string, wish: Pairing): Promise<Device> {
  const { device, address, known, ...heard } = findSensor(parts, name)
  const before = known?.sensor
  if (before !== undefined && wish?.adapter !== undefined && wish.adapter !== before.adapter)
    throw new HealthError('conflict', 'forget it first: a sensor that is ours does not change its adapter')
  const user = wish?.user ?? known?.user ?? usualOwner(parts)
  const adapter = wish?.adapter ?? before?.adapter
  const settings = wish?.settings ?? before?.settings ?? {}
  // What it once said of itself is better than what it is heard to be.
  const facts = known === undefined ? heard : {}
  const paired = await parts.devices.pair({ device, address, adapter, settings }, { ...facts, user })
  await parts.ingest.release(device)
  return paired
}
