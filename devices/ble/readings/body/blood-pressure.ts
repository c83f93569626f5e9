import type { Metadata, NewQuantitySample, Reading } from '../../../../src/health/sample.js'
import { numberIn } from '../fields.js'
import { isPlausible } from '../plausible.js'
import { measurements, type Note } from './measurements.js'

type Pressure = 'bloodPressureSystolic' | 'bloodPressureDiastolic'
type Moment = { readonly at: number; readonly metadata: Metadata }

const pressure = (type: Pressure, value: number, { at, metadata }: Moment): Omit<NewQuantitySample, 'source'> => ({
  kind: 'quantity',
  type,
  value,
  start: at,
  end: at,
  metadata,
})

const correlation = (systolic: number, diastolic: number, moment: Moment): Reading => ({
  kind: 'correlation',
  type: 'bloodPressure',
  start: moment.at,
  end: moment.at,
  metadata: moment.metadata,
  objects: [pressure('bloodPressureSystolic', systolic, moment), pressure('bloodPressureDiastolic', diastolic, moment)],
})

const note: Note = ({ recorder }, { fields, at, metadata }) => {
  const systolic = numberIn(fields, 'systolicMmHg')
  const diastolic = numberIn(fields, 'diastolicMmHg')
  const pulse = numberIn(fields, 'pulseRateBpm')
  if (pulse !== undefined) recorder.measured({ type: 'heartRate', value: pulse, metadata }, at)
  if (systolic === undefined || diastolic === undefined) return
  if (isPlausible('bloodPressureSystolic', systolic) && isPlausible('bloodPressureDiastolic', diastolic))
    recorder.add(correlation(systolic, diastolic, { at, metadata }))
  else recorder.refuse('implausible')
}

/** Blood Pressure Measurement, 2A35: both pressures are one correlation (gatt-profiles § 13). */
export const bloodPressure = measurements(note)
