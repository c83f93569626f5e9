import fc from 'fast-check'
import { fitCrc } from '../../src/exchange/fit/crc.js'

/** One thing that is wrong with a file; places are shares of its length, so that they fit every file. */
type Damage =
  | { readonly kind: 'byte'; readonly at: number; readonly value: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'copied'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly kind: 'text'; readonly at: number; readonly text: string }

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const length = fc.oneof(fc.nat(8), fc.nat(400), fc.nat(20_000))

/** What stands where a number, a time or markup should, and is none, or more than anything holds. */
const oddTexts = [
  ...['', '0', '-0', '-1', '1e308', '1e309', '-1e22', 'NaN', 'INF', '1,5', '0x10', '99999999999999999999'],
  ...['1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2023-02-30T00:00:00Z', '2023-11-14T22:13:20'],
  ...[
    '<',
    '>',
    '&',
    '&#0;',
    '&constructor;',
    '<![CDATA[',
    '<!--',
    ']]>',
    '<?x',
    '</Lap>',
    '</trkseg>',
    '<Lap>',
    '<trk>',
  ],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '__proto__', '\u{0}', '\u{feff}', '\u{10ffff}'],
]

const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('byte' as const), at: place, value: fc.nat(255) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place, length }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copied' as const), at: place, length, to: place }) },
)
const textDamage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constant('text' as const),
  at: place,
  text: fc.oneof(fc.constantFrom(...oddTexts), fc.string({ maxLength: 12, unit: 'binary' })),
})

function damaged(bytes: Buffer, wrong: Damage): Buffer {
  const at = Math.floor(wrong.at * bytes.length)
  switch (wrong.kind) {
    case 'byte': {
      const changed = Buffer.from(bytes)
      if (at < changed.length) changed[at] = wrong.value
      return changed
    }
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + wrong.length)])
    case 'copied': {
      const to = Math.floor(wrong.to * bytes.length)
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, at + wrong.length), bytes.subarray(to)])
    }
    case 'text':
      return inPlaceOfText(bytes, at, wrong.text)
  }
}

/** The content of an element or attribute around a place gives way to another. */
function inPlaceOfText(bytes: Buffer, at: number, text: string): Buffer {
  const document = bytes.toString('latin1')
  const from = Math.max(document.lastIndexOf('>', at), document.lastIndexOf('"', at)) + 1
  const to = document.slice(from).search(/[<"]/)
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(text), bytes.subarray(to < 0 ? from : from + to)])
}

const crcLength = 2

/** A FIT file whose length and checksum are right again, so that what is wrong with it is looked at. */
function sealed(bytes: Buffer): Buffer {
  const [header = 0] = bytes
  if (bytes.length < header + crcLength || header < 12) return bytes
  const whole = Buffer.from(bytes)
  whole.writeUInt32LE(bytes.length - header - crcLength, 4)
  whole.writeUInt16LE(fitCrc(whole.subarray(0, -crcLength)), bytes.length - crcLength)
  return whole
}

const withAll = (whole: Uint8Array, faults: readonly Damage[]): Buffer => faults.reduce(damaged, Buffer.from(whole))

/** A FIT file with something wrong, half the time so that nobody would notice. */
export const damagedFit = (whole: Uint8Array): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.array(damage, { maxLength: 20 }), fc.boolean())
    .map(([faults, isSealed]) => (isSealed ? sealed(withAll(whole, faults)) : withAll(whole, faults)))

/** An XML document with something wrong. */
export const damagedXml = (whole: Uint8Array): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: textDamage }, { weight: 1, arbitrary: damage }), { maxLength: 8 })
    .map((faults) => withAll(whole, faults))
