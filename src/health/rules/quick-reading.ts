import type { Reading } from '../sample.js'
import { isSlug } from '../slug.js'
import { distantFuture, parseInstant } from '../time.js'
import { isTimeZone } from '../time-zone.js'
import { type QuantityType, quantityTypes } from '../type.js'
import { readUuid } from '../uuid.js'
import { canonicalise } from './canonical.js'
import { maximumDurationMs } from './duration.js'
import { isMembers } from './form.js'
import { requiredMetadataKey } from './metadata-keys.js'
import { isSystemMade } from './reading-rules.js'

// Almost every reading is one quantity without metadata. This is the same check as `readReading`'s for that one shape,
// without a form, lists of faults or names: it knows what is right and says nothing about what is wrong.

interface QuickType {
  readonly type: QuantityType
  readonly durationMax: number
}

const quickTypes: ReadonlyMap<unknown, QuickType> = new Map(
  quantityTypes
    .filter((type) => !isSystemMade(type) && requiredMetadataKey(type) === undefined)
    .flatMap((type): [string, QuickType][] => {
      const quick = { type, durationMax: maximumDurationMs(type) }
      return [
        [type.name, quick],
        [type.identifier, quick],
      ]
    }),
)

/** The members that a single quantity can have, as JSON may hold them. */
interface QuickMembers {
  readonly type?: unknown
  readonly start?: unknown
  readonly end?: unknown
  readonly value?: unknown
  readonly unit?: unknown
  readonly source?: unknown
  readonly device?: unknown
  readonly uuid?: unknown
  readonly timeZone?: unknown
  readonly metadata?: unknown
}

const noMetadata: Reading['metadata'] = Object.freeze({})

const one = (member: unknown): number => (member === undefined ? 0 : 1)

const isOptionalSlug = (slug: unknown): slug is string | undefined =>
  slug === undefined || (typeof slug === 'string' && isSlug(slug))

function isEmpty(metadata: unknown): boolean {
  if (metadata === undefined) return true
  if (!isMembers(metadata)) return false
  for (const _ in metadata) return false
  return true
}

/** Whether there is no member besides the type, the start, the value and those looked at. */
const isComplete = (members: QuickMembers, count: number): boolean => {
  const { end, unit, source, device, uuid, timeZone, metadata } = members
  return count === 3 + one(end) + one(unit) + one(source) + one(device) + one(uuid) + one(timeZone) + one(metadata)
}

/** What a plain quantity says, its times read (epoch ms) but its type, unit and origin as they came. */
export interface PlainFacts {
  readonly type: unknown
  readonly start: number | undefined
  readonly end: number | undefined
  readonly value: unknown
  readonly unit: unknown
  readonly source: unknown
  readonly device: unknown
  readonly uuid: string | undefined
  readonly timeZone: string | undefined
}

function canonical({ value, unit }: PlainFacts, type: QuantityType): number {
  if (typeof value !== 'number') return Number.NaN
  if (unit === undefined || unit === type.unit) return value
  return typeof unit === 'string' ? (canonicalise(type, unit)?.(value) ?? Number.NaN) : Number.NaN
}

/** The reading of these facts, when they are right. */
export function plainReading(facts: PlainFacts): Reading | undefined {
  const { start, end, source, device, uuid, timeZone } = facts
  const quick = quickTypes.get(facts.type)
  if (quick === undefined || !isOptionalSlug(source) || !isOptionalSlug(device)) return undefined
  if (start === undefined || end === undefined || end < start || end - start > quick.durationMax) return undefined
  if (end >= distantFuture) return undefined
  const value = canonical(facts, quick.type)
  if (!Number.isFinite(value)) return undefined
  const { name } = quick.type
  return { kind: 'quantity', type: name, value, start, end, source, device, uuid, timeZone, metadata: noMetadata }
}

/** The reading, when it is one plain quantity and right; undefined when it has to be looked at closely. */
export function quickReading(members: QuickMembers): Reading | undefined {
  if (!isComplete(members, Object.keys(members).length) || !isEmpty(members.metadata)) return undefined
  const { type, value, unit, source, device, timeZone } = members
  const uuid = typeof members.uuid === 'string' ? readUuid(members.uuid) : undefined
  if (uuid === undefined && members.uuid !== undefined) return undefined
  if (timeZone !== undefined && !(typeof timeZone === 'string' && isTimeZone(timeZone))) return undefined
  const start = parseInstant(members.start)
  const end = members.end === undefined || members.end === members.start ? start : parseInstant(members.end)
  return plainReading({ type, start, end, value, unit, source, device, uuid, timeZone })
}
