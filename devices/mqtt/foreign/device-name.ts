import { createHash } from 'node:crypto'
import { isSlug } from '../../../src/health/slug.js'
import { type JsonPath, parseJsonPath, readJsonPath } from './payload/json-path.js'

type Part = { readonly text: string } | { readonly capture: number } | { readonly path: JsonPath }

/** How a device is called after what its topic and its payload say. */
export interface DeviceName {
  /** The highest capture that it takes, from 1; 0 when it takes none. */
  readonly captures: number
  /** Whether it needs the payload: then a topic alone does not tell whose it is. */
  readonly needsPayload: boolean
  /** A slug; undefined when what it is made of is not there, or is no text or number. */
  of(captures: readonly string[], payload: unknown): string | undefined
}

const readableMax = 40
const hashLength = 16
const foundTextMax = 256
const macPattern = /^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i

/** An address says the same in every spelling; anything else is kept as it is. */
const plainAddress = (text: string): string =>
  macPattern.test(text) ? text.replaceAll(/[:-]/g, '').toLowerCase() : text

const hash = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, hashLength)

const readable = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, readableMax)
    .replace(/[^a-z0-9]+$/, '')

/**
 * A slug for a name that others made. One that is a slug stays as it is; of any other the readable part is kept, and two
 * dots and a hash tell it from all others: no plain name has two dots in a row.
 *
 * @param name The whole name.
 * @param found The parts of it that came from outside, which tell it from other names.
 */
export function foreignSlug(name: string, found: readonly string[] = [name]): string {
  if (isSlug(name) && !name.includes('..')) return name
  return `${readable(name) || 'device'}..${hash(found)}`
}

const partPattern = /\$(\d{1,2})|(\$.*)$|([^$]+)/gy

function partOf([, capture, path, text]: RegExpExecArray): Part | undefined {
  if (capture !== undefined) return { capture: Number(capture) }
  if (text !== undefined) return { text }
  const parsed = parseJsonPath(path ?? '')
  return parsed && { path: parsed }
}

const scalarText = (value: unknown): string | undefined => {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' && value.length <= foundTextMax ? value : undefined
}

const isText = (part: Part): part is { readonly text: string } => 'text' in part

/** Whether different parts could make the same name: `a-b` and `c` as well as `a` and `b-c`. */
function isAmbiguous(parts: readonly Part[], found: readonly string[]): boolean {
  if (found.length < 2) return false
  const between = parts.slice(1, -1).filter(isText)
  const isApart = between.length >= found.length - 1
  return !isApart || found.some((text) => between.some((literal) => text.includes(literal.text)))
}

/**
 * Reads a template: text, captures of the topic (`$1`) and, at its end, a JSON path (`$.id`). Undefined when it is none.
 */
export function parseDeviceName(template: string): DeviceName | undefined {
  const parts = [...template.matchAll(partPattern)].map(partOf)
  const known = parts.filter((part) => part !== undefined)
  const isWhole = template.replaceAll(partPattern, '') === ''
  if (known.length < parts.length || !isWhole || known.every(isText)) {
    return isWhole && known.length > 0 && isSlug(template) ? constant(template) : undefined
  }
  const captures = Math.max(0, ...known.map((part) => ('capture' in part ? part.capture : 0)))
  if (known.some((part) => 'capture' in part && part.capture === 0)) return undefined
  return {
    captures,
    needsPayload: known.some((part) => 'path' in part),
    of: (given, payload) => nameOf(known, given, payload),
  }
}

const constant = (slug: string): DeviceName => ({ captures: 0, needsPayload: false, of: () => slug })

function nameOf(parts: readonly Part[], captures: readonly string[], payload: unknown): string | undefined {
  const found: string[] = []
  let name = ''
  for (const part of parts) {
    const text = 'text' in part ? part.text : foundText(part, captures, payload)
    if (text === undefined) return undefined
    if (!isText(part)) found.push(text)
    name += text
  }
  return isAmbiguous(parts, found) ? foreignSlug(`${name} `, found) : foreignSlug(name, found)
}

function foundText(part: Exclude<Part, { text: string }>, captures: readonly string[], payload: unknown) {
  const raw = 'capture' in part ? captures[part.capture - 1] : readJsonPath(part.path, payload)[0]
  const text = scalarText(raw)
  return text === undefined ? undefined : plainAddress(text)
}
