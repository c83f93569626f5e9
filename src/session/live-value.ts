import type { QuantityTypeName } from '../health/type.js'

/** The newest value of a type, of the source that is chosen for it. `value` is null once it is stale; `at` epoch ms. */
export interface LiveValue {
  readonly user: string
  readonly type: QuantityTypeName
  readonly value: number | null
  readonly unit: string
  readonly at: number
  readonly source: string
  readonly device?: string | undefined
  readonly stale: boolean
}

/** What a value came from. */
export interface LiveSource {
  readonly source: string
  readonly device?: string | undefined
}

/** `stale`: the one before fell silent; `returned`: a better one is steady again; `preferred`: a better one is there. */
export type SourceChangeReason = 'stale' | 'returned' | 'preferred'

/** Another source gives the live value of a type from now on. `at` is epoch ms of the person's present. */
export interface SourceChange {
  readonly user: string
  readonly type: QuantityTypeName
  readonly from: LiveSource
  readonly to: LiveSource
  readonly at: number
  readonly reason: SourceChangeReason
}
