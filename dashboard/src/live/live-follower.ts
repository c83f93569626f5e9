import { batch } from '@preact/signals'
import type { Api } from '../api.js'
import { Problem } from '../problem.js'
import type { Signals } from '../signals.js'
import { followStream, type Stream, type StreamParts, type StreamState } from '../stream.js'
import type { LiveSample, SourceChange } from '../wire.js'
import { announce } from './announce.js'
import { emptyLive, type LiveMessage, reduceLive } from './live-state.js'
import { createRideLines } from './ride-lines.js'
import { announceHandover } from './source-names.js'

export interface FollowerParts {
  readonly api: Api
  readonly stream: StreamParts
  readonly signals: Signals
  /** Told of every refusal. */
  readonly fail: (cause: unknown) => void
}

const refreshMs = 10_000

/** Keeps the signals in step with a person's live stream. */
export const createLiveFollower = ({ api, stream: streamParts, signals, fail }: FollowerParts) => {
  const { live, session, user, connection, announcement, problem, now } = signals
  const ride = createRideLines(api)
  let stream: Stream | undefined
  let cancelRefresh: (() => void) | undefined

  const loadRide = (): void => {
    cancelRefresh?.()
    cancelRefresh = undefined
    if (user.value === undefined || session.value === null) return
    cancelRefresh = streamParts.after(refreshMs, () => {
      if (connection.value === 'open') loadRide()
    })
    ride.load(user.value, session.value).catch(fail)
  }
  const receiveOne = (message: LiveMessage): void => {
    const before = session.value
    live.value = reduceLive(live.value, message)
    announcement.value = announce(before, session.value) ?? announcement.value
    if (message.event === 'source')
      announcement.value = announceHandover(message.data as SourceChange, live.value.devices)
    if (ride.follow(session.value)) loadRide()
    if (message.event === 'sample' && session.value) ride.add(message.data as LiveSample, session.value)
  }
  const receive = (messages: readonly LiveMessage[]): void =>
    batch(() => {
      now.value = streamParts.now()
      for (const message of messages) receiveOne(message)
    })
  // An event source does not tell why it failed; a plain request finds out whether we are still signed in.
  const checkAccess = async (): Promise<void> => {
    const answer = await api.users().catch((cause: unknown) => cause)
    if (answer instanceof Problem && answer.status === 401) fail(answer)
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
  const close = (): void => {
    stream?.close()
    cancelRefresh?.()
  }
  const watch = (person: string): void => {
    close()
    batch(() => {
      user.value = person
      live.value = { ...emptyLive, devices: live.value.devices }
      problem.value = undefined
    })
    stream = followStream(api.liveUrl(person), streamParts, { onMessages: receive, onState: connectionChanged })
  }

  return {
    ride,
    receive,
    watch,
    /** Tries again at once. */
    retry: (): void => stream?.retry(),
    /** For when the browser knows that the network is gone. */
    interrupt: (): void => stream?.interrupt(),
    close,
  }
}
