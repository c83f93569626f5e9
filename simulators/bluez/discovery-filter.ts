import { unwrapped } from '../dbus/variant.js'
import { longUuid } from '../peripheral/peripheral.js'
import type { AirDevice } from './air-device.js'
import { failures } from './failures.js'

/** What a program wants to hear of in its discovery. */
export interface DiscoveryFilter {
  /** In full, lower case; none: whatever is advertised. */
  readonly uuids: readonly string[]
  /** dBm at least. */
  readonly rssi: number | undefined
  /** How a name or an address begins. */
  readonly pattern: string | undefined
  /** Every advertisement, not only the first of each cycle. */
  readonly duplicateData: boolean
}

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  UUIDs: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  RSSI: (value) => typeof value === 'number' && value >= -127 && value <= 20,
  Pathloss: (value) => typeof value === 'number' && value <= 137,
  Transport: (value) => value === 'auto' || value === 'le' || value === 'bredr',
  DuplicateData: (value) => typeof value === 'boolean',
  Discoverable: (value) => typeof value === 'boolean',
  Pattern: (value) => typeof value === 'string',
}

export const filterNames: readonly string[] = Object.keys(kinds)

/** The argument of SetDiscoveryFilter; undefined when it is empty, which takes the filter away. */
export const parseFilter = (argument: unknown): DiscoveryFilter | undefined => {
  const given = unwrapped(argument)
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(kinds, key) || kinds[key]?.(value) !== true) throw failures.invalidArguments()
  }
  if (given.RSSI !== undefined && given.Pathloss !== undefined) throw failures.invalidArguments()
  if (Object.keys(given).length === 0) return undefined
  return {
    uuids: Array.isArray(given.UUIDs) ? given.UUIDs.map((uuid) => String(uuid).toLowerCase()) : [],
    rssi: typeof given.RSSI === 'number' ? given.RSSI : undefined,
    pattern: typeof given.Pattern === 'string' ? given.Pattern : undefined,
    duplicateData: given.DuplicateData === true,
  }
}

/** Whether a filter lets a device through, heard at so many dBm. */
export const lets = (filter: DiscoveryFilter | undefined, device: AirDevice, rssi: number): boolean => {
  if (filter === undefined) return true
  const { services, name = '' } = device.peripheral.broadcast()
  const advertised = services.map(longUuid)
  if (filter.uuids.length > 0 && !filter.uuids.some((uuid) => advertised.includes(uuid))) return false
  if (filter.rssi !== undefined && rssi < filter.rssi) return false
  return filter.pattern === undefined || [name, device.address].some((text) => text.startsWith(filter.pattern ?? ''))
}
