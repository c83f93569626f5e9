import { type Canonicalise, canonicalise } from '../../health/rules/canonical.js'
import { maximumDurationMs, mayBeUndetermined } from '../../health/rules/duration.js'
import type { Metadata, Reading } from '../../health/sample.js'
import { distantFuture } from '../../health/time.js'
import { isTimeZone } from '../../health/time-zone.js'
import { type CategoryType, categoryTypes, type QuantityType, quantityTypes } from '../../health/type.js'
import { spelledUnit } from '../../health/units/spelling.js'
import type { XmlElement } from './document/element-parser.js'
import { hasRequired, type MetadataTexts } from './metadata-texts.js'
import type { Refuse } from './refuse.js'
import { parseAppleTime } from './values/apple-time.js'
import { categoryCase } from './values/category-case.js'
import { parseDecimal } from './values/decimal.js'
import { ownText } from './values/own-text.js'

type Attributes = XmlElement['attributes']

/** Beyond what any unit has. */
const unitLengthMax = 256

/** A reading of one quantity or one case. */
export type RecordReading = Extract<Reading, { kind: 'quantity' | 'category' }>

/** What all records of a type have in common. */
interface RecordType {
  readonly type: QuantityType | CategoryType
  readonly lengthMax: number
  readonly mayGoOn: boolean
  /** The unit that the last record had, and how its values become canonical. */
  unit?: string | undefined
  convert?: Canonicalise | undefined
}

const recordType = (type: QuantityType | CategoryType): RecordType => ({
  type,
  lengthMax: maximumDurationMs(type),
  mayGoOn: mayBeUndetermined(type),
})

function scaled(type: QuantityType, text: string): Canonicalise | undefined {
  const spelled = spelledUnit(text)
  const convert = spelled === undefined ? undefined : canonicalise(type, spelled.unit)
  return spelled && convert && ((value) => convert(value * spelled.scale))
}

/** HealthKit's own spelling comes first: in a record, `0.97 %` is nearly all. */
const conversionOf = (type: QuantityType, unit: string): Canonicalise | undefined =>
  canonicalise(type, unit) ?? scaled(type, unit)

/** The zone that metadata names, when there is one of that name. */
export const timeZoneIn = ({ timeZone }: Metadata): string | undefined =>
  typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : undefined

/** When something was, epoch ms; the end is the start when it says none. */
export function timesOf({ startDate, endDate = startDate }: Attributes): readonly [number, number] | undefined {
  const start = parseAppleTime(startDate)
  const end = endDate === startDate ? start : parseAppleTime(endDate)
  return start === undefined || end === undefined || end < start ? undefined : [start, end]
}

/** Reads the records of an export: quantities in the canonical unit of their type, cases by their raw value. */
export class Records {
  readonly #types: ReadonlyMap<string, RecordType> = new Map(
    [...quantityTypes, ...categoryTypes].map((type) => [type.identifier, recordType(type)]),
  )
  readonly #metadata: MetadataTexts

  constructor(metadata: MetadataTexts) {
    this.#metadata = metadata
  }

  /** The reading of a record; undefined, and refused, when it is broken. */
  read({ attributes, children }: XmlElement, refuse: Refuse): RecordReading | undefined {
    const known = this.#types.get(attributes.type ?? '')
    if (known === undefined) return refuse('unknownType', attributes.type ?? 'Record')
    const times = endsInTime(timesOf(attributes), known)
    if (times === undefined) return refuse('badTimes', known.type.name)
    const value = canonicalValue(attributes, known, refuse)
    if (value === undefined) return undefined
    const metadata = this.#metadata.read(children, known.type, refuse)
    if (!hasRequired(metadata, known.type)) return refuse('badSamples', known.type.name)
    return reading(known.type, value, { start: times[0], end: times[1], metadata })
  }
}

/** The times, if a record of the type may last so long. */
function endsInTime(
  times: readonly [number, number] | undefined,
  { lengthMax, mayGoOn }: RecordType,
): readonly [number, number] | undefined {
  if (times === undefined || times[0] >= distantFuture) return undefined
  const [start, end] = times
  if (end >= distantFuture) return mayGoOn ? [start, distantFuture] : undefined
  return end - start > lengthMax ? undefined : times
}

function canonicalValue(attributes: Attributes, known: RecordType, refuse: Refuse): number | undefined {
  const { type } = known
  if (type.family === 'category') return categoryCase(type, attributes.value) ?? refuse('badSamples', type.name)
  const unit = (attributes.unit ?? 'count').slice(0, unitLengthMax)
  if (unit !== known.unit) {
    known.unit = ownText(unit)
    known.convert = conversionOf(type, known.unit)
  }
  if (known.convert === undefined) return refuse('badUnit', `${type.name} ${unit}`)
  const value = known.convert(parseDecimal(attributes.value) ?? Number.NaN)
  return Number.isFinite(value) ? value : refuse('badValues', type.name)
}

function reading(
  type: QuantityType | CategoryType,
  value: number,
  { start, end, metadata }: Pick<RecordReading, 'start' | 'end' | 'metadata'>,
): RecordReading {
  const timeZone = timeZoneIn(metadata)
  return type.family === 'quantity'
    ? { kind: 'quantity', type: type.name, value, start, end, timeZone, metadata }
    : { kind: 'category', type: type.name, value, start, end, timeZone, metadata }
}
