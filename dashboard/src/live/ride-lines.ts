import { signal } from '@preact/signals'
import type { Api } from '../api.js'
import { emptyPoints, type GrowingPoints, insertPoint, mergePoints } from '../points.js'
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
  /** Counts up whenever the lines change, since they grow in place. */
  const version = signal(0)

  const follow = (next: LiveWorkout | null): boolean => {
    if (next === null || next.id === session) return false
    session = next.id
    lines = noLines()
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
  const loadLine = async (user: string, ride: LiveWorkout, line: LineName): Promise<void> => {
    const type = line === 'heartRate' ? line : powerTypeFor(ride.activityType)
    const history = await loadHistory(api, user, { type, start: ride.start })
    if (session !== ride.id) return
    lines = { ...lines, [line]: mergePoints(history, lines[line]) }
    version.value += 1
  }
  /** Reads what has been ridden so far. */
  const load = async (user: string, ride: LiveWorkout): Promise<void> => {
    await Promise.all([loadLine(user, ride, 'heartRate'), loadLine(user, ride, 'power')])
  }

  return { version, lines: () => lines, follow, add, load }
}
