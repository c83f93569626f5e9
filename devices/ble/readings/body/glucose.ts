import type { Fields, FieldValue } from '../../profiles/layout/field-value.js'
import { numberIn } from '../fields.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'

const minuteMs = 60_000
// A session's own minutes run from arrivals by as much before they are set anew.
const toleranceMs = 5 * minuteMs
const sessionStopped = 1
const sensorMalfunction = 8

const isRecord = (value: FieldValue): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const recordsOf = (fields: Fields): readonly Fields[] =>
  Array.isArray(fields.records) ? fields.records.filter(isRecord) : []

const faultOf = (record: Fields): 'checksum' | 'invalid' | undefined => {
  if (record.crcValid === false) return 'checksum'
  const status = numberIn(record, 'statusOctet') ?? 0
  return (status & (sessionStopped | sensorMalfunction)) === 0 ? undefined : 'invalid'
}

/** CGM Measurement, 2AA7: times are minutes of the sensor's session, of which the newest is now (gatt-profiles § 14). */
class Glucose implements Interpreter {
  readonly #sensor: Sensor
  #sessionStart: number | undefined

  constructor(sensor: Sensor) {
    this.#sensor = sensor
  }

  take(fields: Fields, at: number): void {
    const records = recordsOf(fields)
    const newest = Math.max(0, ...records.map((record) => numberIn(record, 'timeOffsetMin') ?? 0))
    const start = this.#sessionStart
    if (start === undefined || Math.abs(start + newest * minuteMs - at) > toleranceMs)
      this.#sessionStart = at - newest * minuteMs
    for (const record of records) this.#note(record, this.#sessionStart ?? at)
  }

  #note(record: Fields, sessionStart: number): void {
    const { recorder } = this.#sensor
    const [value, offset] = [numberIn(record, 'glucoseMgDl'), numberIn(record, 'timeOffsetMin')]
    const fault = faultOf(record)
    if (fault !== undefined) recorder.refuse(fault)
    else if (value !== undefined && offset !== undefined)
      recorder.measured({ type: 'bloodGlucose', value }, sessionStart + offset * minuteMs)
  }
}

export const glucose: CreateInterpreter = (sensor) => new Glucose(sensor)
