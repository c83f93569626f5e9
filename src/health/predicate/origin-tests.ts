import type { DeviceProperties, Origin, SourceRevision } from '../origin.js'
import type { PredicateName, Said } from './predicate.js'

export type OriginTest = (origin: Origin) => boolean

/** What a predicate can ask of a sample's origin alone. */
export const originNames = ['source', 'sourceRevision', 'device', 'deviceIs', 'deviceProperty'] as const
export type OriginName = (typeof originNames)[number]

const devicePropertyNames = [
  'name',
  'manufacturer',
  'model',
  'hardwareVersion',
  'firmwareVersion',
  'softwareVersion',
  'localIdentifier',
  'udiDeviceIdentifier',
] as const satisfies readonly (keyof DeviceProperties)[]

const isSameDevice = (a: DeviceProperties, b: DeviceProperties): boolean =>
  devicePropertyNames.every((name) => a[name] === b[name])

const revisionNames = ['source', 'version', 'productType', 'operatingSystemVersion'] as const

/** What the wanted revision leaves out may be anything. */
const isRevision = (revision: SourceRevision, wanted: Partial<SourceRevision>): boolean =>
  revisionNames.every((name) => wanted[name] === undefined || wanted[name] === revision[name])

/** Semantics § 4.7, § 4.8 and § 9.2. */
export const originTests: { readonly [Name in OriginName]: (said: Said<Name>) => OriginTest } = {
  source: (slugs) => {
    const wanted = new Set(slugs)
    return ({ source }) => wanted.has(source.source)
  },
  sourceRevision:
    (revisions) =>
    ({ source }) =>
      revisions.some((revision) => isRevision(source, revision)),
  device: (slugs) => {
    const wanted = new Set(slugs)
    return ({ device }) => device !== undefined && wanted.has(device.id)
  },
  deviceIs:
    (devices) =>
    ({ device }) =>
      device !== undefined && devices.some((wanted) => isSameDevice(device, wanted)),
  deviceProperty: ({ property, in: wanted }) => {
    const values = new Set(wanted)
    return ({ device }) => {
      const value = device?.[property]
      return value === undefined ? values.size === 0 : values.has(value)
    }
  },
}

export const isOriginName = (name: PredicateName): name is OriginName =>
  (originNames as readonly PredicateName[]).includes(name)
