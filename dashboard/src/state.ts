import type { Api } from './api.js'
import { createLiveFollower } from './live/live-follower.js'
import { createSessionControl } from './live/session-control.js'
import { Problem, problemText } from './problem.js'
import { createSensors } from './sensors/sensors-state.js'
import { createSignals } from './signals.js'
import type { StreamParts } from './stream.js'
import { createTrainerControl } from './trainer/trainer-control.js'
import type { Device, StartChoice, User } from './wire.js'

/** What remembers a choice between two visits. */
export interface Memory {
  read(key: string): string | null
  write(key: string, value: string): void
}

export interface StateParts {
  readonly api: Api
  readonly stream: StreamParts
  readonly memory: Memory
}

const firstUser = 'me'
const userKey = 'vitald.user'
const choiceKey = 'vitald.start'
const retryMs = 3000

const pickUser = (users: readonly User[], remembered: string | null): string | undefined =>
  [remembered, firstUser].find((id) => users.some((user) => user.id === id)) ?? users[0]?.id

const readChoice = (memory: Memory): StartChoice => {
  const [activityType, location] = memory.read(choiceKey)?.split(' ') ?? []
  return { activityType: activityType || 'cycling', location: location === 'outdoor' ? 'outdoor' : 'indoor' }
}

/** What the page shows, and what can be done about it. */
export const createState = ({ api, stream, memory }: StateParts) => {
  const signals = createSignals(stream.now(), readChoice(memory))
  const { access, users, live, now, problem, choice } = signals

  const fail = (cause: unknown): void => {
    if (!(cause instanceof Problem && cause.status === 401)) {
      problem.value = problemText(cause)
      return
    }
    follower.close()
    access.value = 'denied'
  }
  const follower = createLiveFollower({ api, stream, signals, fail })
  const control = createSessionControl({
    ...{ api, signals, fail },
    settle: (data) => follower.receive([{ event: 'session', data, receivedAt: stream.now() }]),
  })

  const sensors = createSensors({ api, stream, signals, fail })
  const trainer = createTrainerControl({ api, stream, fail })

  const watch = (person: string): void => {
    // A plan is one of its person's.
    if (person !== signals.user.value) choice.value = { ...choice.value, plan: undefined }
    memory.write(userKey, person)
    follower.watch(person)
  }
  const loadDevices = async (): Promise<void> => {
    const { items } = await api.devices()
    const known = Object.fromEntries(items.map((device): [string, Device] => [device.id, device]))
    live.value = { ...live.value, devices: { ...known, ...live.value.devices } }
  }
  const loadUsers = async (): Promise<void> => {
    users.value = (await api.users()).items
    access.value = 'granted'
    const person = pickUser(users.value, memory.read(userKey))
    if (person !== undefined) watch(person)
  }
  /** Signs on and follows the person who was watched last; a server that is not up yet is waited for. */
  const open = async (): Promise<void> => {
    try {
      await loadUsers()
      problem.value = undefined
      await loadDevices()
    } catch (cause) {
      fail(cause)
      if (access.value === 'unknown') stream.after(retryMs, () => void open())
    }
  }

  return {
    ...signals,
    ...control,
    ...{ api, open, watch, fail, sensors, trainer },
    ...{ ride: follower.ride, retry: follower.retry, interrupt: follower.interrupt },
    choose: (next: StartChoice): void => {
      choice.value = next
      memory.write(choiceKey, `${next.activityType} ${next.location}`)
    },
    /** Stops showing a workout that ended before our eyes. */
    forgetFinished: (workout: string): void => {
      if (live.value.finished === workout) live.value = { ...live.value, finished: undefined, finishSteps: undefined }
    },
    tick: (): void => {
      now.value = stream.now()
    },
  }
}

export type State = ReturnType<typeof createState>
