import type { StatisticsByType } from '../../health/workout.js'

/** Figures by name: a number in its unit, or in words why there is none. */
export type Figures = Readonly<Record<string, number | string>>

/** What figures are made of besides the meters: seconds without pauses, and the statistics. */
export interface FigureInputs {
  readonly elapsed: number
  readonly statistics: StatisticsByType
  /** Whether it is of several sports: what is gone in all of them is no way of one. */
  readonly areSports?: boolean | undefined
}

/** Why there is no pace of several sports together. */
export const eachItsOwn = 'several sports, of which each has its own'

/** The same reason for all of these figures. */
export const noneOf = (names: readonly string[], reason: string): Figures =>
  Object.fromEntries(names.map((name) => [name, reason]))
