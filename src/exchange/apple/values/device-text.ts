import type { DeviceProperties } from '../../../health/origin.js'

/** The members of an HKDevice by their names in its description; undefined for one that says nothing of the device. */
const members: Readonly<Record<string, keyof DeviceProperties | undefined>> = {
  name: 'name',
  manufacturer: 'manufacturer',
  model: 'model',
  hardware: 'hardwareVersion',
  firmware: 'firmwareVersion',
  software: 'softwareVersion',
  localIdentifier: 'localIdentifier',
  UDIDeviceIdentifier: 'udiDeviceIdentifier',
  'creation date': undefined,
}

// Values hold commas themselves (`Watch7,2`), so only a comma before one of the names ends one.
const nextMember = new RegExp(`(?:^|, ?)(${Object.keys(members).join('|')}):`, 'g')

const valueMax = 256

/** What the description of an HKDevice says, `<<HKDevice: 0x28…>, name:Apple Watch, hardware:Watch7,2>`. */
export function parseDevice(text: string): DeviceProperties | undefined {
  const listed = /^<?<HKDevice[^>]*>,? ?(.*?)>?$/s.exec(text)?.[1]
  if (listed === undefined) return undefined
  const found = [...listed.matchAll(nextMember)]
  const pairs = found.flatMap((match, at) => {
    const member = members[match[1] ?? '']
    const value = listed.slice(match.index + match[0].length, found[at + 1]?.index).trim()
    return member === undefined || value === '' ? [] : [[member, value.slice(0, valueMax)] as const]
  })
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}
