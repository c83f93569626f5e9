import type { Peripheral } from '../../radio/radio.js'
import type { KnownSensor } from '../../sensor-settings.js'
import { adapterOf, createHearings } from '../air/hearings.js'
import { eagerAttempts, limits } from '../limits.js'
import type { LinkParts } from './link-parts.js'
import { connect } from './steps.js'

// What was heard longer ago is no evidence that it can be reached, ms.
const fresh = 30_000
// Not heard for so long, it was away, ms.
const away = 10_000

/** How a sensor can be reached through the air. */
export interface Reach {
  /** Takes note of an advertisement; tells whether it is reason to end a wait that began at `since`. */
  heard(peripheral: Peripheral, at: number, wait: { since: number; attempts: number }): boolean
  /** Somebody else has linked it: that link will do. */
  adopt(peripheral: string): void
  gone(peripheral: string): void
  failed(): void
  succeeded(): void
  /** Whether the adapter of the last attempt can be used. */
  isUsable(): boolean
  candidate(): string | undefined
  /** Whether it was heard since, and still is near to an adapter that can be used. */
  isHeardSince(since: number): boolean
  isNear(): boolean
  rssi(): number | undefined
  /** ms until both adapters had their say. */
  choice(): number
  turn(target: string, granted: () => void): () => void
  connect(target: string, scanThrough: boolean, signal: AbortSignal): Promise<void>
}

export const createReach = (parts: LinkParts, sensor: KnownSensor): Reach => {
  const { way, turns, clock } = parts
  const terms = parts.terms(sensor.adapter)
  const hearings = createHearings()
  let adopted: string | undefined
  let target: string | undefined

  const isHeard = (): boolean => (hearings.last() ?? Number.NEGATIVE_INFINITY) >= clock() - fresh
  const linkedElsewhere = (): string | undefined =>
    adopted !== undefined && way.find(adopted)?.connected === true ? adopted : undefined
  const known = (): string | undefined =>
    target !== undefined && terms.isUsable(adapterOf(target)) && way.find(target) !== undefined ? target : undefined
  const giveBack = (adapter: string, leave: () => void): void => {
    leave()
    if (!turns.isTaken(adapter)) way.scanner.unhush(adapter)
  }
  return {
    heard(peripheral, at, { since, attempts }) {
      const before = hearings.last()
      hearings.heard(peripheral, at)
      const returned = before === undefined || at - before > away
      return at - since >= limits.breath && (returned || attempts < eagerAttempts)
    },
    adopt(peripheral) {
      adopted = peripheral
    },
    gone(peripheral) {
      hearings.gone(peripheral)
      if (adopted === peripheral) adopted = undefined
    },
    failed() {
      if (target !== undefined) hearings.failed(target)
    },
    succeeded() {
      if (target !== undefined) hearings.succeeded(target)
    },
    isUsable: () => target !== undefined && terms.isUsable(adapterOf(target)),
    candidate: () => linkedElsewhere() ?? hearings.best(terms, clock() - fresh) ?? known(),
    isHeardSince: (since) => isHeard() && hearings.best(terms, since) !== undefined,
    isNear: () => isHeard() || linkedElsewhere() !== undefined,
    rssi: () => hearings.rssi(),
    choice: () =>
      way.radio.adapters().filter(({ address }) => terms.isUsable(address)).length > 1 ? limits.choice : 0,
    turn(peripheral, granted) {
      const adapter = adapterOf(peripheral)
      const leave = turns.take(adapter, granted)
      return () => giveBack(adapter, leave)
    },
    connect(peripheral, scanThrough, signal) {
      target = peripheral
      return connect(way, { target: peripheral, scanThrough, signal })
    },
  }
}
