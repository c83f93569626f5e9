import type { Device, FinishStep, LiveSample, LiveWorkout, SourceChange, ZoneChange } from '../wire.js'
import { nextClock, type RideClock } from './ride-clock.js'
import { nextReading, type Reading } from './staleness.js'

/** All that the live stream has said so far. */
export interface LiveState {
  /** Whether the server has said if there is a session. */
  readonly known: boolean
  readonly session: LiveWorkout | null
  readonly clock?: RideClock | undefined
  readonly readings: Readonly<Record<string, Reading>>
  readonly devices: Readonly<Record<string, Device>>
  /** The last change of source of each type. */
  readonly handovers: Readonly<Record<string, Handover>>
  /** The workout that ended while we watched. */
  readonly finished?: string | undefined
  /** What its finish did. */
  readonly finishSteps?: readonly FinishStep[] | undefined
}

/** A change of source and when it was told, by the page's clock. */
export interface Handover extends SourceChange {
  readonly receivedAt: number
}

/** A message of the stream and when it came, by the page's clock. */
export interface LiveMessage {
  readonly event: string
  readonly data: unknown
  readonly receivedAt: number
}

export const emptyLive: LiveState = { known: false, session: null, readings: {}, devices: {}, handovers: {} }

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null

/** The state after a message; a message of an unknown kind changes nothing. */
export const reduceLive = (state: LiveState, message: LiveMessage): LiveState => {
  const { event, data, receivedAt } = message
  if (event === 'session') return withSession(state, isObject(data) ? (data as LiveWorkout) : null, receivedAt)
  if (!isObject(data)) return state
  if (event === 'sample') return withSample(state, data as LiveSample, receivedAt)
  if (event === 'source') return withHandover(state, data as SourceChange, receivedAt)
  if (event === 'zone') return withZone(state, data as ZoneChange)
  return event === 'device' ? withDevice(state, data as Device) : state
}

const isOver = (session: LiveWorkout | null): boolean => session === null || session.state === 'ended'

const withSession = (state: LiveState, session: LiveWorkout | null, receivedAt: number): LiveState => {
  const before = state.session
  if (session === null || isOver(session))
    return {
      ...{ ...state, known: true, session: null, clock: undefined },
      finished: before?.id ?? state.finished,
      finishSteps: session?.steps ?? state.finishSteps,
    }
  const clock = nextClock(state.clock, session, receivedAt)
  return { ...state, known: true, session, clock, finished: undefined, finishSteps: undefined }
}

const withSample = (state: LiveState, sample: LiveSample, receivedAt: number): LiveState => ({
  ...state,
  readings: { ...state.readings, [sample.type]: nextReading(state.readings[sample.type], sample, receivedAt) },
})

const withHandover = (state: LiveState, change: SourceChange, receivedAt: number): LiveState => ({
  ...state,
  handovers: { ...state.handovers, [change.type]: { ...change, receivedAt } },
})

const withZone = (state: LiveState, { session: id, type, to, zones }: ZoneChange): LiveState => {
  const { session } = state
  if (session?.id !== id) return state
  const currentZones = { ...session.currentZones, [type]: to ?? undefined }
  return { ...state, session: { ...session, currentZones, zones: { ...session.zones, [type]: zones } } }
}

// With the state of its link a device is told as a whole: an error that is left out is over.
const withDevice = (state: LiveState, device: Device): LiveState => {
  const before = device.state === undefined ? state.devices[device.id] : {}
  return { ...state, devices: { ...state.devices, [device.id]: { ...before, ...device } } }
}
