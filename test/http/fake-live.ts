import type { LiveValue, LiveValues } from '../../src/session/live-values.js'

/** Live values that a test says. */
export interface FakeLive extends LiveValues {
  say(value: LiveValue): void
}

export const createFakeLive = (): FakeLive => {
  const present = new Map<string, LiveValue>()
  const listeners = new Set<(value: LiveValue) => void>()
  return {
    of: (user) => [...present.values()].filter((value) => value.user === user),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    say: (value) => {
      present.set(`${value.user} ${value.type}`, value)
      for (const listener of listeners) listener(value)
    },
  }
}
