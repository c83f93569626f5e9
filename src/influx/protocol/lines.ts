// Line protocol of InfluxDB 1.x: `measurement,tag=value field=1,other="text" 1700000000000`.
import type { Series } from '../series.js'

const keySpecials = /[,= ]/g
const measurementSpecials = /[, ]/g
const textSpecials = /["\\]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters a key cannot hold
const unspeakable = /[\\\u0000-\u001f\u007f]/g

const plain = /^[\w.-]+$/

// Whether a key or tag value is its own escape. Nearly all are, and asking is four times as fast as escaping.
const isPlain = (text: string): boolean => plain.test(text)

/**
 * A key or tag value as the server keeps it. A backslash and a line break have no escape there, so each becomes `_`;
 * the names that we give and the slugs of users, sources and devices have neither.
 */
export const speakable = (text: string): string => (isPlain(text) ? text : text.replace(unspeakable, '_'))

const keyText = (text: string): string => (isPlain(text) ? text : speakable(text).replace(keySpecials, '\\$&'))

/** Measurement and tags, escaped: the head of all lines of a series. */
export function seriesText({ measurement, tags }: Series): string {
  let text = isPlain(measurement) ? measurement : speakable(measurement).replace(measurementSpecials, '\\$&')
  for (const [name, value] of tags) {
    if (value !== undefined && value !== '') text += `,${keyText(name)}=${keyText(value)}`
  }
  return text
}

/** A float field. The number must be finite: line protocol cannot say anything else. */
export const floatField = (name: string, value: number): string => `${keyText(name)}=${value}`

/** An integer field; the fraction is cut off. */
export const integerField = (name: string, value: number): string => `${keyText(name)}=${Math.trunc(value)}i`

/** A string field; line breaks are kept. */
export const stringField = (name: string, value: string): string =>
  `${keyText(name)}="${value.replace(textSpecials, '\\$&')}"`

/** One point. `series` and `fields` are encoded; `at` is epoch ms, rounded to a whole one. */
export const line = (series: string, fields: string, at: number): string => `${series} ${fields} ${Math.round(at)}`
