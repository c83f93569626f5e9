import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characteristics } from '../../../../devices/ble/profiles/characteristics.js'
import { encode } from '../../../../devices/ble/profiles/codec.js'
import { propertyRuns } from '../../../setup/property-runs.js'
import { payloadsOf } from './payloads.js'
import { hexOf, octetsOf, singleVectors } from './vectors.js'

/** Vectors that a sender of ours would write otherwise: reserved bits, other widths, specials, padding, spare digits. */
const otherwise: Readonly<Record<string, string>> = {
  'pub-2a5b-04': '022c010004',
  'pub-2a19-03': 'ff',
  'pub-2a29-01': '41636d65',
  'pub-2a26-01': '312e322e33',
  'pub-2aa7-02': '0a0364000f0003005000',
}

describe.each(characteristics)('$id $name', (table) => {
  it('encodes what it decodes, and decodes what it encodes', () => {
    const property = fc.property(payloadsOf(table), (octets) => {
      const decoded = table.decode(octets)
      fc.pre(decoded.error === undefined && !decoded.warnings.includes('clipped'))
      if (decoded.error !== undefined) return
      const encoded = table.encode(decoded.fields)
      const warnings = decoded.warnings.filter((warning) => warning === 'outOfRange')
      expect(table.decode(encoded)).toEqual({ fields: decoded.fields, warnings })
    })
    fc.assert(property, { ...propertyRuns(200, 20_000), maxSkipsPerRun: 10_000 })
  })
})

describe('the public vectors', () => {
  const senders = singleVectors.filter(({ decoded }) => decoded !== null)

  it.each(senders)('$id is encoded octet by octet', ({ id, characteristic, hex }) => {
    const decoded = characteristics.find((table) => table.id === characteristic)?.decode(octetsOf(hex))
    expect(hexOf(encode(characteristic, decoded?.fields ?? {}))).toBe(otherwise[id] ?? hex)
  })
})
