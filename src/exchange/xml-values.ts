import { parseInstant } from '../health/time.js'

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** What an XML document says where there is no value. */
const none: ReadonlySet<string> = new Set(['', 'NaN', 'INF', '-INF'])

/** Reads the numbers and times of a document, and counts what should be one and is none: `12,5`. */
export class XmlValues {
  #faults = 0

  /** How many were none so far. */
  get faults(): number {
    return this.#faults
  }

  number(text = ''): number | undefined {
    const word = text.trim()
    if (none.has(word)) return undefined
    if (!decimal.test(word)) return this.#fault()
    const value = Number(word)
    return Number.isFinite(value) ? value : undefined
  }

  /** A number of something; undefined for less than nothing. */
  amount(text: string | undefined): number | undefined {
    const value = this.number(text)
    return value === undefined || value < 0 ? undefined : value
  }

  /** Epoch ms; a time without a zone is UTC, as GPX wants it. */
  instant(text = ''): number | undefined {
    const word = text.trim()
    return word === '' ? undefined : (parseInstant(word) ?? parseInstant(`${word}Z`) ?? this.#fault())
  }

  #fault(): undefined {
    this.#faults += 1
    return undefined
  }
}
