import { originMs } from '../exchange/fit/made-file.js'
import { clockAt, memoryStore } from '../session/begin.js'
import { importsInto, report } from './open.js'

/** Every second from one to another, both included. */
export const seconds = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** What an import says of a file: each workout as its activity, span and laps in seconds, and the codes of its problems. */
export async function told(bytes: Uint8Array): Promise<readonly string[]> {
  const store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
  const { workouts, problems } = await report(importsInto(store), bytes)
  const found = await Promise.all(workouts.map((id) => store.find('me', id)))
  const records = found.flatMap((sample) => {
    if (sample?.kind !== 'workout') return []
    const { activityType, start, end, laps, statistics } = sample.workout
    const rate = statistics.heartRate?.average
    const span = [start, end].map((at) => (at - originMs) / 1_000).join('-')
    return [
      `${activityType} ${span} laps ${laps.map(({ elapsed }) => elapsed)}${rate === undefined ? '' : ` at ${rate}`}`,
    ]
  })
  return [...records, ...problems.map(({ code }) => code)]
}
