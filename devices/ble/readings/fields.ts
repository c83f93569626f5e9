import type { Fields } from '../profiles/layout/field-value.js'
import type { Revolutions } from './rates/wheel-and-crank.js'

/** A number of a payload; undefined when it is not in it or not available. */
export const numberIn = (fields: Fields, name: string): number | undefined => {
  const value = fields[name]
  return typeof value === 'number' ? value : undefined
}

/** The numbers of a list in a payload; none when it is not in it. */
export const numbersIn = (fields: Fields, name: string): readonly number[] => {
  const value = fields[name]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : []
}

export const textIn = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

/** The counters of a wheel and a crank in a payload of CSC or CPS. */
export const revolutionsIn = (fields: Fields): Revolutions => ({
  wheelRevolutions: numberIn(fields, 'wheelRevolutions'),
  wheelEventTime1024: numberIn(fields, 'wheelEventTime1024'),
  wheelEventTime2048: numberIn(fields, 'wheelEventTime2048'),
  crankRevolutions: numberIn(fields, 'crankRevolutions'),
  crankEventTime1024: numberIn(fields, 'crankEventTime1024'),
})
