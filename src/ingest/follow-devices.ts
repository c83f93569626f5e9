import type { OriginBook } from '../store/origins.js'
import { type Device, type Devices, propertiesOf } from './device.js'

/**
 * Tells the store what each device says of itself, now and at every change. Resolves when it knows the present;
 * `onFault` hears of what could not be told. Returns the function that ends it.
 */
export async function followDevices(
  devices: Pick<Devices, 'all' | 'subscribe'>,
  origins: Pick<OriginBook, 'describeDevice'>,
  onFault: (error: unknown) => void,
): Promise<() => void> {
  // Most changes of a device are of its battery or status.
  const told = new Map<string, string>()
  const tell = async (device: Device): Promise<void> => {
    const properties = propertiesOf(device)
    const text = JSON.stringify(properties)
    // What never said anything of itself needs no revision.
    if (text === (told.get(device.id) ?? '{}')) return
    told.set(device.id, text)
    await origins.describeDevice(device.id, properties).catch((error: unknown) => {
      told.delete(device.id)
      onFault(error)
    })
  }
  const end = devices.subscribe(tell)
  await Promise.all(devices.all().map(tell))
  return end
}
