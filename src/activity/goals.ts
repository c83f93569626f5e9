import { valueBefore } from '../health/exercise/history.js'
import type { CivilDay } from './civil-days.js'
import type { Goals, Person } from './person.js'

/** What counts for who has set nothing: kcal, minutes of moving, minutes of exercise, hours. */
export const usualGoals = { move: 400, moveTime: 30, exercise: 30, stand: 12 } as const satisfies Goals

/** The goals of a day: those set last before its end. */
export const goalsOf = (person: Person, { end }: CivilDay): Readonly<Record<keyof Goals, number>> => {
  const own = valueBefore(person.history?.goals, person.goals, end)
  return {
    move: own?.move ?? usualGoals.move,
    moveTime: own?.moveTime ?? usualGoals.moveTime,
    exercise: own?.exercise ?? usualGoals.exercise,
    stand: own?.stand ?? usualGoals.stand,
  }
}

/** Whether the person had the rings paused on a day. */
export const isPaused = ({ pausedDays = [] }: Person, { date }: CivilDay): boolean =>
  pausedDays.some(({ start, end }) => start <= date && (end === undefined || date < end))
