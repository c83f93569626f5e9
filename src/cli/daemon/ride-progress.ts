import { clockTime, kilometres } from '../text/output.js'
import { distanceOf, rates } from '../text/quantities.js'
import { type LiveFields, liveFields } from '../text/workout-fields.js'
import { stateText } from '../text/workout-text.js'
import type { Client } from './client.js'

/** What the API says of the running workout of a person; undefined when there is none. */
export const activeSession = (client: Pick<Client, 'get'>, user: string): Promise<unknown> =>
  client.get(`/v1/users/${encodeURIComponent(user)}/sessions/active`).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'notFound') return undefined
    throw error
  })

/** The running workout of a person as the terminal shows it; undefined when there is none. */
export async function runningWorkout(client: Pick<Client, 'get'>, user: string): Promise<LiveFields | undefined> {
  const answer = await activeSession(client, user)
  return answer === undefined ? undefined : liveFields.parse(answer)
}

/** The part of a running workout that one line shows. */
export type LiveLineFields = Pick<LiveFields, 'state' | 'pausedBy' | 'elapsed' | 'lap' | 'statistics'>

/** One line that says how a running workout goes; `present` is what is measured now, in the type's own unit. */
export function liveLine(
  { elapsed, lap, statistics, ...session }: LiveLineFields,
  present: (type: string) => number | undefined = (type) => statistics[type]?.mostRecent?.value,
): string {
  const distance = distanceOf(statistics)
  const now = ({ types, text }: (typeof rates)[keyof typeof rates]): string =>
    text(types.map((type) => present(type)).find((value) => value !== undefined))
  return [
    stateText(session).padEnd(8),
    clockTime(elapsed).padStart(7),
    `lap ${lap}`,
    now(rates.heartRate).padStart(7),
    now(rates.power).padStart(6),
    now(rates.cadence).padStart(7),
    ...(distance === undefined ? [] : [kilometres(distance)]),
  ].join('  ')
}
