import { signal } from '@preact/signals'
import type { Api } from '../api.js'
import { emptyPoints, type GrowingPoints, insertPoint } from '../points.js'
import type { LiveSample, LiveWorkout } from '../wire.js'
import { loadHistory } from './history.js'
import { powerTypeFor, powerTypes } from './quantities.js'

/** The two lines of a chart. */
export interface Lines {
  readonly heartRate: GrowingPoints
  readonly power: GrowingPoints
}

type LineName = keyof Lines

const noLines = (): Lines => ({ heartRate: emptyPoints(), power: emptyPoints() })

const lineFor = (type: string): LineName | undefined => {
  if (type === 'heartRate') return 'heartRate'
  return powerTypes.includes(type) ? 'power' : undefined
}

/** The heart-rate and power lines of the running ride: what was ridden already is read, the rest follows live. */
export const createRideLines = (api: Api) => {
  let session: string | undefined
  let lines = noLines()
  /** Up to where each line has been read, ISO 8601. */
  let readUntil: Partial<Record<LineName, string>> = {}
  /** Counts up whenever the lines change, since they grow in place. */
  const version = signal(0)

  const follow = (next: LiveWorkout | null): boolean => {
    if (next === null || next.id === session) return false
    session = next.id
    lines = noLines()
    readUntil = {}
    version.value += 1
    return true
  }
  const add = (sample: LiveSample, ride: LiveWorkout): void => {
    const line = lineFor(sample.type)
    const at = Date.parse(sample.at)
    if (line === undefined || sample.value === null || at < Date.parse(ride.start)) return
    insertPoint(lines[line], at, sample.value)
    version.value += 1
  }
  const loadLine = async (user: string, ride: LiveWorkout, name: LineName): Promise<void> => {
    const type = name === 'heartRate' ? name : powerTypeFor(ride.activityType)
    const line = lines[name]
    const { times, values } = await loadHistory(api, user, { type, start: readUntil[name] ?? ride.start })
    const last = times.at(-1)
    if (line !== lines[name] || last === undefined) return
    readUntil = { ...readUntil, [name]: new Date(last).toISOString() }
    for (const [index, time] of times.entries()) insertPoint(line, time, values[index] ?? 0)
    version.value += 1
  }
  /** Reads what has been ridden since the last time. Live messages tell the newest value only; the store has them all. */
  const load = async (user: string, ride: LiveWorkout): Promise<void> => {
    await Promise.all([loadLine(user, ride, 'heartRate'), loadLine(user, ride, 'power')])
  }

  return { version, lines: () => lines, follow, add, load }
}
