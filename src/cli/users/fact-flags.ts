import { z } from 'zod'
import { enumerations } from '../../health/data/enumerations.js'
import { isTimeZone } from '../../health/time-zone.js'
import { findType, quantityTypes } from '../../health/type.js'
import { UsageError } from '../command.js'
import { numberFlag } from '../number-flag.js'
import { didYouMean } from '../text/near-words.js'
import { camelCase } from '../text/words.js'

/** What takes a fact out of a profile. */
const none = 'none'

interface NumberFact {
  readonly flag: string
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly description: string
}

const heartRate = { unit: 'count/min', min: 20, max: 300 } as const
const power = { unit: 'W', min: 1, max: 3_000 } as const

/** The facts of a profile that are numbers, by the API's names. */
export const numberFacts: Readonly<Record<string, NumberFact>> = {
  bodyMass: { flag: 'body-mass', unit: 'kg', min: 1, max: 1_000, description: 'energy and power by mass rest on it' },
  height: { flag: 'height', unit: 'm', min: 0.3, max: 3, description: 'in metres: 1.74' },
  restingHeartRate: { flag: 'resting-heart-rate', ...heartRate, description: 'the training impulse rests on it' },
  maximumHeartRate: { flag: 'maximum-heart-rate', ...heartRate, description: 'by default from the age' },
  thresholdHeartRate: { flag: 'threshold-heart-rate', ...heartRate, description: 'what an hour can be held at' },
  functionalThresholdPower: { flag: 'ftp', ...power, description: 'functional threshold power, on a bike' },
  runningThresholdPower: { flag: 'running-threshold-power', ...power, description: 'the same in a run' },
}

const textFlags = {
  name: { type: 'string', description: 'what people call them' },
  'time-zone': {
    type: 'string',
    description: 'IANA time zone, whose days and weeks count',
    valueHint: 'Europe/Berlin',
  },
  'date-of-birth': { type: 'string', description: 'the day', valueHint: 'YYYY-MM-DD' },
  'biological-sex': { type: 'enum', options: Object.keys(enumerations.HKBiologicalSex), description: 'for energy' },
  units: {
    type: 'string',
    description: 'the unit each type is shown in, `TYPE=none` for the usual one',
    valueHint: 'TYPE=UNIT,…',
  },
} as const

const numberFlags = Object.fromEntries(
  Object.values(numberFacts).map(({ flag, unit, description }) => [
    flag,
    { type: 'string' as const, description, valueHint: unit },
  ]),
)

/** A flag for every fact of a profile that a person knows of themselves. */
export const factFlags = { ...textFlags, ...numberFlags }

/** Facts by the API's names; null takes one out. */
export type Facts = Readonly<Record<string, unknown>>
type Flags = Readonly<Record<string, unknown>>
type Reader = (text: string) => unknown

function timeZone(text: string): string {
  if (isTimeZone(text)) return text
  throw new UsageError(
    `${text} is not a time zone of the IANA database.${didYouMean(text, Intl.supportedValuesOf('timeZone'))}`,
  )
}

function dateOfBirth(text: string): string {
  if (z.iso.date().safeParse(text).success) return text
  throw new UsageError(`--date-of-birth is a day such as 1984-05-31, not ${text}`)
}

function unitOf(pair: string): readonly [type: string, unit: string | null] {
  const [name = '', unit = '', ...more] = pair.split('=')
  if (unit === '' || more.length > 0)
    throw new UsageError(`--units are pairs such as distanceWalkingRunning=mi,bodyMass=lb, not ${pair}`)
  if (findType(name)?.family === 'quantity') return [name, unit === none ? null : unit]
  const names = quantityTypes.map((type) => type.name)
  throw new UsageError(`${name} is not a type of quantities.${didYouMean(name, names)}`)
}

const readers: Readonly<Record<string, Reader>> = {
  'time-zone': timeZone,
  'date-of-birth': dateOfBirth,
  units: (text) => Object.fromEntries(text.split(',').map(unitOf)),
  ...Object.fromEntries(
    Object.values(numberFacts).map(({ flag, ...range }) => [flag, (text: string) => numberFlag(flag, text, range)]),
  ),
}

const factOf: ReadonlyMap<string, string> = new Map([
  ...Object.keys(textFlags).map((flag) => [flag, camelCase(flag)] as const),
  ...Object.entries(numberFacts).map(([fact, { flag }]) => [flag, fact] as const),
])

/** The facts that the flags say, as a merge patch; a usage error names the flag that cannot be meant. */
export const factsIn = (flags: Flags): Facts =>
  Object.fromEntries(
    [...factOf].flatMap(([flag, fact]) => {
      const text = flags[flag]
      if (typeof text !== 'string') return []
      return [[fact, text === none ? null : (readers[flag]?.(text) ?? text)] as const]
    }),
  )
