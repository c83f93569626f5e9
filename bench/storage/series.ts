import type { QuantityTypeName } from '../../src/health/type.js'

/** How the values of a series move, in units of its last decimal. */
interface Motion {
  /** How likely a value differs from the one before it. */
  readonly moves: number
  /** By how much it moves then, at most. */
  readonly by: number
  /** How much a reading scatters around its level, at most. */
  readonly scatter: number
}

/** What is measured of each person once a second, by one of two devices. */
export interface Series {
  readonly type: QuantityTypeName
  readonly source: string
  readonly device: string
  /** Where values begin and stay near by. */
  readonly level: number
  /** Values are whole multiples of one over this. */
  readonly scale: number
  readonly smooth: Motion
  readonly jittered: Motion
}

const watch = { source: 'watch', device: 'watch-4f21' } as const
const bike = { source: 'bike-computer', device: 'edge-09c3' } as const

/** The series of every person: two devices, four types, one of which both devices measure. */
export const allSeries: readonly Series[] = [
  {
    ...watch,
    type: 'heartRate',
    level: 140,
    scale: 1,
    smooth: { moves: 0.1, by: 1, scatter: 0 },
    jittered: { moves: 0.5, by: 2, scatter: 0 },
  },
  {
    ...watch,
    type: 'cyclingSpeed',
    level: 8,
    scale: 100,
    smooth: { moves: 0.3, by: 2, scatter: 0 },
    jittered: { moves: 0.9, by: 3, scatter: 15 },
  },
  {
    ...bike,
    type: 'cyclingPower',
    level: 200,
    scale: 1,
    smooth: { moves: 0.3, by: 2, scatter: 0 },
    jittered: { moves: 0.9, by: 5, scatter: 40 },
  },
  {
    ...bike,
    type: 'cyclingCadence',
    level: 88,
    scale: 1,
    smooth: { moves: 0.1, by: 1, scatter: 0 },
    jittered: { moves: 0.5, by: 1, scatter: 2 },
  },
  {
    ...bike,
    type: 'cyclingSpeed',
    level: 8,
    scale: 100,
    smooth: { moves: 0.3, by: 2, scatter: 0 },
    jittered: { moves: 0.9, by: 3, scatter: 10 },
  },
]

/** The people of the workload, by name. */
export const namesOf = (people: number): readonly string[] =>
  Array.from({ length: people }, (_, index) => `person-${index}`)
