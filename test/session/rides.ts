import { readFileSync } from 'node:fs'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import type { Recording } from '../../src/exchange/recording.js'
import type { NewSample } from '../../src/health/sample.js'
import type { SessionEventName } from '../../src/health/workout.js'

/** A ride that somebody recorded. */
export const readRide = (name: string): Promise<Recording> =>
  parseRecording(readFileSync(new URL(`../fixtures/workouts/${name}`, import.meta.url)))

interface RideEvent {
  readonly event: SessionEventName
  readonly at: number
}

/** Its pauses and lap marks, in time order. */
export const eventsOf = ({ pauses, laps }: Recording): readonly RideEvent[] =>
  [
    ...pauses.flatMap((pause): RideEvent[] => [
      { event: 'pause', at: pause.start },
      { event: 'resume', at: pause.end },
    ]),
    ...laps.slice(1).map(({ start }): RideEvent => ({ event: 'lap', at: start })),
  ].toSorted((a, b) => a.at - b.at)

/** Its readings as one watch saves them. */
export const samplesOf = ({ readings }: Recording): readonly NewSample[] =>
  readings.map((reading) => ({ ...reading, source: 'watch', device: 'watch' }))

/** The figures of a session message, or those made from the records. */
interface Declared {
  readonly sport?: string
  readonly total_timer_time: number
  readonly total_distance?: number
  readonly avg_heart_rate?: number
  readonly max_heart_rate?: number
  readonly avg_power?: number
  readonly max_power?: number
  readonly normalized_power?: number
  readonly intensity_factor?: number
  readonly training_stress_score?: number
  readonly total_calories?: number
  readonly avg_cadence?: number
  readonly max_cadence?: number
  readonly max_speed?: number
  readonly total_work?: number
  readonly total_ascent?: number
  readonly total_descent?: number
}

interface Expected {
  readonly id: string
  readonly sessions: readonly {
    readonly declared: Declared
    readonly recomputed: {
      readonly power_w?: { readonly mean: number }
      readonly power_1hz_grid?: { np_w: number }
      readonly heart_rate_bpm?: { readonly mean_time_weighted: number }
    }
    readonly agreement: Readonly<Record<string, { readonly ok: boolean }>>
  }[]
  readonly laps: readonly { readonly timer: number; readonly start: string }[]
}

const { files } = JSON.parse(readFileSync(new URL('../fixtures/workouts/expected.json', import.meta.url), 'utf8')) as {
  readonly files: readonly Expected[]
}

/** What others have found out about the sports of a file, one by one. */
export const expectedSessionsOf = (name: string): Expected['sessions'] =>
  files.find(({ id }) => id === name)?.sessions ?? []

/** What others have found out about a ride; where its own summary is wrong, what they made from its records. */
export const expectedOf = (name: string): Declared & { readonly laps: Expected['laps'] } => {
  const file = files.find(({ id }) => id === name)
  const [session] = file?.sessions ?? []
  if (!file || !session) throw new Error(`nothing is known of ${name}`)
  const { declared, recomputed, agreement } = session
  const wrong = agreement.avg_power?.ok === false
  const { power_w: power, power_1hz_grid: grid } = recomputed
  const corrected = wrong && power && grid ? { avg_power: power.mean, normalized_power: grid.np_w } : {}
  return { ...declared, ...corrected, laps: file.laps }
}
