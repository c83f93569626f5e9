import type { Metadata } from '../sample.js'
import { isSlug } from '../slug.js'
import { distantFuture, parseBorder, parseInstant } from '../time.js'
import { isTimeZone } from '../time-zone.js'
import type { SampleType } from '../type.js'
import { readUuid } from '../uuid.js'
import { maximumDurationMs } from './duration.js'
import { type Form, reject } from './form.js'
import { readMetadata } from './metadata.js'

/** What every reading has, whatever its kind. Epoch ms. */
export interface Facts {
  readonly start: number
  readonly end: number
  readonly source: string | undefined
  readonly device: string | undefined
  readonly uuid: string | undefined
  readonly timeZone: string | undefined
  readonly metadata: Metadata
}

/** Where the sample's times come from when it does not say them itself. */
export interface TimeDefaults {
  readonly start?: number | undefined
  readonly end?: number | undefined
  /** Whether nobody knows the end yet: then it is the distant future. */
  readonly isUndetermined?: boolean | undefined
}

/** The members of `Facts` in JSON. */
export const factNames = ['type', 'start', 'end', 'source', 'device', 'uuid', 'timeZone', 'metadata'] as const

const notAnInstant = (value: unknown): string =>
  parseBorder(value) === 0 ? 'is before 1970' : 'is not an ISO 8601 time with an offset, or epoch milliseconds'

/** An instant; undefined, and noted, when it is none. */
export function readInstant(form: Form, name: string): number | undefined {
  const value = form.members[name]
  if (value === undefined) return reject(form, name, 'is missing')
  return parseInstant(value) ?? reject(form, name, notAnInstant(value))
}

function readSlug(form: Form, name: 'source' | 'device'): string | undefined {
  const value = form.members[name]
  if (value === undefined || (typeof value === 'string' && isSlug(value))) return value
  return reject(form, name, 'is not a name of a-z, 0-9, dot, hyphen and underscore')
}

function readId(form: Form): string | undefined {
  const { uuid } = form.members
  if (uuid === undefined) return undefined
  return (typeof uuid === 'string' ? readUuid(uuid) : undefined) ?? reject(form, 'uuid', 'is not a UUID')
}

function readZone(form: Form): string | undefined {
  const { timeZone } = form.members
  if (timeZone === undefined || (typeof timeZone === 'string' && isTimeZone(timeZone))) return timeZone
  return reject(form, 'timeZone', 'is not an IANA time zone')
}

const readTime = (form: Form, name: 'start' | 'end', otherwise: number | undefined): number | undefined =>
  form.members[name] === undefined && otherwise !== undefined ? otherwise : readInstant(form, name)

function checkSpan(form: Form, type: SampleType, [start, end]: readonly [number, number]): void {
  const longest = maximumDurationMs(type)
  if (end < start) reject(form, 'end', 'is before the start')
  if (end >= distantFuture) reject(form, 'end', 'is in the far future')
  if (end - start > longest) reject(form, 'end', `is more than ${longest / 86_400_000} days after the start`)
}

/** The end of a sample whose end nobody knows; what is said of it can only be the same. */
function readUndeterminedEnd(form: Form, start: number): number | undefined {
  const end = readTime(form, 'end', distantFuture)
  if (start >= distantFuture) return reject(form, 'start', 'is in the far future')
  return end === distantFuture ? end : reject(form, 'end', 'stands beside an undetermined duration')
}

function readEnd(form: Form, type: SampleType, { start, times }: { start: number; times: TimeDefaults }) {
  if (times.isUndetermined) return readUndeterminedEnd(form, start)
  const end = readTime(form, 'end', times.end ?? start)
  if (end !== undefined) checkSpan(form, type, [start, end])
  return end
}

/** Reads what every sample has; `end` defaults to `start`. Undefined, and noted, when the times cannot be read. */
export function readFacts(form: Form, type: SampleType, times: TimeDefaults = {}): Facts | undefined {
  const start = readTime(form, 'start', times.start)
  const end = start === undefined ? undefined : readEnd(form, type, { start, times })
  const facts = {
    source: readSlug(form, 'source'),
    device: readSlug(form, 'device'),
    uuid: readId(form),
    timeZone: readZone(form),
    metadata: readMetadata(form, type),
  }
  if (start === undefined || end === undefined) return undefined
  return { start, end, ...facts }
}
