import type { Fields, FieldValue } from '../../../devices/ble/profiles/layout/field-value.js'
import type { Table } from '../../../devices/ble/profiles/layout/table.js'
import { numberIn, revolutionsIn } from '../../../devices/ble/readings/fields.js'
import { WheelAndCrank } from '../../../devices/ble/readings/rates/wheel-and-crank.js'
import { RecordAssembly } from '../../../devices/ble/readings/sport/data-record.js'
import type { Payload } from './payload-argument.js'

/** What one payload means: its fields and what follows from those before it, or why it cannot be decoded. */
export type Meaning = Readonly<Record<string, FieldValue>>

type Step = (fields: Fields, at: number) => Fields

const none = (): Fields => ({})

const orNull = (value: number | undefined): number | null => value ?? null

/** The rates right after each payload. What neither it nor one before it counts is left out. */
function ratesOf(circumference: number): Step {
  const turning = new WheelAndCrank(circumference)
  const known = { wheel: false, crank: false }
  return (fields, at) => {
    const revolutions = revolutionsIn(fields)
    const wheel = turning.takeWheel(revolutions, at)
    const crank = turning.takeCrank(revolutions, at)
    known.wheel ||= wheel !== undefined
    known.crank ||= crank !== undefined
    const silent = turning.at(at)
    return {
      ...(known.crank ? { cadenceRpm: orNull(crank ? crank.cadence : silent.cadence) } : {}),
      ...(known.wheel
        ? { speedMps: orNull(wheel ? wheel.speed : silent.speed), distanceDeltaM: wheel?.distance ?? 0 }
        : {}),
      ...powerOf(fields),
    }
  }
}

const powerOf = (fields: Fields): Fields => {
  const power = numberIn(fields, 'instantaneousPowerW')
  return power === undefined ? {} : { powerW: Math.max(0, power) }
}

/** The record that a payload completes. */
function recordsOf(): Step {
  const assembly = new RecordAssembly()
  return (fields, at) => {
    const record = assembly.take(fields, at).at(-1)
    if (record === undefined || fields.moreData === true) return {}
    const { moreData, ...values } = record.fields
    return { record: values }
  }
}

const counting: ReadonlySet<string> = new Set(['2A5B', '2A63', '2A64'])
const recording: ReadonlySet<string> = new Set(['2ACD', '2ACE', '2ACF', '2AD0', '2AD1', '2AD2'])

const stepFor = (id: string, circumference: number): Step => {
  if (counting.has(id)) return ratesOf(circumference)
  return recording.has(id) ? recordsOf() : none
}

/** What payloads of a characteristic mean, one after the other; a malformed one changes nothing. Metres. */
export function meaningsOf(table: Table, payloads: readonly Payload[], circumference: number): readonly Meaning[] {
  const step = stepFor(table.id, circumference)
  return payloads.map(({ octets, at }): Meaning => {
    const decoded = table.decode(octets)
    if (decoded.fields === undefined) return { error: decoded.error }
    const { fields, warnings } = decoded
    return { ...fields, ...step(fields, at), ...(warnings.length > 0 ? { warnings } : {}) }
  })
}
