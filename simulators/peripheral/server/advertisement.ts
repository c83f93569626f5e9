import type { DbusInterface } from '../../dbus/object-tree.js'
import {
  bytesByNumber,
  bytesByText,
  flagVariant,
  textsVariant,
  textVariant,
  type Variants,
  variant,
} from '../../dbus/variant.js'
import { type Broadcast, longUuid } from '../peripheral.js'

export const advertisementName = 'org.bluez.LEAdvertisement1'

/** What BlueZ asks of an advertisement. */
export const advertisementInterface = (broadcast: Broadcast): DbusInterface => ({
  properties: advertisementProperties(broadcast),
  methods: { Release: { in: '', out: '', call: () => [] } },
})

export const advertisementProperties = (broadcast: Broadcast): Variants => ({
  Type: textVariant('peripheral'),
  ServiceUUIDs: textsVariant(broadcast.services.map(longUuid)),
  Discoverable: flagVariant(true),
  ...(broadcast.name === undefined ? {} : { LocalName: textVariant(broadcast.name) }),
  ...(broadcast.appearance === undefined ? {} : { Appearance: variant('q', broadcast.appearance) }),
  ...changingProperties(broadcast),
})

/** Those that go on changing while it is registered. */
export const changingProperties = ({ manufacturerData, serviceData }: Broadcast): Variants => ({
  ...(manufacturerData === undefined ? {} : { ManufacturerData: bytesByNumber(manufacturerData) }),
  ...(serviceData === undefined
    ? {}
    : { ServiceData: bytesByText(new Map([...serviceData].map(([uuid, bytes]) => [longUuid(uuid), bytes]))) }),
})
