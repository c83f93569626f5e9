import type { NewSample } from '../../health/sample.js'
import type { Identity } from '../archive/identity.js'
import type { Stream } from '../archive/streams.js'
import type { SaveResult } from '../health-store.js'

/** The UUIDs of saved samples; a stream stands for the UUID that follows from it and its sample, until one asks. */
export type Known = string | Stream

/** A saved batch, and what is known of each of its samples. */
export interface SavedBatch {
  readonly identity: Identity
  readonly samples: readonly NewSample[]
  readonly known: readonly Known[]
}

/** The result of a save. Most who save never look at the UUIDs, and to format them costs as much as to save. */
export class Saved implements SaveResult {
  readonly stored: number
  readonly duplicates: number
  readonly #batch: SavedBatch
  #uuids: readonly string[] | undefined

  constructor(batch: SavedBatch, stored: number) {
    this.stored = stored
    this.duplicates = batch.samples.length - stored
    this.#batch = batch
  }

  get uuids(): readonly string[] {
    this.#uuids ??= this.#format()
    return this.#uuids
  }

  /** All three, for those who look at it whole. */
  toJSON(): SaveResult {
    const { uuids, stored, duplicates } = this
    return { uuids, stored, duplicates }
  }

  #format(): readonly string[] {
    const { identity, samples, known } = this.#batch
    return known.map((one, at) => (typeof one === 'string' ? one : identity.uuid(one.id, samples[at]?.start ?? 0, 0)))
  }
}
