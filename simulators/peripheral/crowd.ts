import { createBroadcastingStrap } from './broadcasting-strap.js'
import type { Strap } from './strap.js'

/** One strap of many, and where it is. */
export interface CrowdMember {
  readonly strap: Strap
  /** Static random, upper case with colons. */
  readonly address: string
  /** dBm. */
  readonly rssi: number
  readonly addressType: 'random'
  /** Twice a second. */
  readonly advertisingMs: number
}

/** A room full of straps that broadcast the heart rates of riders of their own, each at a distance of its own. */
export const createCrowd = (count: number, seed: number): readonly CrowdMember[] =>
  Array.from({ length: count }, (_, index) => ({
    strap: createBroadcastingStrap({ seed: seed + index, name: `Simulated strap ${index + 1}` }),
    address: `C0:FF:EE:01:${hex(index >> 8)}:${hex(index)}`,
    addressType: 'random',
    rssi: -50 - (index % 40),
    advertisingMs: 500,
  }))

const hex = (octet: number): string => (octet & 0xff).toString(16).toUpperCase().padStart(2, '0')
