import fc from 'fast-check'
import { characteristics } from '../../../../devices/ble/profiles/characteristics.js'
import type { Table } from '../../../../devices/ble/profiles/layout/table.js'
import { octetsOf, sequenceVectors, singleVectors } from './vectors.js'

/** Payloads of the vectors, of one characteristic. */
const knownPayloads = (id: string): readonly Uint8Array[] =>
  [
    ...singleVectors.filter((vector) => vector.characteristic === id).map(({ hex }) => hex),
    ...sequenceVectors
      .filter((vector) => vector.characteristic === id)
      .flatMap(({ notifications }) => notifications.map(({ hex }) => hex)),
  ].map(octetsOf)

const anyOctets = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength, size: 'max' })

/** Known payloads with some octets changed, inserted or left out. */
const mutations = (id: string): fc.Arbitrary<Uint8Array> => {
  const known = knownPayloads(id)
  if (known.length === 0) return anyOctets(20)
  const changes = fc.array(fc.record({ at: fc.nat(40), octets: anyOctets(3), removed: fc.nat(2) }), { maxLength: 4 })
  return fc.tuple(fc.constantFrom(...known), changes).map(([payload, list]) => {
    const octets = [...payload]
    for (const change of list) octets.splice(change.at, change.removed, ...change.octets)
    return Uint8Array.from(octets)
  })
}

/** FE-C frames that begin as they should: by chance almost none would. */
const fecFrames = fc
  .tuple(fc.constantFrom(0x10, 0x19, 0x51, 0x52), fc.uint8Array({ minLength: 9, maxLength: 9 }))
  .map(([page, octets]) => Uint8Array.from([0xa4, 9, 0x4e, 5, page, ...octets.slice(0, 7), octets[8] ?? 0]))

/** Frames of Polar's kinds of measurement, compressed or not. */
const polarFrames = fc
  .tuple(fc.nat(7), fc.constantFrom(0, 1, 2, 0x80, 0x81), fc.uint8Array({ minLength: 8, maxLength: 8 }), anyOctets(60))
  .map(([type, frameType, time, payload]) => Uint8Array.from([type, ...time, frameType, ...payload]))

const special: Readonly<Record<string, fc.Arbitrary<Uint8Array>>> = { FEC: fecFrames, PMD_DATA: polarFrames }

/** Octets that may be a payload of a characteristic: any, much like one, or like what is known of it. */
export const payloadsOf = ({ id }: Table): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    anyOctets(512),
    anyOctets(48),
    fc.uint8Array({ minLength: 20, maxLength: 48 }),
    mutations(id),
    special[id] ?? mutations(id),
  )

/** A characteristic, and octets that may be a payload of it. */
export const payloads: fc.Arbitrary<readonly [Table, Uint8Array]> = fc
  .constantFrom(...characteristics)
  .chain((table) => payloadsOf(table).map((octets): readonly [Table, Uint8Array] => [table, octets]))
