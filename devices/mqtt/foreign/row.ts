import { HealthError, invalidArgument } from '../../../src/health/error.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import type { Reading } from '../../../src/health/sample.js'
import { quantityType } from '../../../src/health/type.js'
import { spelledUnit } from '../../../src/health/units/spelling.js'
import { compileConditions } from './condition.js'
import type { RowSettings } from './mapping-schema.js'
import { type FoundNumber, readInstant, readNumber } from './payload/payload-value.js'
import { parseSelector, type Scope, type Selector } from './payload/selector.js'
import type { Dropped, Tracks, Undo } from './tracks.js'

/** Where and when a message was received, and what is remembered of its device. */
export interface Arrival {
  readonly device: string
  /** Epoch ms. */
  readonly at: number
  /** Whether the broker kept it from earlier: nobody knows how long. */
  readonly retained: boolean
  readonly tracks: Tracks
}

/** What one row made of a message. */
export interface RowOutcome {
  readonly readings: readonly Reading[]
  /** By reason. */
  readonly refused: readonly string[]
  /** To be called when the readings were not saved. */
  readonly undo: Undo
}

/** Reads one row's values. `isAlone`: whether it is the only item of its message that does. */
export type Row = (scope: Scope, arrival: Arrival, isAlone: boolean) => RowOutcome

/** When a value was; `isArrival` when the message does not say so. */
interface Span {
  readonly start: number
  readonly end: number
  readonly isArrival: boolean
}

interface Found {
  readonly value: number
  readonly span: Span
}

interface RowParts {
  readonly settings: RowSettings
  readonly value: Selector
  readonly time: Selector | undefined
  readonly end: Selector | undefined
  readonly unit: Selector | undefined
}

const selectorOf = (text: string | undefined): Selector | undefined =>
  text === undefined ? undefined : parseSelector(text)
const nothing: RowOutcome = { readings: [], refused: [], undo: () => undefined }
const refusedForm = 'invalidArgument'

function partsOf(settings: RowSettings): RowParts {
  const { value, time, end, unit } = settings
  const found = parseSelector(value)
  if (found === undefined) throw invalidArgument('a mapping was not checked before it is compiled')
  const isFound = unit?.startsWith('$') === true
  return {
    settings,
    value: found,
    time: selectorOf(time),
    end: selectorOf(end),
    unit: isFound ? selectorOf(unit) : undefined,
  }
}

/** The instants beside the values; undefined where the message has none, NaN where it has one that is none. */
function instantsBeside(selector: Selector | undefined, scope: Scope, count: number) {
  const found = selector?.all(scope) ?? []
  const isShort = found.length > 0 && found.length < count
  return (index: number): number | undefined => {
    const raw = found[index]
    if (isShort) return Number.NaN
    if (raw === undefined || raw === null || raw === '') return undefined
    return readInstant(raw) ?? Number.NaN
  }
}

function spanOf(
  start: number | undefined,
  end: number | undefined,
  { at, duration = 0 }: { at: number; duration: number | undefined },
): Span {
  if (start !== undefined) return { start, end: end ?? start + duration, isArrival: false }
  const last = end ?? at
  return { start: last - duration, end: last, isArrival: end === undefined }
}

function readValue(raw: unknown, absent: RowSettings['absent']): FoundNumber {
  const value = readNumber(raw)
  const isAbsent = absent?.some((each) => each === raw || readNumber(each) === value) === true
  return isAbsent ? 'absent' : value
}

/** Every value that the row finds, with its time; a text is the reason why there is none. */
function* valuesIn(
  parts: RowParts,
  scope: Scope,
  { at, retained }: Arrival,
  isAlone: boolean,
): Generator<Found | string> {
  const { absent, duration } = parts.settings
  const raws = parts.value.all(scope)
  const timeAt = instantsBeside(parts.time, scope, raws.length)
  const endAt = instantsBeside(parts.end, scope, raws.length)
  for (const [index, raw] of raws.entries()) {
    const value = readValue(raw, absent)
    if (value === 'absent') continue
    const span = spanOf(timeAt(index), endAt(index), { at, duration })
    if (value === 'wrong' || Number.isNaN(span.start + span.end)) yield refusedForm
    else if (!span.isArrival) yield { value, span }
    else if (retained) yield 'retained'
    // Several at once were not all measured when they came.
    else yield isAlone && raws.length === 1 ? { value, span } : refusedForm
  }
}

/** HealthKit's unit, and how many of it one of the row's are; undefined when the message names one that nobody knows. */
function unitOf({ unit, settings }: RowParts, scope: Scope) {
  const { type, scale = 1 } = settings
  if (unit === undefined) return { unit: settings.unit ?? quantityType(type).unit, scale }
  const text = unit.first(scope)
  const spelled = typeof text === 'string' ? spelledUnit(text) : undefined
  return spelled && { unit: spelled.unit, scale: spelled.scale * scale }
}

const reasonOf = (dropped: Dropped): readonly string[] => (dropped === 'counted' ? [] : [dropped])
const codeOf = (error: unknown): string => (error instanceof HealthError ? error.code : refusedForm)

/** Makes a reading of a value that was found. */
function readOne(parts: RowParts, { value, span }: Found, scope: Scope, arrival: Arrival): RowOutcome {
  const { settings } = parts
  const unit = unitOf(parts, scope)
  if (unit === undefined) return { ...nothing, refused: [refusedForm] }
  const { device, tracks } = arrival
  const { passage, undo } = tracks.take({ device, type: settings.type, at: span.start, value }, settings)
  if ('dropped' in passage) return { readings: [], refused: reasonOf(passage.dropped), undo }
  const metadata = span.isArrival ? { arrivalTime: true } : {}
  const times = { start: passage.start, end: span.end }
  try {
    const sample = { type: settings.type, ...times, value: passage.value * unit.scale, unit: unit.unit, metadata }
    return { readings: parseReadings([sample]), refused: [], undo }
  } catch (error) {
    undo()
    return { ...nothing, refused: [codeOf(error)] }
  }
}

const together = (outcomes: readonly RowOutcome[]): RowOutcome => ({
  readings: outcomes.flatMap(({ readings }) => readings),
  refused: outcomes.flatMap(({ refused }) => refused),
  undo: () => {
    // The last one first: each builds on the one before it.
    for (const { undo } of outcomes.toReversed()) undo()
  },
})

/** Compiles a row that was checked. */
export function compileRow(settings: RowSettings): Row {
  const parts = partsOf(settings)
  const holds = compileConditions(settings.when)
  return (scope, arrival, isAlone) => {
    if (!holds(scope)) return nothing
    const outcomes: RowOutcome[] = []
    for (const found of valuesIn(parts, scope, arrival, isAlone)) {
      outcomes.push(
        typeof found === 'string' ? { ...nothing, refused: [found] } : readOne(parts, found, scope, arrival),
      )
    }
    return outcomes.length === 1 ? (outcomes[0] ?? nothing) : together(outcomes)
  }
}

/** Whether the row's values have a time of their own, so that they are worth having also when they come late. */
export const isTimed = ({ time, end }: RowSettings): boolean => (time ?? end) !== undefined
