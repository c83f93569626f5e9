import {
  bytesByNumber,
  bytesByText,
  flagVariant,
  pathVariant,
  textsVariant,
  textVariant,
  type Variant,
  variant,
} from '../dbus/variant.js'
import { type Broadcast, longUuid } from '../peripheral/peripheral.js'
import type { LinkEnd } from './air-device.js'
import type { StoredDevice } from './daemon-parts.js'

/** What a device object always says of itself. */
export const identityOf = (
  { address, addressType, name, isPaired, isTrusted }: StoredDevice,
  adapterPath: string,
): Record<string, Variant> => ({
  Address: textVariant(address),
  AddressType: textVariant(addressType),
  Alias: textVariant(name ?? address.replaceAll(':', '-')),
  ...(name === undefined ? {} : { Name: textVariant(name) }),
  Paired: flagVariant(isPaired),
  Bonded: flagVariant(isPaired),
  Trusted: flagVariant(isTrusted),
  Blocked: flagVariant(false),
  LegacyPairing: flagVariant(false),
  Connected: flagVariant(false),
  ServicesResolved: flagVariant(false),
  UUIDs: textsVariant([]),
  Adapter: pathVariant(adapterPath),
})

/** The arguments of the signal that a link has ended. */
export const endings: Readonly<Record<LinkEnd, readonly [reason: string, message: string]>> = {
  remote: ['org.bluez.Reason.Remote', 'Connection terminated by remote user'],
  timeout: ['org.bluez.Reason.Timeout', 'Connection timeout'],
  local: ['org.bluez.Reason.Local', 'Connection terminated by local host'],
}

export const rssiOf = (rssi: number | undefined): Record<string, Variant> =>
  rssi === undefined ? {} : { RSSI: variant('n', rssi) }

/** What an advertisement says, as properties. */
export const advertised = ({ name, services, appearance, ...data }: Broadcast): Record<string, Variant> => ({
  ...(name === undefined ? {} : { Name: textVariant(name), Alias: textVariant(name) }),
  ...(appearance === undefined ? {} : { Appearance: variant('q', appearance) }),
  ...(services.length === 0 ? {} : { UUIDs: textsVariant(services.map(longUuid)) }),
  ...(data.manufacturerData === undefined ? {} : { ManufacturerData: bytesByNumber(data.manufacturerData) }),
  ...(data.serviceData === undefined
    ? {}
    : {
        ServiceData: bytesByText(new Map([...data.serviceData].map(([uuid, bytes]) => [longUuid(uuid), bytes]))),
      }),
  AdvertisingFlags: variant('ay', Buffer.from([0x06])),
})
