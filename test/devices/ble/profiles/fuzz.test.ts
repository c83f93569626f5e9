import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '../../../../devices/ble/profiles/codec.js'
import type { FieldValue } from '../../../../devices/ble/profiles/layout/field-value.js'
import { patience, propertyRuns } from '../../../setup/property-runs.js'
import { payloads } from './payloads.js'
import { octetsOf, singleVectors } from './vectors.js'

const clipping = ['2ACD', '2ACE', '2ACF', '2AD0', '2AD1', '2AD2']

/** Numbers that no JSON could hold, or that no payload could say. */
const hasNonsense = (value: FieldValue | undefined): boolean => {
  if (value === undefined) return true
  if (typeof value === 'number') return !Number.isFinite(value) || Object.is(value, -0)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNonsense)
}

/** Whether what a cut payload says is what the whole one says, as far as it goes. */
const isPrefix = (part: FieldValue, whole: FieldValue | undefined): boolean => {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((value, index) => isPrefix(value, whole[index]))
  // A character of several octets that was cut is replaced.
  if (typeof part === 'string') return typeof whole === 'string' && whole.startsWith(part.replace(/\uFFFD$/, ''))
  if (typeof part !== 'object' || part === null) return part === whole
  const members = Object.entries(typeof whole === 'object' && whole !== null ? whole : {})
  return Object.entries(part).every(([name, value]) => isPrefix(value, members.find(([each]) => each === name)?.[1]))
}

describe('a decoder', () => {
  it(
    'answers any octets with fields or an error, and never throws',
    () => {
      const property = fc.property(payloads, ([table, octets]) => {
        const decoded = table.decode(octets)
        if (decoded.error !== undefined) expect(['EMPTY', 'TRUNCATED', 'BAD_SYNC']).toContain(decoded.error)
        else expect(hasNonsense(decoded.fields)).toBe(false)
      })
      fc.assert(property, propertyRuns(5_000, 1_000_000))
    },
    patience(60_000),
  )

  it(
    'reads nothing before and beyond its octets, and changes none',
    () => {
      const property = fc.property(payloads, fc.uint8Array({ maxLength: 8 }), ([table, octets], around) => {
        const among = Uint8Array.from([...around, ...octets, ...around])
        const part = among.subarray(around.length, around.length + octets.length)
        expect(table.decode(part)).toEqual(table.decode(octets))
        expect(among).toEqual(Uint8Array.from([...around, ...octets, ...around]))
      })
      fc.assert(property, propertyRuns(2_000, 50_000))
    },
    patience(60_000),
  )

  it.each(singleVectors.filter(({ decoded }) => decoded !== null))(
    'takes $id cut at any length as an error or as its beginning',
    ({ characteristic, hex }) => {
      const octets = octetsOf(hex)
      const whole = decode(characteristic, octets)
      // One octet less than announced is how a machine tells that its resistance level has one octet.
      const isElastic = whole.fields !== undefined && Object.hasOwn(whole.fields, 'resistanceLevel')
      for (let length = 0; length < octets.length - (isElastic ? 1 : 0); length += 1) {
        const cut = decode(characteristic, octets.subarray(0, length))
        if (length === 0) expect(cut).toEqual({ error: 'EMPTY' })
        if (cut.error === undefined) expect(isPrefix(cut.fields, whole.fields)).toBe(true)
      }
    },
  )

  it.each(clipping)('takes what is complete of a record of %s that a machine cuts off at 20 octets', (id) => {
    const flags = id === '2ACE' ? [0xfe, 0x7f, 0] : [0xfe, 0x1f]
    const whole = decode(
      id,
      Uint8Array.from([...flags, ...Array.from({ length: 17 + (id === '2ACE' ? 0 : 1) }, () => 1)]),
    )
    expect(whole).toMatchObject({ warnings: expect.arrayContaining(['clipped']) })
    const shorter = decode(id, Uint8Array.from([...flags, ...Array.from({ length: 15 }, () => 1)]))
    expect(shorter).toEqual({ error: 'TRUNCATED' })
  })

  it('knows no characteristic without a table', () => {
    for (const key of ['2A00', '', '__proto__', 'constructor', 'FEC0', '0000']) {
      expect(decode(key, Uint8Array.of(1))).toEqual({ error: 'UNKNOWN_CHARACTERISTIC' })
    }
  })
})
