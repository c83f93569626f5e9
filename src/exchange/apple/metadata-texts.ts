import { readMetadataEntry } from '../../health/rules/metadata.js'
import { findMetadataKey, requiredMetadataKey } from '../../health/rules/metadata-keys.js'
import type { Metadata, MetadataValue } from '../../health/sample.js'
import { isoTime } from '../../health/time.js'
import type { SampleType } from '../../health/type.js'
import { spelledUnit } from '../../health/units/spelling.js'
import type { XmlElement } from './document/element-parser.js'
import type { Refuse } from './refuse.js'
import { parseAppleTime } from './values/apple-time.js'
import { parseDecimal } from './values/decimal.js'
import { ownText } from './values/own-text.js'

type Pair = readonly [string, MetadataValue]

/** As many entries as are remembered: the same few stand under millions of records. */
const rememberedMax = 5_000
const rememberedLengthMax = 200

/** As many keys as a sample may have. */
const keysMax = 100

const none: Metadata = Object.freeze({})

const truths: Readonly<Record<string, boolean | undefined>> = { '0': false, '1': true, false: false, true: true }

/** Of relative humidity; watches write it a hundred times too much (`6500 %`), phones did not (`96 %`). */
const asHumidity = (share: number): number => (share > 1 ? share / 100 : share)

/** `850 cm`, `47.6 degF`, `9.7 kcal/hr·kg`; of `96 %`, HealthKit's share of one. */
function quantityIn(text: string, name: string): MetadataValue | undefined {
  const space = text.indexOf(' ')
  const value = parseDecimal(text.slice(0, space < 0 ? text.length : space))
  const spelled = value === undefined ? undefined : spelledUnit(space < 0 ? 'count' : text.slice(space + 1))
  if (value === undefined || spelled === undefined) return undefined
  const scaled = spelled.unit === '%' ? value / 100 : value * spelled.scale
  return { value: name === 'weatherHumidity' ? asHumidity(scaled) : scaled, unit: spelled.unit }
}

function dateIn(text: string): string | undefined {
  const at = parseAppleTime(text)
  return at === undefined ? undefined : isoTime(at)
}

/** The value as the kind that its key wants; a key that nobody has defined keeps its text. */
function valueIn(text: string, key: string): MetadataValue | undefined {
  const known = findMetadataKey(key)
  switch (known?.valueType) {
    case 'bool':
      return truths[text.toLowerCase()]
    case 'number':
      return parseDecimal(text) ?? text
    case 'date':
      return dateIn(text)
    case 'quantity':
      return quantityIn(text, known.name)
    default:
      return text
  }
}

/** Reads the metadata of an export's elements, which is all text. */
export class MetadataTexts {
  readonly #entries = new Map<SampleType, Map<string, Pair | undefined>>()
  #remembered = 0

  /** Predefined keys under their short names and of their kinds; what is of another kind is refused by itself. */
  read(elements: readonly XmlElement[], type: SampleType, refuse: Refuse): Metadata {
    if (elements.length === 0) return none
    const metadata: Record<string, MetadataValue> = {}
    for (const { attributes } of entriesOf(elements)) {
      const [key, value] = this.#entry(attributes, type) ?? []
      if (key === undefined || value === undefined) refuse('badValues', attributes.key ?? 'MetadataEntry')
      else if (!Object.hasOwn(metadata, key)) metadata[key] = value
    }
    return withoutHalves(metadata)
  }

  #entry({ key, value }: XmlElement['attributes'], type: SampleType): Pair | undefined {
    if (key === undefined || value === undefined) return undefined
    const text = `${key}\u0000${value}`
    if (text.length > rememberedLengthMax) return readMetadataEntry(key, valueIn(value, key), type)
    const entries = this.#entriesOf(type)
    const known = entries.get(text)
    if (known !== undefined || entries.has(text)) return known
    const pair = readMetadataEntry(ownText(key), valueIn(ownText(value), key), type)
    entries.set(ownText(text), pair)
    this.#remembered += 1
    return pair
  }

  #entriesOf(type: SampleType): Map<string, Pair | undefined> {
    if (this.#remembered >= rememberedMax) this.#forget()
    const known = this.#entries.get(type) ?? new Map<string, Pair | undefined>()
    this.#entries.set(type, known)
    return known
  }

  #forget(): void {
    this.#entries.clear()
    this.#remembered = 0
  }
}

const entriesOf = (elements: readonly XmlElement[]): readonly XmlElement[] =>
  elements.filter(({ name }) => name === 'MetadataEntry').slice(0, keysMax)

/** Of a sync identifier and its version, one alone says nothing. */
function withoutHalves(metadata: Metadata): Metadata {
  const { syncIdentifier, syncVersion, ...rest } = metadata
  return (syncIdentifier === undefined) === (syncVersion === undefined) ? metadata : rest
}

/** Whether the metadata has the key without which there is no sample of the type. */
export function hasRequired(metadata: Metadata, type: SampleType): boolean {
  const required = requiredMetadataKey(type)
  return required === undefined || metadata[required] !== undefined
}
