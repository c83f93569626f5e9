import type { FitValue } from './base-types.js'

/** A value that a developer defined: by the index of the developer in the file, and the field's number there. */
export interface DeveloperValue {
  readonly developer: number
  readonly field: number
  /** As the file's `field_description` types it; its bytes when that is missing. */
  readonly value: FitValue
}

/** One message as it stands in the file: numbers of the profile, raw values, invalid ones left out. */
export interface FitMessage {
  readonly number: number
  readonly fields: ReadonlyMap<number, FitValue>
  readonly developerFields: readonly DeveloperValue[]
  /** Seconds since 1989-12-31T00:00:00Z: its field 253, or what its compressed header says. */
  readonly timestamp?: number | undefined
}

export type FitProblemCode = 'noFit' | 'truncated' | 'badChecksum' | 'undefinedMessage' | 'trailingBytes'

/** What is wrong with a file, and at which byte of the input. */
export interface FitProblem {
  readonly code: FitProblemCode
  readonly offset: number
}

/** What a decoder finds, in the order of the bytes. A chained input holds several files. */
export type FitEvent =
  | { readonly type: 'file' }
  | { readonly type: 'message'; readonly message: FitMessage }
  | { readonly type: 'problem'; readonly problem: FitProblem }

/** Epoch ms of a FIT time stamp in s. */
export const epochOfFit = (timestamp: number): number => (timestamp + 631_065_600) * 1_000
