import { readAudiogram } from '../kinds/audiogram-rules.js'
import { readElectrocardiogram } from '../kinds/electrocardiogram-rules.js'
import { readHeartbeatSeries } from '../kinds/heartbeat-rules.js'
import { readWorkoutRoute } from '../kinds/route-rules.js'
import { readStateOfMind } from '../kinds/state-of-mind-rules.js'
import type { Reading } from '../sample.js'
import { findType, type SampleType, type SampleTypeName } from '../type.js'
import { readCategory } from './category-rules.js'
import { readCorrelation } from './correlation-rules.js'
import { type Form, reject } from './form.js'
import { readQuantity } from './quantity-rules.js'
import { isSeries, readSeries } from './series-rules.js'

// What HealthKit's system makes though the tables of types do not say so (semantics § 4.5, § 8.3).
const alsoReadOnly = [
  'appleWalkingSteadinessEvent',
  'electrocardiogram',
  'infrequentMenstrualCycles',
  'irregularHeartRhythmEvent',
  'irregularMenstrualCycles',
  'prolongedMenstrualPeriods',
  'sleepApneaEvent',
] as const
const madeBySystem: ReadonlySet<string> = new Set<SampleTypeName>(alsoReadOnly)

// Here a watch brings these, or an importer, not the system.
const brought: ReadonlySet<string> = new Set<SampleTypeName>(['appleStandHour', ...alsoReadOnly])

/** Whether no client can be given the right to save samples of this type. A person's own tools and devices may. */
export const isReadOnly = (type: SampleType): boolean =>
  ('readOnly' in type && type.readOnly) || madeBySystem.has(type.name)

/** Whether samples of this type are made by the engine alone, and nobody else can save them. */
export const isSystemMade = (type: SampleType): boolean =>
  type.family === 'workout' || (isReadOnly(type) && !brought.has(type.name))

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
    case 'heartbeatSeries':
      return readHeartbeatSeries(form, type)
    case 'workoutRoute':
      return readWorkoutRoute(form, type)
    case 'electrocardiogram':
      return readElectrocardiogram(form, type)
    case 'audiogram':
      return readAudiogram(form, type)
    case 'stateOfMind':
      return readStateOfMind(form, type)
    default:
      return undefined // a workout is made by a session, and `readType` has noted that
  }
}
