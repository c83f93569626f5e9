import type { FitValue } from './base-types.js'
import type { FitMessage } from './message.js'

/** Messages by their numbers in the FIT profile. */
export const messageNumbers = {
  fileId: 0,
  sport: 12,
  session: 18,
  lap: 19,
  record: 20,
  event: 21,
  deviceInfo: 23,
  activity: 34,
  hrv: 78,
  length: 101,
  hr: 132,
  timestampCorrelation: 162,
  fieldDescription: 206,
} as const

/** A field of the profile: its number, and what raw values are divided by and lessened by. */
export interface FitField {
  readonly number: number
  readonly scale?: number
  readonly offset?: number
}

const single = (value: FitValue | undefined): number | undefined => {
  const first = typeof value === 'object' ? value[0] : value
  return typeof first === 'number' && Number.isFinite(first) ? first : undefined
}

/** The field's value in the profile's unit; of an array the first element. Undefined when there is none. */
export const numberIn = ({ fields }: FitMessage, { number, scale = 1, offset = 0 }: FitField): number | undefined => {
  const raw = single(fields.get(number))
  return raw === undefined ? undefined : raw / scale - offset
}

/** The value of the first of the fields that has one. */
export const firstOf = (message: FitMessage, fields: readonly FitField[]): number | undefined => {
  for (const field of fields) {
    const value = numberIn(message, field)
    if (value !== undefined) return value
  }
  return undefined
}

/** The finite numbers of an array field, in the profile's unit. */
export const numbersIn = ({ fields }: FitMessage, { number, scale = 1 }: FitField): readonly number[] => {
  const value = fields.get(number)
  const all = typeof value === 'number' ? [value] : typeof value === 'object' ? value : []
  return all.filter(Number.isFinite).map((raw) => raw / scale)
}

export const textIn = ({ fields }: FitMessage, number: number): string | undefined => {
  const value = fields.get(number)
  return typeof value === 'string' ? value : undefined
}
