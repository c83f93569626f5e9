import type { Peripheral } from '../../radio/radio.js'
import type { Timers } from '../../radio/timers.js'
import { type Outcome, within } from '../bus/deadline.js'
import type { Air } from './air.js'

type Test = (peripheral: Peripheral | undefined) => boolean

/** Those who wait for a peripheral to become something. */
export class PeripheralWatch {
  readonly #air: Air
  readonly #timers: Timers
  readonly #waiting = new Set<{ readonly id: string; readonly see: (peripheral: Peripheral | undefined) => void }>()

  constructor(air: Air, timers: Timers) {
    this.#air = air
    this.#timers = timers
  }

  /** To be called after each change of a peripheral. */
  changed(id: string): void {
    for (const { see } of [...this.#waiting].filter((each) => each.id === id)) see(this.#air.peripheral(id))
  }

  /** Calls `see` with the peripheral at each change; returns the function that ends it. */
  follow(id: string, see: (peripheral: Peripheral | undefined) => void): () => void {
    const waiting = { id, see }
    this.#waiting.add(waiting)
    return () => this.#waiting.delete(waiting)
  }

  /** Resolves once it is so, or after the limit: then whatever was asked for has to do without. */
  async settled(id: string, test: Test, limitMs: number): Promise<void> {
    if (test(this.#air.peripheral(id))) return
    const begin = ({ settle }: Outcome<void>): (() => void) =>
      this.follow(id, (peripheral) => {
        if (test(peripheral)) settle()
      })
    await within<void>(this.#timers, { what: 'change', limitMs }, begin).catch(() => {})
  }
}
