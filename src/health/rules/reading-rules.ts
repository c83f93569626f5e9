import type { Reading } from '../sample.js'
import { findType, type SampleType } from '../type.js'
import { readCategory } from './category-rules.js'
import { readCorrelation } from './correlation-rules.js'
import { type Form, reject } from './form.js'
import { readQuantity } from './quantity-rules.js'
import { isSeries, readSeries } from './series-rules.js'

// The rings count the stand hours of a watch, and here it is a watch that brings them, not the system.
const broughtByDevices: ReadonlySet<string> = new Set(['appleStandHour'])

/** Whether samples of this type are made by the engine alone (HealthKit's read-only types, and workouts). */
export const isSystemMade = (type: SampleType): boolean => {
  if (type.family === 'quantity' || type.family === 'category') return type.readOnly && !broughtByDevices.has(type.name)
  return type.family !== 'correlation'
}

/** The type that the form names, when a reading may be of it; else undefined, and noted. */
function readType(form: Form): SampleType | undefined {
  const { type: name } = form.members
  if (name === undefined) return reject(form, 'type', 'is missing')
  const type = typeof name === 'string' ? findType(name) : undefined
  if (type === undefined) return reject(form, 'type', 'is not a HealthKit type')
  return isSystemMade(type) ? reject(form, 'type', 'is read-only: such samples are made by the system') : type
}

/** The reading in the form; undefined, and noted, when it breaks a rule. */
export function readReading(form: Form): Reading | undefined {
  const type = readType(form)
  switch (type?.family) {
    case 'quantity':
      return isSeries(form) ? readSeries(form, type) : readQuantity(form, type)
    case 'category':
      return readCategory(form, type)
    case 'correlation':
      return readCorrelation(form, type)
    default:
      return undefined
  }
}
