import type { FieldValue } from '../../../devices/ble/profiles/layout/field-value.js'
import type { Table } from '../../../devices/ble/profiles/layout/table.js'
import type { Ambient } from '../ambient.js'
import { printTable } from '../text/output.js'
import type { Payload } from './payload-argument.js'
import type { Meaning } from './steps.js'

// Octets from a stranger may be text that steers the terminal.
const printable = (text: string): string => text.replace(/\p{C}/gu, '�')

const isList = (value: FieldValue): value is readonly FieldValue[] => Array.isArray(value)

/** A field as somebody reads it; `null` is a dash. */
export function valueText(value: FieldValue): string {
  if (value === null) return '–'
  if (typeof value === 'number') return String(Math.round(value * 1_000) / 1_000)
  if (isList(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  if (typeof value !== 'object') return printable(String(value))
  return Object.entries(value)
    .map(([name, part]) => `${name} ${valueText(part)}`)
    .join(', ')
}

/** Prints each payload with its fields below it. */
export function printMeanings(
  { id, name }: Table,
  { payloads, meanings }: { readonly payloads: readonly Payload[]; readonly meanings: readonly Meaning[] },
  ambient: Ambient,
): void {
  ambient.out.write(`${name} (${id})\n`)
  for (const [index, meaning] of meanings.entries()) {
    const { at = 0, isTimed = false, octets = new Uint8Array() } = payloads[index] ?? {}
    const hex = Buffer.from(octets).toString('hex') || 'nothing'
    ambient.out.write(`\n${hex}${isTimed ? ` at ${at} ms` : ''}\n`)
    const rows = Object.entries(meaning).map(([field, value]) => [`  ${field}`, valueText(value)])
    printTable(['  field', 'value'], rows, { empty: '  no fields', ambient })
  }
}

const bigTag = '\u0000integer '
const bigPattern = /"\\u0000integer (-?\d+)"/g

/** Prints the meanings as JSON; integers that a number cannot hold keep all their digits. */
export function printMeaningsJson(meanings: readonly Meaning[], ambient: Ambient): void {
  const tagged = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${bigTag}${value}` : value)
  ambient.out.write(`${JSON.stringify(meanings, tagged, 2).replace(bigPattern, '$1')}\n`)
}
