import type { Clock } from '../../../../src/health/clock.js'
import { limits } from '../limits.js'

/** When what last came from a sensor, epoch ms. */
export interface Vitals {
  /** A link was made. */
  opened(): void
  /** Its first value may take so long, ms. */
  expect(firstData: number): void
  packet(at: number): void
  value(at: number): void
  lastValue(): number | undefined
  /** ms until its values are stale; 0 or less when they are. */
  silence(): number
  /** ms until its link counts as dead; 0 or less when it does. */
  patience(): number
  /** Whether this link has given values for long. */
  wasGood(): boolean
}

export const createVitals = (clock: Clock): Vitals => {
  let openedAt = 0
  let firstData: number = limits.firstData
  let firstValue: number | undefined
  let lastValue: number | undefined
  let lastPacket: number | undefined
  const since = (at: number, limit: number): number => at + limit - clock()
  return {
    opened() {
      openedAt = clock()
      firstValue = undefined
      lastPacket = undefined
    },
    expect(ms) {
      firstData = ms
    },
    packet(at) {
      lastPacket = at
    },
    value(at) {
      firstValue ??= at
      lastValue = at
    },
    lastValue: () => lastValue,
    silence: () => since(lastValue ?? openedAt, limits.stale),
    patience: () =>
      lastPacket === undefined ? since(openedAt, firstData + limits.muteFromStart) : since(lastPacket, limits.mute),
    wasGood: () => firstValue !== undefined && clock() - firstValue >= limits.goodLink,
  }
}
