import { createCaller, type Fetch, jsonBody } from './call.js'
import type { PlanEntry, PlanOutline } from './plan/plan-wire.js'
import type { PersonalRecord, TrainingDay } from './progress/progress-wire.js'
import { createSensorApi } from './sensors/sensor-api.js'
import type { Device, LiveWorkout, Page, SeriesQuantity, StartChoice, StoredSample, User, Workout } from './wire.js'

/** Which samples to page through; `start` and `end` are ISO 8601. */
export interface SampleSpan {
  readonly type: string
  readonly start: string
  readonly end?: string | undefined
}

const pageLimit = 10_000
const workoutsLimit = 20
/** As many as a person may keep. */
const plansLimit = 500

const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)]))).toString()
}

/** The HTTP API. Every call throws a `Problem` when it is refused. `now` is the page's clock, epoch ms. */
export const createApi = (fetch: Fetch, now: () => number = () => 0) => {
  const caller = createCaller(fetch, now)
  const { call, tell, clockAhead } = caller
  const of = (user: string, path: string): string => `/users/${encodeURIComponent(user)}${path}`

  return {
    ...createSensorApi(caller),
    clockAhead,
    users: () => call<Page<User>>('/users'),
    devices: () => call<Page<Device>>('/devices'),
    startSession: (user: string, choice: StartChoice) =>
      call<LiveWorkout>(of(user, '/sessions'), jsonBody('POST', choice)),
    sendEvent: (user: string, session: string, event: string) =>
      call<LiveWorkout>(of(user, `/sessions/${session}/events`), jsonBody('POST', { event })),
    plans: (user: string) => call<Page<PlanEntry>>(of(user, `/plans?${query({ limit: plansLimit })}`)),
    outline: (user: string, session: string) => call<PlanOutline>(of(user, `/sessions/${session}/plan`)),
    workouts: (user: string, cursor?: string) =>
      call<Page<Workout>>(of(user, `/workouts?${query({ limit: workoutsLimit, cursor })}`)),
    workout: (user: string, id: string) => call<Workout>(of(user, `/workouts/${encodeURIComponent(id)}`)),
    deleteWorkout: (user: string, id: string) =>
      tell(of(user, `/workouts/${encodeURIComponent(id)}`), { method: 'DELETE' }),
    /** Where a workout is as a file. */
    fileUrl: (user: string, id: string, format: string) =>
      `/v1${of(user, `/workouts/${encodeURIComponent(id)}.${format}`)}`,
    hasRoute: async (user: string, id: string) => {
      const path = `/workouts/${encodeURIComponent(id)}/samples?${query({ type: 'workoutRoute', limit: 1 })}`
      return (await call<Page<unknown>>(of(user, path))).items.length > 0
    },
    records: (user: string) => call<Page<PersonalRecord>>(of(user, '/records')),
    /** The load of each day since one, `start` being a date. */
    trainingLoad: (user: string, start: string) =>
      call<Page<TrainingDay>>(of(user, `/training-load?${query({ start })}`)),
    samples: (user: string, span: SampleSpan, cursor?: string) =>
      call<Page<StoredSample>>(of(user, `/samples?${query({ ...span, limit: pageLimit, cursor })}`)),
    series: (user: string, uuid: string, cursor?: string) =>
      call<Page<SeriesQuantity>>(of(user, `/samples/${uuid}/series?${query({ cursor })}`)),
    /** Where the live stream of a person is. */
    liveUrl: (user: string) => `/v1${of(user, '/live')}`,
  }
}

export type Api = ReturnType<typeof createApi>
