import type { Device } from '../wire.js'
import type { SensorState } from './sensor-wire.js'
import { sentence } from './words.js'

/** How a device is: `good` delivers, `busy` is on its way, `away` mends itself, `bad` waits for a person. */
export interface StateWords {
  readonly tone: 'good' | 'busy' | 'away' | 'bad'
  readonly text: string
  /** What went wrong, and what to do about it; a part in backticks is to be typed. */
  readonly cause?: string | undefined
  readonly mend?: string | undefined
}

const stateWords: Readonly<Record<SensorState, StateWords>> = {
  waitingForAdapter: { tone: 'away', text: 'Waiting for Bluetooth' },
  searching: { tone: 'away', text: 'Not near, or asleep' },
  connecting: { tone: 'busy', text: 'Connecting' },
  resolving: { tone: 'busy', text: 'Asking what it can do' },
  subscribing: { tone: 'busy', text: 'Nearly there' },
  streaming: { tone: 'good', text: 'Live' },
  stale: { tone: 'away', text: 'Connected, but silent' },
  disconnecting: { tone: 'busy', text: 'Letting go' },
  waiting: { tone: 'away', text: 'Lost, trying again' },
  listening: { tone: 'good', text: 'Listening to its broadcast' },
  failed: { tone: 'bad', text: 'Needs you' },
}

const statusWords: Readonly<Record<Device['status'], StateWords>> = {
  online: { tone: 'good', text: 'Online' },
  offline: { tone: 'away', text: 'Offline' },
  unknown: { tone: 'away', text: 'Not heard yet' },
}

const inTrouble: readonly (SensorState | undefined)[] = ['waitingForAdapter', 'waiting', 'failed']

const dueText = ({ state, nextAttempt }: Device, now: number): string => {
  const ms = state === 'waiting' && nextAttempt !== undefined ? Date.parse(nextAttempt) - now : 0
  return ms >= 1_000 ? ` in ${Math.round(ms / 1000)} s` : ''
}

/** The state of a device of ours at `now` (epoch ms), in words. */
export const wordsOf = (device: Device, now: number): StateWords => {
  const { status, state, advice, lastError } = device
  if (state === undefined) return statusWords[status]
  // A daemon may be newer than a page that was left open.
  const words: StateWords = stateWords[state] ?? { tone: 'busy', text: state }
  const trouble = inTrouble.includes(state) ? lastError : undefined
  if (words.tone === 'good') return words
  const mend = advice ?? trouble?.remedy
  return {
    ...words,
    text: words.text + dueText(device, now),
    cause: trouble && sentence(trouble.detail),
    mend: mend && sentence(mend),
  }
}
