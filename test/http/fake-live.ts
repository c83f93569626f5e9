import type { LiveValue, SourceChange } from '../../src/session/live-value.js'
import type { LiveValues } from '../../src/session/live-values.js'

/** Live values that a test says. */
export interface FakeLive extends LiveValues {
  say(value: LiveValue): void
  change(change: SourceChange): void
}

export const createFakeLive = (): FakeLive => {
  const present = new Map<string, LiveValue>()
  const listeners = new Set<(value: LiveValue) => void>()
  const sourceListeners = new Set<(change: SourceChange) => void>()
  return {
    of: (user) => [...present.values()].filter((value) => value.user === user),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribeSources: (listener) => {
      sourceListeners.add(listener)
      return () => sourceListeners.delete(listener)
    },
    change: (change) => {
      for (const listener of sourceListeners) listener(change)
    },
    say: (value) => {
      present.set(`${value.user} ${value.type}`, value)
      for (const listener of listeners) listener(value)
    },
  }
}
