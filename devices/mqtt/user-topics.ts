import { statisticsJson } from '../../src/health/json/workout-json.js'
import { isoTime } from '../../src/health/time.js'
import type { QuantityTypeName } from '../../src/health/type.js'
import type { LiveWorkout } from '../../src/health/workout.js'
import { discovery, discoveryTopic } from './home-assistant.js'
import type { MqttLink } from './mqtt-link.js'
import { createThrottle, type Timer } from './throttle.js'
import { createTopics } from './topics.js'

/** The newest value of a type; null once it is stale. `at` is epoch ms. */
export interface LiveTopicValue {
  readonly user: string
  readonly type: QuantityTypeName
  readonly value: number | null
  readonly unit: string
  readonly at: number
  readonly device?: string | undefined
}

interface Told<Value> {
  subscribe(listener: (value: Value) => void): () => void
}

/** Why a session is told of: `failure` when something is about to end it. */
interface ToldSession {
  readonly failure?: string | undefined
}

export interface UserTopicsParts {
  readonly link: Pick<MqttLink, 'publish'>
  readonly live: Told<LiveTopicValue>
  readonly sessions: { subscribe(listener: (workout: LiveWorkout, news: ToldSession) => void): () => void }
  /** Whose sessions are told to which devices. */
  readonly devices: { all(): readonly { readonly id: string; readonly user?: string | undefined }[] }
  readonly base: string
  /** Whether Home Assistant is told of the topics. */
  readonly homeAssistant: boolean
  /** `setTimeout` when left out. */
  readonly timer?: Timer | undefined
}

export interface UserTopics {
  /** Says something else to a device: what its wearer asked for on the page. */
  command(device: string, command: object): void
  close(): void
}

// Faster than a person reads, and a fleet's worth of topics still passes.
const intervalMs = 1_000

const realTimer: Timer = (task, delayMs) => {
  const timeout = setTimeout(task, delayMs)
  return () => clearTimeout(timeout)
}

const liveJson = ({ value, unit, at, device }: LiveTopicValue): object => ({ value, unit, at: isoTime(at), device })

/** State, activity, times, lap and zone of a session, and its totals so far. */
const sessionJson = (workout: LiveWorkout): object => ({
  id: workout.id,
  state: workout.state,
  pausedBy: workout.pausedBy,
  activityType: workout.activityType,
  location: workout.location,
  start: isoTime(workout.start),
  at: isoTime(workout.at),
  end: workout.end === undefined ? undefined : isoTime(workout.end),
  elapsed: workout.elapsed,
  total: workout.total,
  lap: workout.lap,
  zone: workout.zone,
  statistics: Object.fromEntries(
    Object.entries(workout.statistics).map(([type, statistics]) => [type, statisticsJson(statistics)]),
  ),
})

const sessionCommand = ({ state, pausedBy, elapsed }: LiveWorkout): object => ({
  event: 'sessionState',
  state,
  // A device knows what it asked for itself.
  ...(pausedBy === 'motion' && { pausedBy }),
  elapsed,
})

/** Publishes what people's sensors and sessions say, each topic at most once a second with its newest state. */
export function openUserTopics(parts: UserTopicsParts): UserTopics {
  const { link, live, sessions, devices, homeAssistant } = parts
  const topics = createTopics(parts.base)
  const throttle = createThrottle(intervalMs, parts.timer ?? realTimer)
  const typesOf = new Map<string, Set<QuantityTypeName>>()

  const command = (device: string, payload: object): void => link.publish(topics.device(device, 'command'), payload)
  const discover = (user: string, type?: QuantityTypeName): void => {
    const types = typesOf.get(user) ?? new Set()
    if (!homeAssistant || (type === undefined ? typesOf.has(user) : types.has(type))) return
    typesOf.set(user, type === undefined ? types : types.add(type))
    const topic = discoveryTopic(user)
    throttle.offer(topic, () => link.publish(topic, discovery(topics, user, types), { retain: true }))
  }
  const tellValue = (value: LiveTopicValue): void => {
    discover(value.user, value.type)
    const topic = topics.live(value.user, value.type)
    throttle.offer(topic, () => link.publish(topic, liveJson(value), { retain: true }))
  }
  const tellSession = (workout: LiveWorkout): void => {
    discover(workout.user)
    const topic = topics.session(workout.user)
    throttle.offer(topic, () => {
      link.publish(topic, sessionJson(workout), { retain: true })
      for (const { id, user } of devices.all()) {
        if (user === workout.user) command(id, sessionCommand(workout))
      }
    })
  }
  // As HealthKit does it: who records hears why before it hears of the end.
  const tellFailure = ({ id, user, recorder }: LiveWorkout, code: string): void => {
    const device = devices.all().find((one) => one.id === recorder && one.user === user)
    if (device) command(device.id, { event: 'sessionFailure', id, code })
  }
  const ends = [
    live.subscribe(tellValue),
    sessions.subscribe((workout, { failure }) => {
      if (failure !== undefined) tellFailure(workout, failure)
      tellSession(workout)
    }),
  ]
  return {
    command,
    close: () => {
      for (const end of ends) end()
      throttle.close()
    },
  }
}
