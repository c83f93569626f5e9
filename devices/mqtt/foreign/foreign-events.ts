import type { WorkoutCommand } from '../payloads.js'
import { compileConditions } from './condition.js'
import type { EventSettings } from './mapping-schema.js'
import { readInstant } from './payload/payload-value.js'
import { parseSelector, type Scope } from './payload/selector.js'

/** What a message asks of its wearer's session. */
export type Events = (scope: Scope, device: string, at: number) => readonly WorkoutCommand[]

const staleMs = 60_000
const devicesMax = 10_000

/** What each device's last message said of each event. */
type Said = ReadonlyMap<string, boolean>

interface EventReader {
  readonly settings: EventSettings
  readonly isSaid: (scope: Scope) => boolean
  readonly timeOf: (scope: Scope) => unknown
}

function readerOf(settings: EventSettings): EventReader {
  const time = settings.time === undefined ? undefined : parseSelector(settings.time)
  return { settings, isSaid: compileConditions(settings.when), timeOf: (scope) => time?.first(scope) }
}

const commandOf = ({ event, activityType, location }: EventSettings, at: number | undefined): WorkoutCommand => ({
  event,
  at,
  activityType,
  location,
})

/**
 * Compiles events. Such programs say the same again and again, also when they connect: an event is one when it was not
 * said by the message before it and is of the last minute, and the first message that is heard can only start.
 */
export function compileEvents(settings: readonly EventSettings[] = []): Events {
  const readers = settings.map(readerOf)
  const said = new Map<string, Said>()

  const remember = (device: string, now: Said): void => {
    said.delete(device)
    said.set(device, now)
    const [oldest] = said.size > devicesMax ? said.keys() : []
    if (oldest !== undefined) said.delete(oldest)
  }
  return (scope, device, at) => {
    const before = said.get(device)
    const now = new Map(readers.map(({ settings: { event }, isSaid }) => [event as string, isSaid(scope)]))
    if (readers.length > 0) remember(device, now)
    return readers.flatMap(({ settings: each, timeOf }) => {
      const isNew = before === undefined ? each.event === 'start' : before.get(each.event) !== true
      const time = readInstant(timeOf(scope))
      const isStale = time !== undefined && Math.abs(at - time) > staleMs
      return now.get(each.event) === true && isNew && !isStale ? [commandOf(each, time)] : []
    })
  }
}
