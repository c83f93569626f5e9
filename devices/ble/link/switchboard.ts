import type { Peripheral, Radio, RadioEvent } from '../radio/radio.js'
import type { Timers } from '../radio/timers.js'
import type { Scanner } from './air/scanner.js'
import type { Way } from './sensor/steps.js'

type Listener = (event: RadioEvent) => void

/** The way to the sensors, and who waits for word of which peripheral. */
export interface Switchboard extends Way {
  /** Passes an event on to those who watch its peripheral. */
  pass(event: RadioEvent): void
  /** Watchers, for the figures. */
  size(): number
}

const peripheralOf = (event: RadioEvent): string | undefined => {
  if (event.type === 'value') return event.peripheral
  return 'peripheral' in event ? event.peripheral.id : undefined
}

export const createSwitchboard = (radio: Radio, timers: Timers, scanner: Scanner): Switchboard => {
  const watchers = new Map<string, Set<Listener>>()
  const leave = (peripheral: string, listener: Listener): void => {
    const listeners = watchers.get(peripheral)
    listeners?.delete(listener)
    if (listeners?.size === 0) watchers.delete(peripheral)
  }
  return {
    radio,
    timers,
    scanner,
    find: (peripheral): Peripheral | undefined => radio.peripherals().find(({ id }) => id === peripheral),
    watch(peripheral, listener) {
      const listeners = watchers.get(peripheral) ?? new Set()
      watchers.set(peripheral, listeners)
      listeners.add(listener)
      return () => leave(peripheral, listener)
    },
    pass(event) {
      const peripheral = peripheralOf(event)
      if (peripheral === undefined) return
      for (const listener of [...(watchers.get(peripheral) ?? [])]) listener(event)
    },
    size: () => [...watchers.values()].reduce((sum, { size }) => sum + size, 0),
  }
}
