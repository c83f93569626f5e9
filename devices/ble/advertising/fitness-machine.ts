import type { Advertisement } from '../radio/radio.js'

const fitnessMachineService = '1826'
const kinds = ['treadmill', 'crossTrainer', 'stepClimber', 'stairClimber', 'rower', 'indoorBike'] as const

export type FitnessMachineKind = (typeof kinds)[number]

/** What a fitness machine advertises of itself. */
export interface AdvertisedMachine {
  /** Whether it can be used now. */
  readonly isAvailable: boolean
  readonly kinds: readonly FitnessMachineKind[]
}

const available = 0x01
const length = 3

/**
 * The Service Data of a fitness machine: flags, bit 0 available, and two octets of kinds (FTMS 1.0 § 3.1). Some bikes leave
 * it out or name a wrong kind, so it may be shown and never decides what is read.
 */
export function advertisedMachine({ serviceData }: Pick<Advertisement, 'serviceData'>): AdvertisedMachine | undefined {
  const data = serviceData.get(fitnessMachineService)
  if (data === undefined || data.length < length) return undefined
  const [flags = 0, low = 0, high = 0] = data
  const word = low | (high << 8)
  return { isAvailable: (flags & available) !== 0, kinds: kinds.filter((_, bit) => (word >> bit) & 1) }
}
