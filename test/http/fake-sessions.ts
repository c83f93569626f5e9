import { HealthError } from '../../src/health/error.js'
import type { FinishStep, LiveWorkout } from '../../src/health/workout.js'
import type { SessionEvent, SessionListener, SessionNews, Sessions, StartWorkout } from '../../src/session/sessions.js'
import type { ZoneChange } from '../../src/session/telling/zone-watch.js'

/** Sessions that keep a state and no figures. */
export interface FakeSessions extends Sessions {
  /** The events that were sent. */
  readonly sent: readonly SessionEvent[]
  /** The starts that were asked for. */
  readonly started: readonly StartWorkout[]
  /** What a finish answers. */
  finishes: readonly FinishStep[]
  /** Tells of another zone. */
  cross(change: ZoneChange): void
}

const stateAfter: Readonly<Partial<Record<SessionEvent['event'], LiveWorkout['state']>>> = {
  start: 'running',
  pause: 'paused',
  resume: 'running',
  stop: 'stopped',
  end: 'ended',
  finish: 'ended',
  discard: 'ended',
}

const begin = (user: string, start: StartWorkout, at: number): LiveWorkout => ({
  id: '0193aaaa-0000-7000-8000-000000000001',
  user,
  state: start.prepare ? 'prepared' : 'running',
  activityType: start.activityType,
  location: start.location,
  start: start.at ?? at,
  at: start.at ?? at,
  elapsed: 0,
  total: 0,
  lap: 1,
  events: [],
  laps: [],
  activities: [],
  statistics: {},
  zones: {},
  metrics: {},
  unavailable: {},
  sources: [],
})

export const createFakeSessions = (clock: () => number): FakeSessions => {
  const byUser = new Map<string, LiveWorkout>()
  const listeners = new Set<SessionListener>()
  const plans = new Map<string, string>()
  const zoneListeners = new Set<(change: ZoneChange) => void>()
  const sent: SessionEvent[] = []
  const started: StartWorkout[] = []
  const tell = (workout: LiveWorkout, news: SessionNews): LiveWorkout => {
    if (workout.state === 'ended') byUser.delete(workout.user)
    else byUser.set(workout.user, workout)
    for (const listener of listeners) listener(workout, news)
    return workout
  }
  const fake: FakeSessions = {
    sent,
    started,
    finishes: [],
    start: async (user, start) => {
      started.push(start)
      if (byUser.has(user) && start.onConflict !== 'replace')
        throw new HealthError('anotherWorkoutSessionStarted', 'a workout is going on')
      const begun = begin(user, start, clock())
      if (start.plan) plans.set(begun.id, start.plan.name)
      return tell(begun, { event: start.prepare ? 'prepare' : 'start' })
    },
    send: async (user, event) => {
      const workout = byUser.get(user)
      if (workout === undefined) throw new HealthError('notFound', 'there is no session')
      if (event.event === workout.state.replace(/d$/, ''))
        throw new HealthError('invalidTransition', `${workout.state} allows something else`)
      sent.push(event)
      const steps = event.event === 'finish' ? { steps: fake.finishes } : {}
      return tell({ ...workout, ...steps, state: stateAfter[event.event] ?? workout.state }, { event: event.event })
    },
    answered: async () => undefined,
    active: (user) => byUser.get(user),
    find: (id) => [...byUser.values()].find((workout) => workout.id === id),
    outlineOf: (id) => {
      const name = plans.get(id)
      return name === undefined ? undefined : { name, steps: [] }
    },
    all: () => [...byUser.values()],
    covering: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribeZones: (listener) => {
      zoneListeners.add(listener)
      return () => zoneListeners.delete(listener)
    },
    cross: (change) => {
      for (const listener of zoneListeners) listener(change)
    },
    close: async () => {},
  }
  return fake
}
