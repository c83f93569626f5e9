import { arrange, lastEnd, type SeriesColumns } from '../kinds/series-columns.js'
import type { Reading } from '../sample.js'
import { parseInstant } from '../time.js'
import type { QuantityType } from '../type.js'
import type { Canonicalise } from './canonical.js'
import { type Form, faultsMax, reject, rejectUnknown } from './form.js'
import { canonicalValue, readUnit } from './quantity-rules.js'
import { factNames, readFacts, type TimeDefaults } from './sample-facts.js'

const names: ReadonlySet<string> = new Set([...factNames, 'unit', 'values', 'times', 'ends', 'interval'])

/** As many quantities as fit one series sample. */
export const seriesLengthMax = 10_000

/** Whether the members are those of a series rather than of one quantity. */
export const isSeries = ({ members }: Form): boolean => members.values !== undefined

/** Lists of a series, an entry a quantity. */
type ListName = 'times' | 'ends' | 'values'

function readList(form: Form, name: ListName): readonly unknown[] | undefined {
  const list = form.members[name]
  if (!Array.isArray(list)) return reject(form, name, 'is not a list')
  if (list.length === 0) return reject(form, name, 'is empty')
  return list.length > seriesLengthMax ? reject(form, name, `has more than ${seriesLengthMax} entries`) : list
}

/** Every entry read by `read`; undefined, and noted at each entry, when it cannot be. */
function readAll(form: Form, name: ListName, read: (entry: unknown) => number | undefined) {
  const list = readList(form, name)
  if (list === undefined) return undefined
  const before = form.faults.length
  const numbers = list.map(
    (entry, index) =>
      read(entry) ?? rejectEntry(form, { name, index }, name === 'values' ? 'is not a number' : 'is not a time') ?? 0,
  )
  return form.faults.length === before && before < faultsMax ? numbers : undefined
}

const rejectEntry = (form: Form, { name, index }: { name: ListName; index: number }, message: string): undefined =>
  reject({ ...form, pointer: `${form.pointer}/${name}` }, index, message)

const readValues = (form: Form, conversion: Canonicalise): readonly number[] | undefined =>
  readAll(form, 'values', (value) => canonicalValue(value, conversion))

/** `count` instants from the start on, `interval` ms apart. */
function spaceTimes(form: Form, count: number): readonly number[] | undefined {
  const { interval, start } = form.members
  const first = parseInstant(start)
  if (first === undefined) return undefined // the reader of the facts notes that
  if (typeof interval !== 'number' || !(interval >= 1) || parseInstant(first + interval * count) === undefined)
    return reject(form, 'interval', 'is not a number of milliseconds, at least 1')
  return Array.from({ length: count }, (_, index) => Math.round(first + index * interval))
}

function timesOf(form: Form, count: number): readonly number[] | undefined {
  const { times, interval } = form.members
  if (times !== undefined && interval !== undefined) return reject(form, 'interval', 'stands beside times')
  return times === undefined ? spaceTimes(form, count) : readAll(form, 'times', parseInstant)
}

/** When each interval ends; undefined, and noted, unless there is an end for every time, and not before it. */
function readEnds(form: Form, times: readonly number[]): readonly number[] | undefined {
  if (form.members.times === undefined) return reject(form, 'ends', 'stands without times')
  const ends = readAll(form, 'ends', parseInstant)
  if (ends === undefined) return undefined
  if (ends.length !== times.length) return reject(form, 'ends', 'has not as many entries as times')
  const index = ends.findIndex((end, at) => end < (times[at] ?? end))
  return index < 0 ? ends : rejectEntry(form, { name: 'ends', index }, 'is before its time')
}

function readQuantities(form: Form, conversion: Canonicalise): SeriesColumns | undefined {
  const values = readValues(form, conversion)
  const times = values === undefined ? undefined : timesOf(form, values.length)
  if (values === undefined || times === undefined) return undefined
  if (times.length !== values.length) return reject(form, 'times', 'has not as many entries as values')
  if (form.members.ends === undefined) return arrange({ times, values })
  const ends = readEnds(form, times)
  return ends && arrange({ times, ends, values })
}

/** The start and end that follow from the times. Of times that were refused none does, and nothing more is to be said. */
function timesFrom({ members }: Form, quantities: SeriesColumns | undefined): TimeDefaults {
  if (quantities !== undefined) return { start: quantities.times[0], end: lastEnd(quantities) }
  return members.times === undefined ? {} : { start: parseInstant(members.end) ?? 0 }
}

/**
 * Many quantities: `values` with their `times` in any order, perhaps with the `ends` of their intervals, or from `start`
 * on every `interval` ms. Of quantities with the same time the last one counts. Semantics § 7.
 */
export function readSeries(form: Form, type: QuantityType) {
  rejectUnknown(form, names)
  const conversion = readUnit(form, type)
  const quantities = conversion === undefined ? undefined : readQuantities(form, conversion)
  const facts = readFacts(form, type, timesFrom(form, quantities))
  if (facts === undefined || quantities === undefined) return undefined
  if ((quantities.times[0] ?? facts.start) < facts.start) reject(form, 'times', 'begins before the start')
  if (lastEnd(quantities) > facts.end) reject(form, 'end', 'is before the last quantity')
  return { kind: 'series', type: type.name, ...quantities, ...facts } as const satisfies Reading
}
