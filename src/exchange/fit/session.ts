import type { DeclaredStatistics } from '../../health/workout.js'
import type { ActivityPart, DeclaredPart } from '../recording/recorded-activity.js'
import { epochOfFit, type FitMessage } from './message.js'
import { sportOf, subSportOf } from './names/sports.js'
import { type FitField, firstOf, numberIn } from './profile.js'

/** What was done, by the words of the profile. */
export interface Sport {
  readonly sport: string
  readonly subSport: string | undefined
}

/** A session of a file: epoch ms, s, m, kcal. */
export interface Session extends ActivityPart, DeclaredPart {
  readonly distance: number | undefined
  readonly energy: number | undefined
}

/** What a message says of the sport in the fields of these numbers. */
export const sportIn = (message: FitMessage, sport: number, subSport: number): Sport => ({
  sport: sportOf(numberIn(message, { number: sport })),
  subSport: subSportOf(numberIn(message, { number: subSport })),
})

type Fields = readonly FitField[]

// The first that is there wins: the enhanced field has the wider range.
const measuredFields = {
  heartRate: { average: [{ number: 16 }], min: [{ number: 64 }], max: [{ number: 17 }] },
  power: { average: [{ number: 20 }], max: [{ number: 21 }] },
  cadence: { average: [{ number: 18 }], max: [{ number: 19 }] },
  speed: {
    max: [
      { number: 125, scale: 1_000 },
      { number: 15, scale: 1_000 },
    ],
  },
  strideLength: { average: [{ number: 134, scale: 10_000 }] },
  verticalOscillation: { average: [{ number: 89, scale: 100 }] },
  groundContactTime: { average: [{ number: 91, scale: 10 }] },
} as const satisfies Partial<Record<keyof DeclaredPart['measured'], Partial<Record<keyof DeclaredStatistics, Fields>>>>

const metricFields: Readonly<Record<string, Fields>> = {
  averageSpeed: [
    { number: 124, scale: 1_000 },
    { number: 14, scale: 1_000 },
  ],
  normalizedPower: [{ number: 34 }],
  intensityFactor: [{ number: 36, scale: 1_000 }],
  trainingStressScore: [{ number: 35, scale: 10 }],
  work: [{ number: 48, scale: 1_000 }],
  ascent: [{ number: 22 }],
  descent: [{ number: 23 }],
}

/** What the message says in the fields, by their names; what it leaves out is left out. */
const saidIn = (message: FitMessage, fields: Readonly<Record<string, Fields>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, numbers]) => {
      const value = firstOf(message, numbers)
      return value === undefined ? [] : [[name, value]]
    }),
  )

const declaredIn = (message: FitMessage): Pick<DeclaredPart, 'measured' | 'metrics'> => ({
  measured: Object.fromEntries(Object.entries(measuredFields).map(([name, fields]) => [name, saidIn(message, fields)])),
  metrics: saidIn(message, metricFields),
})

/** A session message. One that does not say when it began did so with the first record, at `first`. */
export function sessionIn(message: FitMessage, first: number): Session {
  const start = numberIn(message, { number: 2 })
  const timer = numberIn(message, { number: 8, scale: 1_000 })
  const length = numberIn(message, { number: 7, scale: 1_000 }) ?? timer ?? 0
  const from = start === undefined ? first : epochOfFit(start)
  const distance = numberIn(message, { number: 9, scale: 100 })
  const energy = numberIn(message, { number: 11 })
  const { measured, metrics } = declaredIn(message)
  return {
    ...sportIn(message, 5, 6),
    ...{ start: from, end: from + Math.round(length * 1_000) },
    ...{ timer, distance, energy, metrics },
    measured: { ...measured, distance: { sum: distance }, energy: { sum: energy } },
  }
}
