import type { enumerations } from '../data/enumerations.js'

/** The ear that was tested (HKAudiogramSensitivityTestSide). */
export type TestSide = keyof (typeof enumerations)['HKAudiogramSensitivityTestSide']
/** How the tone reached it (HKAudiogramConductionType). */
export type ConductionType = keyof (typeof enumerations)['HKAudiogramConductionType']

/** The range that a sensitivity is cut to, dBHL; a missing border is open. */
export interface ClampingRange {
  readonly lowerBound?: number | undefined
  readonly upperBound?: number | undefined
}

/** One test of one ear at a frequency. */
export interface SensitivityTest {
  readonly side: TestSide
  readonly type: ConductionType
  readonly masked: boolean
  /** dBHL */
  readonly sensitivity: number
  readonly clampingRange?: ClampingRange | undefined
}

/** What the ears hear at a frequency. */
export interface SensitivityPoint {
  /** Hz */
  readonly frequency: number
  /** dBHL */
  readonly leftEarSensitivity?: number | undefined
  /** dBHL */
  readonly rightEarSensitivity?: number | undefined
  readonly tests: readonly SensitivityTest[]
}

/** HealthKit's bound. */
export const sensitivityPointsMax = 30
/** As many tests as there are at a frequency. */
export const testsMax = 20
