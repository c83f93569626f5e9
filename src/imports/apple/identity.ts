import { createHash } from 'node:crypto'
import type { Reading } from '../../health/sample.js'

/** What tells one thing from every other. */
export type Identifying = readonly (string | number | boolean | undefined | Identifying)[]

const version = 0x80
const variant = 0x80
const uuidBytes = 16

/**
 * The UUID that follows from what identifies something (RFC 9562 § 5.8, of a SHA-256): the Health app exports none, and
 * the same thing in a later export has to have the same one.
 */
export function identityUuid(identifying: Identifying): string {
  const bytes = createHash('sha256').update(JSON.stringify(identifying)).digest().subarray(0, uuidBytes)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | version
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | variant
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What a reading says, as far as it tells it from others of its time. */
function sayingOf(reading: Reading): Identifying {
  switch (reading.kind) {
    case 'quantity':
    case 'category':
      return [reading.value]
    case 'correlation':
      return [
        reading.metadata.foodType === undefined ? '' : String(reading.metadata.foodType),
        reading.objects.map((object) => [object.type, object.start, object.end, object.value]),
      ]
    default:
      return []
  }
}

/** What identifies a sample of an export (semantics § 23): type, dates, value, and its sync identifier when it has one. */
export const identifying = (reading: Reading): Identifying => [
  ...[reading.type, reading.start, reading.end, sayingOf(reading)],
  ...(typeof reading.metadata.syncIdentifier === 'string' ? [reading.metadata.syncIdentifier] : []),
]
