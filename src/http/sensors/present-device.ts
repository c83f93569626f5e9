import type { SensorStatus } from '../../../devices/ble/bluetooth.js'
import type { Device } from '../../ingest/device.js'
import { type DeviceJson, deviceJson } from '../device-json.js'
import type { HttpParts } from '../http-parts.js'

/** The present of the link to a device; undefined when it is no sensor of ours. */
export const linkOf = (
  { bluetooth }: Pick<HttpParts, 'bluetooth'>,
  { id, sensor }: Device,
): SensorStatus | undefined =>
  sensor === undefined ? undefined : bluetooth.sensors().find(({ device }) => device === id)

/** A device with the present of its link. */
export const presentDevice = (parts: Pick<HttpParts, 'bluetooth'>, device: Device): DeviceJson =>
  deviceJson(device, linkOf(parts, device))
