import { type PlainFacts, plainReading } from '../rules/quick-reading.js'
import type { Reading } from '../sample.js'
import { isAtEnd, type JsonBytes, readDecimal, readInstant, readName, readWord, take } from './json-bytes.js'
import { namesOf, type Word } from './words.js'

/** What a device's samples message holds. */
export interface PlainSamples {
  readonly seq?: number | undefined
  readonly readings: readonly Reading[]
}

const readingsMax = 10_000
const braceOpen = 123
const braceClose = 125
const bracketOpen = 91
const bracketClose = 93
const comma = 44

type Facts = { -readonly [Name in keyof PlainFacts]: PlainFacts[Name] }

const noFacts = (): Facts => ({
  type: undefined,
  start: undefined,
  end: undefined,
  value: undefined,
  unit: undefined,
  source: undefined,
  device: undefined,
  uuid: undefined,
  timeZone: undefined,
})

const isEmptyObject = (json: JsonBytes): boolean => take(json, braceOpen) && take(json, braceClose)

const sampleNames = namesOf(['type', 'start', 'end', 'value', 'unit', 'source', 'device', 'metadata'])

/** What each of these members said last: the next sample most likely says it again. */
const last: { type?: Word; unit?: Word; source?: Word; device?: Word } = {}

function readText(json: JsonBytes, name: keyof typeof last): string | undefined {
  const word = readWord(json, last[name])
  if (word !== undefined) last[name] = word
  return word?.text
}

/** Reads the member `name`; false when it, or what it holds, is not plain. */
function readMember(json: JsonBytes, name: string | undefined, facts: Facts): boolean {
  switch (name) {
    case 'type':
      facts.type = readText(json, name)
      return facts.type !== undefined
    case 'unit':
      facts.unit = readText(json, name)
      return facts.unit !== undefined
    case 'source':
      facts.source = readText(json, name)
      return facts.source !== undefined
    case 'device':
      facts.device = readText(json, name)
      return facts.device !== undefined
    case 'start':
      facts.start = readInstant(json)
      return !Number.isNaN(facts.start)
    case 'end':
      facts.end = readInstant(json)
      return !Number.isNaN(facts.end)
    case 'value':
      facts.value = readDecimal(json)
      return true // a value that is none is noticed with the others
    default:
      return name === 'metadata' && isEmptyObject(json)
  }
}

function readSample(json: JsonBytes): Reading | undefined {
  const facts = noFacts()
  if (!take(json, braceOpen)) return undefined
  do {
    if (!readMember(json, readName(json, sampleNames), facts)) return undefined
  } while (take(json, comma))
  facts.end ??= facts.start
  return take(json, braceClose) ? plainReading(facts) : undefined
}

function readSamples(json: JsonBytes): readonly Reading[] | undefined {
  const readings: Reading[] = []
  if (!take(json, bracketOpen)) return undefined
  do {
    const reading = readSample(json)
    if (reading === undefined || readings.length === readingsMax) return undefined
    readings.push(reading)
  } while (take(json, comma))
  return take(json, bracketClose) ? readings : undefined
}

const messageNames = namesOf(['seq', 'samples'])

/** The sequence number; undefined when it is not a plain whole number. */
function readSeq(json: JsonBytes): number | undefined {
  const seq = readDecimal(json)
  return Number.isSafeInteger(seq) && seq >= 0 ? seq : undefined
}

/**
 * Reads `{ "seq"?, "samples": [..] }` straight from its bytes when each sample is one plain quantity and right, several
 * times as fast as `JSON.parse` and `parseReadings`, with the same result. Undefined when anything is out of the
 * ordinary or wrong: then those two have to judge.
 */
export function readPlainSamples(payload: Uint8Array): PlainSamples | undefined {
  const json: JsonBytes = { bytes: payload, at: 0 }
  let seq: number | undefined
  let readings: readonly Reading[] | undefined
  if (!take(json, braceOpen)) return undefined
  do {
    const name = readName(json, messageNames)
    if (name === 'seq') seq = readSeq(json)
    else if (name === 'samples') readings = readSamples(json)
    if (name === undefined || (name === 'seq' ? seq : readings) === undefined) return undefined
  } while (take(json, comma))
  return take(json, braceClose) && isAtEnd(json) && readings !== undefined ? { seq, readings } : undefined
}
