/** Listeners to one characteristic's values. */
export interface Notifier {
  readonly subscribe: (listener: (value: Uint8Array) => void) => () => void
  notify(value: Uint8Array): void
  readonly isHeard: () => boolean
}

export const createNotifier = (): Notifier => {
  const listeners = new Set<(value: Uint8Array) => void>()
  return {
    subscribe(listener) {
      const own = (value: Uint8Array): void => listener(value)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    notify(value) {
      for (const listener of listeners) listener(value)
    },
    isHeard: () => listeners.size > 0,
  }
}
