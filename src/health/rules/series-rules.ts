import type { Reading } from '../sample.js'
import { parseInstant } from '../time.js'
import type { QuantityType } from '../type.js'
import type { Canonicalise } from './canonical.js'
import { type Form, faultsMax, reject, rejectUnknown } from './form.js'
import { canonicalValue, readUnit } from './quantity-rules.js'
import { factNames, readFacts, type TimeDefaults } from './sample-facts.js'

const names: ReadonlySet<string> = new Set([...factNames, 'unit', 'values', 'times', 'interval'])

/** As many quantities as fit one series sample. */
export const seriesLengthMax = 10_000

/** Whether the members are those of a series rather than of one quantity. */
export const isSeries = ({ members }: Form): boolean => members.values !== undefined

/** Quantities in the order of their times. */
interface Quantities {
  readonly times: readonly number[]
  readonly values: readonly number[]
}

function readList(form: Form, name: 'times' | 'values'): readonly unknown[] | undefined {
  const list = form.members[name]
  if (!Array.isArray(list)) return reject(form, name, 'is not a list')
  if (list.length === 0) return reject(form, name, 'is empty')
  return list.length > seriesLengthMax ? reject(form, name, `has more than ${seriesLengthMax} entries`) : list
}

/** Every entry read by `read`; undefined, and noted at each entry, when it cannot be. */
function readAll(form: Form, name: 'times' | 'values', read: (entry: unknown) => number | undefined) {
  const list = readList(form, name)
  if (list === undefined) return undefined
  const before = form.faults.length
  const numbers = list.map((entry, index) => read(entry) ?? rejectEntry(form, name, index) ?? Number.NaN)
  return form.faults.length === before && before < faultsMax ? numbers : undefined
}

const rejectEntry = (form: Form, name: string, index: number): undefined =>
  reject({ ...form, pointer: `${form.pointer}/${name}` }, index, name === 'times' ? 'is not a time' : 'is not a number')

const readValues = (form: Form, conversion: Canonicalise): readonly number[] | undefined =>
  readAll(form, 'values', (value) => canonicalValue(value, conversion))

const readTimes = (form: Form): readonly number[] | undefined => readAll(form, 'times', parseInstant)

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
  return times === undefined ? spaceTimes(form, count) : readTimes(form)
}

function areInOrder(form: Form, times: readonly number[]): boolean {
  const index = times.findIndex((time, at) => time < (times[at - 1] ?? time))
  if (index >= 0) reject({ ...form, pointer: `${form.pointer}/times` }, index, 'is before the one before it')
  return index < 0
}

/** Of quantities at one instant the last one stays, as when HealthKit's series builder gets one again. */
function keepLast({ times, values }: Quantities): Quantities {
  const kept = (_: number, index: number): boolean => times[index] !== times[index + 1]
  return times.every(kept) ? { times, values } : { times: times.filter(kept), values: values.filter(kept) }
}

function readQuantities(form: Form, conversion: Canonicalise): Quantities | undefined {
  const values = readValues(form, conversion)
  const times = values === undefined ? undefined : timesOf(form, values.length)
  if (values === undefined || times === undefined) return undefined
  if (times.length !== values.length) return reject(form, 'times', 'has not as many entries as values')
  return areInOrder(form, times) ? keepLast({ times, values }) : undefined
}

/** The start and end that follow from the times. Of times that were refused none does, and nothing more is to be said. */
function timesFrom({ members }: Form, quantities: Quantities | undefined): TimeDefaults {
  if (quantities !== undefined) return { start: quantities.times[0], end: quantities.times.at(-1) }
  return members.times === undefined ? {} : { start: parseInstant(members.end) ?? 0 }
}

/** Many quantities: `values` with their `times`, or from `start` on every `interval` ms. Semantics § 7. */
export function readSeries(form: Form, type: QuantityType) {
  rejectUnknown(form, names)
  const conversion = readUnit(form, type)
  const quantities = conversion === undefined ? undefined : readQuantities(form, conversion)
  const first = quantities?.times[0]
  const last = quantities?.times.at(-1)
  const facts = readFacts(form, type, timesFrom(form, quantities))
  if (facts === undefined || quantities === undefined || first === undefined || last === undefined) return undefined
  if (first < facts.start) reject(form, 'times', 'begins before the start')
  if (last > facts.end) reject(form, 'end', 'is before the last quantity')
  return { kind: 'series', type: type.name, ...quantities, ...facts } as const satisfies Reading
}
