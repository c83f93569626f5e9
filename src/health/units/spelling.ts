import { parseUnit } from '../unit.js'

/** A unit as HealthKit spells it, and how many of it are one of the other's. */
export interface SpelledUnit {
  readonly unit: string
  readonly scale: number
}

// Lower case, without blanks. Hundredths: HealthKit's percent is a share of one.
const spellings: Readonly<Record<string, string | SpelledUnit>> = {
  bpm: 'count/min',
  'beats/min': 'count/min',
  'breaths/min': 'count/min',
  'counts/min': 'count/min',
  rpm: 'count/min',
  spm: 'count/min',
  '1/min': 'count/min',
  '%': { unit: '%', scale: 0.01 },
  percent: { unit: '%', scale: 0.01 },
  '°c': 'degC',
  degc: 'degC',
  c: 'degC',
  '°f': 'degF',
  degf: 'degF',
  f: 'degF',
  lbs: 'lb',
  jin: { unit: 'kg', scale: 0.5 },
  'km/h': 'km/hr',
  kmh: 'km/hr',
  kph: 'km/hr',
  'mi/h': 'mi/hr',
  mph: 'mi/hr',
  kcal: 'kcal',
  cal: 'kcal',
  kj: 'kJ',
  mmhg: 'mmHg',
  'ml/(kg·min)': 'mL/(kg*min)',
  'ml/kg·min': 'mL/(kg*min)',
  'ml/kg/min': 'mL/(kg*min)',
  'ml/(kg*min)': 'mL/(kg*min)',
  'ml/min·kg': 'mL/(kg*min)',
  'kcal/hr·kg': 'kcal/(kg*hr)',
  'mmol/l': 'mmol<180.1558800000541>/L',
  'mg/dl': 'mg/dL',
  'l/min': 'L/min',
  ml: 'mL',
  l: 'L',
  fl_oz_us: 'fl_oz_us',
  floz: 'fl_oz_us',
  h: 'hr',
  hours: 'hr',
  minutes: 'min',
  seconds: 's',
  steps: 'count',
  counts: 'count',
  times: 'count',
  watts: 'W',
  w: 'W',
  dbaspl: 'dBASPL',
  db: 'dBASPL',
  iu: 'IU',
  µg: 'mcg',
  ug: 'mcg',
}

const known = (text: string): boolean => {
  try {
    parseUnit(text)
    return true
  } catch {
    return false
  }
}

/**
 * The unit that another program means; undefined when nobody knows it. Its own spelling comes first, so that `%` counts
 * hundredths, as everybody but HealthKit has it.
 */
export function spelledUnit(text: string): SpelledUnit | undefined {
  const key = text.length > 64 ? '' : text.replaceAll(/\s/g, '').toLowerCase()
  const found = Object.hasOwn(spellings, key) ? spellings[key] : undefined
  if (found !== undefined) return typeof found === 'string' ? { unit: found, scale: 1 } : found
  return known(text) ? { unit: text, scale: 1 } : undefined
}
