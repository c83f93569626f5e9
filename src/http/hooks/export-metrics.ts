import { HealthError } from '../../health/error.js'
import { parseReadings } from '../../health/json/reading-json.js'
import type { Reading } from '../../health/sample.js'
import { parseInstant } from '../../health/time.js'
import { spelledUnit } from '../../health/units/spelling.js'
import { type ExportedEntry, type ExportedMetric, entryOf, exportedDate, exportedNumber } from './export-body.js'
import { exportedType } from './export-names.js'

/** What could not be taken over, and where it stands in the body. */
export interface Problem {
  readonly pointer: string
  readonly message: string
}

/** A reading, and where it stands in the body. */
export interface Placed {
  readonly pointer: string
  readonly reading: Reading
}

export interface Taken {
  readonly placed: readonly Placed[]
  readonly problems: readonly Problem[]
}

/** A sample in the contract's JSON, before it is judged. */
type Draft = Readonly<Record<string, unknown>>

interface Place {
  readonly metric: ExportedMetric
  readonly item: ExportedEntry
  /** Where in time; the app says of a sum only when it begins. */
  readonly start: string
  readonly end: string
}

type Drafter = (place: Place) => Draft | string

const originOf = ({ source }: ExportedEntry): Draft =>
  typeof source === 'string' && source !== '' ? { originalSource: source.slice(0, 256) } : {}

const quantityOf = (value: number, units: string | undefined) => {
  const spelled = units === undefined ? undefined : spelledUnit(units)
  return spelled && { value: value * spelled.scale, unit: spelled.unit }
}

/** The lowest and highest of what an average is of, when they are not the same. */
function rangeOf({ Min, Max }: ExportedEntry, units: string | undefined): Draft {
  const [least, most] = [exportedNumber(Min), exportedNumber(Max)]
  if (least === undefined || most === undefined || least === most) return {}
  return { minimum: quantityOf(least, units), maximum: quantityOf(most, units) }
}

const draftQuantity: Drafter = ({ metric, item, start, end }) => {
  const type = exportedType(metric.name)
  const value = exportedNumber(item.qty ?? item.Avg)
  if (type === undefined) return 'is not known here'
  if (value === undefined) return 'has no qty or Avg'
  const quantity = quantityOf(value, metric.units)
  if (quantity === undefined) return 'is in a unit that is not known here'
  return { type, start, end, ...quantity, metadata: { ...originOf(item), ...rangeOf(item, metric.units) } }
}

const draftBloodPressure: Drafter = ({ metric, item, start, end }) => {
  const [systolic, diastolic] = [exportedNumber(item.systolic), exportedNumber(item.diastolic)]
  if (systolic === undefined || diastolic === undefined) return 'has no systolic and diastolic'
  const unit = spelledUnit(metric.units ?? 'mmHg')?.unit
  const objects = [
    { type: 'bloodPressureSystolic', value: systolic, unit },
    { type: 'bloodPressureDiastolic', value: diastolic, unit },
  ]
  return { type: 'bloodPressure', start, end, objects, metadata: originOf(item) }
}

const stages: Readonly<Record<string, string>> = {
  core: 'asleepCore',
  rem: 'asleepREM',
  deep: 'asleepDeep',
  awake: 'awake',
  inbed: 'inBed',
  asleep: 'asleepUnspecified',
  unspecified: 'asleepUnspecified',
}

/** Hours that were summed up for each stage. Nobody can tell when they were, so they only go along. */
const sumsOf = (item: ExportedEntry): Draft =>
  Object.fromEntries(
    Object.keys(stages).flatMap((stage) => {
      const hours = exportedNumber(item[stage])
      return hours === undefined ? [] : [[stage, { value: hours, unit: 'hr' }]]
    }),
  )

const draftSleep: Drafter = ({ item, start, end }) => {
  const stage = typeof item.value === 'string' ? item.value.toLowerCase().replaceAll(/[^a-z]/g, '') : undefined
  if (stage === undefined)
    return { type: 'sleepAnalysis', value: 'inBed', start, end, metadata: { ...originOf(item), ...sumsOf(item) } }
  const value = Object.hasOwn(stages, stage) ? stages[stage] : undefined
  return value === undefined
    ? 'is no stage of sleep'
    : { type: 'sleepAnalysis', value, start, end, metadata: originOf(item) }
}

/** Its length is its quantity, in minutes. */
const draftMindful: Drafter = ({ item, start, end }) => {
  const length = (exportedNumber(item.qty) ?? 0) * 60_000
  const until = end === start ? (parseInstant(start) ?? 0) + length : end
  return { type: 'mindfulSession', value: 'notApplicable', start, end: until, metadata: originOf(item) }
}

const drafters: Readonly<Record<string, Drafter>> = {
  blood_pressure: draftBloodPressure,
  sleep_analysis: draftSleep,
  mindful_minutes: draftMindful,
}

/** The first of these members that is a date. */
const dateIn = (item: ExportedEntry, ...names: readonly string[]): string | undefined =>
  names.map((name) => exportedDate(item[name])).find((date) => date !== undefined)

function placeOf(metric: ExportedMetric, given: unknown): Place | string {
  const item = entryOf(given)
  if (item === undefined) return 'is not an object'
  const start = dateIn(item, 'startDate', 'start', 'inBedStart', 'sleepStart', 'date')
  if (start === undefined) return 'has no date like 2024-02-06 14:30:00 -0800'
  return { metric, item, start, end: dateIn(item, 'endDate', 'end', 'inBedEnd', 'sleepEnd') ?? start }
}

/** The same measurement has the same name whenever it is exported; what grew since then replaces it. */
function synced(draft: Draft, { metric, item, start }: Place, version: number): Draft {
  const { originalSource = '' } = originOf(item)
  const stage = draft.type === 'sleepAnalysis' ? draft.value : ''
  const syncIdentifier = ['health-auto-export', metric.name, start, stage, originalSource].join('/')
  const metadata = typeof draft.metadata === 'object' ? draft.metadata : {}
  return { ...draft, metadata: { ...metadata, syncIdentifier, syncVersion: version } }
}

const faultOf = (error: unknown): string => {
  if (!(error instanceof HealthError)) throw error
  return error.errors.map(({ pointer, message }) => `${pointer.replace(/^\/samples\/0\/?/, '')} ${message}`).join(', ')
}

function readEntry(drafter: Drafter, place: Place, version: number): Reading | string {
  const draft = drafter(place)
  if (typeof draft === 'string') return draft
  try {
    return parseReadings([synced(draft, place, version)])[0] ?? 'is no sample'
  } catch (error) {
    return faultOf(error)
  }
}

/** Reads one metric. `version` grows with time, so that a newer export of the same measurement counts. */
export function readMetric(metric: ExportedMetric, pointer: string, version: number): Taken {
  const drafter = Object.hasOwn(drafters, metric.name) ? drafters[metric.name] : draftQuantity
  if (drafter === draftQuantity && exportedType(metric.name) === undefined)
    return { placed: [], problems: [{ pointer: `${pointer}/name`, message: 'is not known here' }] }
  const placed: Placed[] = []
  const problems: Problem[] = []
  for (const [index, given] of metric.data.entries()) {
    const at = `${pointer}/data/${index}`
    const place = placeOf(metric, given)
    const reading = typeof place === 'string' ? place : readEntry(drafter ?? draftQuantity, place, version)
    if (typeof reading === 'string') problems.push({ pointer: at, message: reading })
    else placed.push({ pointer: at, reading })
  }
  return { placed, problems }
}
