import type { ActivityRecord } from '../recording/recorded-activity.js'
import type { DeveloperFields } from './developer-fields.js'
import type { FitMessage } from './message.js'
import { type FitField, firstOf, numberIn } from './profile.js'

const degrees = 2 ** 31 / 180

// The first that is there wins: the enhanced field has the wider range.
const recordFields = {
  heartRate: [{ number: 3 }],
  power: [{ number: 7 }],
  speed: [
    { number: 73, scale: 1_000 },
    { number: 6, scale: 1_000 },
  ],
  distance: [{ number: 5, scale: 100 }],
  latitude: [{ number: 0, scale: degrees }],
  longitude: [{ number: 1, scale: degrees }],
  altitude: [
    { number: 78, scale: 5, offset: 500 },
    { number: 2, scale: 5, offset: 500 },
  ],
  strideLength: [{ number: 85, scale: 10_000 }],
  verticalOscillation: [{ number: 39, scale: 100 }],
  groundContactTime: [{ number: 41, scale: 10 }],
} as const satisfies Partial<Record<keyof ActivityRecord, readonly FitField[]>>
const fieldNames = Object.keys(recordFields) as (keyof typeof recordFields)[]

const cadenceIn = (message: FitMessage): { cadence?: number } => {
  const whole = numberIn(message, { number: 4 })
  if (whole === undefined) return {}
  return { cadence: whole + (numberIn(message, { number: 53, scale: 128 }) ?? 0) }
}

/** What a record message says; a developer's field that stands for a native one counts where that is missing. */
export const recordIn = (message: FitMessage, at: number, developer: DeveloperFields): ActivityRecord => {
  const values = fieldNames.map((name) => [name, firstOf(message, recordFields[name])] as const)
  const present = Object.fromEntries(values.filter(([, value]) => value !== undefined))
  return { at, ...developer.valuesIn(message), ...present, ...cadenceIn(message) }
}
