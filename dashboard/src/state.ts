import { batch, computed, signal } from '@preact/signals'
import type { Api } from './api.js'
import { announce } from './live/announce.js'
import { allowedCommands, type Command } from './live/commands.js'
import { emptyLive, type LiveMessage, reduceLive } from './live/live-state.js'
import { createRideLines } from './live/ride-lines.js'
import { Problem, problemText } from './problem.js'
import type { Route } from './route.js'
import { followStream, type Stream, type StreamParts, type StreamState } from './stream.js'
import type { Device, LiveSample, StartChoice, User } from './wire.js'

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

export type Dialog = 'none' | 'end' | 'help'

const firstUser = 'me'

const pickUser = (users: readonly User[], remembered: string | null): string | undefined =>
  [remembered, firstUser].find((id) => users.some((user) => user.id === id)) ?? users[0]?.id

const readChoice = (memory: Memory): StartChoice => {
  const [activityType, location] = memory.read('vitald.start')?.split(' ') ?? []
  return { activityType: activityType || 'cycling', location: location === 'outdoor' ? 'outdoor' : 'indoor' }
}

/** Everything the page shows, as signals, and what can be done about it. */
export const createState = ({ api, stream: streamParts, memory }: StateParts) => {
  const access = signal<'unknown' | 'granted' | 'denied'>('unknown')
  const users = signal<readonly User[]>([])
  const user = signal<string | undefined>(undefined)
  const connection = signal<StreamState>('connecting')
  const live = signal(emptyLive)
  const now = signal(streamParts.now())
  const route = signal<Route>({ view: 'live' })
  const problem = signal<string | undefined>(undefined)
  const announcement = signal('')
  const dialog = signal<Dialog>('none')
  const busy = signal(false)
  const choice = signal(readChoice(memory))
  const ride = createRideLines(api)
  const session = computed(() => live.value.session)
  let stream: Stream | undefined

  const fail = (cause: unknown): void => {
    if (cause instanceof Problem && cause.status === 401) signOut()
    else problem.value = problemText(cause)
  }
  const signOut = (): void => {
    stream?.close()
    access.value = 'denied'
  }

  const loadRide = (): void => {
    const { value: person } = user
    if (person !== undefined && session.value) ride.load(person, session.value).catch(fail)
  }
  const receive = (message: LiveMessage): void => {
    const before = session.value
    live.value = reduceLive(live.value, message)
    announcement.value = announce(before, session.value) ?? announcement.value
    if (ride.follow(session.value)) loadRide()
    if (message.event === 'sample' && session.value) ride.add(message.data as LiveSample, session.value)
  }
  const receiveAll = (messages: readonly LiveMessage[]): void =>
    batch(() => {
      now.value = streamParts.now()
      for (const message of messages) receive(message)
    })

  // An event source does not tell why it failed, so a plain request finds out whether we are still signed in.
  const checkAccess = async (): Promise<void> => {
    const answer = await api.users().catch((cause: unknown) => cause)
    if (answer instanceof Problem && answer.status === 401) signOut()
  }
  const connectionChanged = (next: StreamState): void => {
    const before = connection.value
    connection.value = next
    if (next === 'interrupted') void checkAccess()
    if (before !== 'interrupted' || next !== 'open') return
    announcement.value = 'Connected again'
    problem.value = undefined
    loadRide()
  }
  const loadDevices = async (): Promise<void> => {
    const { items } = await api.devices()
    const devices = Object.fromEntries(items.map((device): [string, Device] => [device.id, device]))
    live.value = { ...live.value, devices: { ...devices, ...live.value.devices } }
  }

  const watch = (id: string): void => {
    stream?.close()
    batch(() => {
      user.value = id
      live.value = { ...emptyLive, devices: live.value.devices }
      problem.value = undefined
    })
    memory.write('vitald.user', id)
    stream = followStream(api.liveUrl(id), streamParts, { onMessages: receiveAll, onState: connectionChanged })
  }
  const open = async (): Promise<void> => {
    try {
      users.value = (await api.users()).items
      access.value = 'granted'
      const id = pickUser(users.value, memory.read('vitald.user'))
      if (id !== undefined) watch(id)
      await loadDevices()
    } catch (cause) {
      fail(cause)
      if (cause instanceof Problem && cause.status === 0) streamParts.after(3000, open)
    }
  }

  const ask = async (person: string, command: Command) => {
    const { value: current } = session
    if (current) return api.sendEvent(person, current.id, command)
    return api.startSession(person, choice.value)
  }
  const send = async (command: Command): Promise<void> => {
    const { value: person } = user
    if (person === undefined || busy.value || !allowedCommands(session.value?.state).includes(command)) return
    busy.value = true
    try {
      const data = await ask(person, command)
      problem.value = undefined
      receiveAll([{ event: 'session', data, receivedAt: streamParts.now() }])
    } catch (cause) {
      fail(cause)
    } finally {
      busy.value = false
    }
  }
  /** Does what a button or key asks for; ending asks first. */
  const request = (command: Command): void => {
    if (command === 'end') dialog.value = 'end'
    else void send(command)
  }
  const choose = (next: StartChoice): void => {
    choice.value = next
    memory.write('vitald.start', `${next.activityType} ${next.location}`)
  }

  return {
    ...{ access, users, user, connection, live, now, route, problem, announcement, dialog, busy, choice },
    ...{ api, ride, session },
    ...{ open, watch, send, request, choose, fail },
    retry: (): void => stream?.retry(),
    interrupt: (): void => stream?.interrupt(),
    tick: (): void => {
      now.value = streamParts.now()
    },
  }
}

export type State = ReturnType<typeof createState>
