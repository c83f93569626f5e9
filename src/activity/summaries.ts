import type { Span } from '../health/clock.js'
import type { CivilDay } from './civil-days.js'
import { exerciseMinutes } from './exercise.js'
import { goalsOf, isPaused } from './goals.js'
import { marksIn, type Scope, sumsOf } from './material.js'
import { standHours } from './stand.js'

/** What the move ring counts (HKActivityMoveMode): active energy in kcal, or minutes of moving. */
export type MoveMode = 'activeEnergy' | 'appleMoveTime'

/** HKActivitySummary: what a person did on a day and wanted to. It is computed from the store and never saved. */
export interface ActivitySummary extends Span {
  /** `2026-11-22`. */
  readonly date: string
  readonly timeZone: string
  readonly moveMode: MoveMode
  /** kcal, or minutes in move-time mode. */
  readonly move: number
  readonly moveGoal: number
  /** Minutes. */
  readonly exercise: number
  readonly exerciseGoal: number
  /** Clock hours. */
  readonly stand: number
  readonly standGoal: number
  /** Whether the person had the rings paused: the day counts for no streak. */
  readonly paused: boolean
}

const moveModeOf = ({ person }: Scope): MoveMode =>
  person.activityMoveMode === 'appleMoveTime' ? 'appleMoveTime' : 'activeEnergy'

const wholeOf = (days: readonly CivilDay[]): Span => ({
  start: Math.min(...days.map(({ start }) => start)),
  end: Math.max(...days.map(({ end }) => end)),
})

/** The summaries of these days, in their order; a day without samples has zeros. */
export async function activitySummaries(scope: Scope, days: readonly CivilDay[]): Promise<readonly ActivitySummary[]> {
  if (days.length === 0) return []
  const { person } = scope
  const moveMode = moveModeOf(scope)
  const marks = await marksIn(scope, wholeOf(days))
  const spans = days.map(({ start, end }) => ({ start, end }))
  const move = await sumsOf(scope, moveMode === 'activeEnergy' ? 'activeEnergyBurned' : 'appleMoveTime', spans)
  const exercise = await exerciseMinutes(scope, days, marks)
  const stand = await standHours(scope, days, marks)
  return days.map((day, at) => {
    const goals = goalsOf(person, day)
    return {
      ...{ date: day.date, timeZone: day.zone.name, start: day.start, end: day.end, moveMode },
      ...{ move: move[at] ?? 0, moveGoal: moveMode === 'activeEnergy' ? goals.move : goals.moveTime },
      ...{ exercise: exercise[at] ?? 0, exerciseGoal: goals.exercise },
      ...{ stand: stand[at] ?? 0, standGoal: goals.stand },
      paused: isPaused(person, day),
    }
  })
}
