import type { Fields, FieldValue } from '../../profiles/layout/field-value.js'

/** What a machine says at one time, from one notification or several. `at` is the arrival of the last, epoch ms. */
export interface DataRecord {
  readonly fields: Fields
  readonly at: number
}

/** After so long an unfinished record is as complete as it gets: some machines always say that more follows. */
export const unfinishedMs = 2_000

// Every notification of a record has them.
const common: ReadonlySet<string> = new Set(['moreData', 'movementDirection'])

/** Puts records of a fitness machine together (gatt-profiles § 8.1): all notifications up to one without more data. */
export class RecordAssembly {
  #fields: Record<string, FieldValue> | undefined
  #since = 0
  #at = 0

  /** The records that are finished by these fields; one before them is when it was too old, or they begin another. */
  take(fields: Fields, at: number): readonly DataRecord[] {
    const before = this.#isOver(at) || this.#repeats(fields) ? this.drop() : undefined
    if (this.#fields === undefined) this.#since = at
    this.#fields = { ...this.#fields, ...fields }
    this.#at = at
    const record = fields.moreData === true ? undefined : this.drop()
    return [before, record].filter((each) => each !== undefined)
  }

  /** The unfinished record, when nothing more can be waited for. */
  lapse(at: number): DataRecord | undefined {
    return this.#isOver(at) ? this.drop() : undefined
  }

  /** The unfinished record, which is then forgotten. */
  drop(): DataRecord | undefined {
    const fields = this.#fields
    this.#fields = undefined
    return fields && { fields, at: this.#at }
  }

  #isOver(at: number): boolean {
    return this.#fields !== undefined && at - this.#since >= unfinishedMs
  }

  #repeats(fields: Fields): boolean {
    const held = this.#fields
    return held !== undefined && Object.keys(fields).some((name) => Object.hasOwn(held, name) && !common.has(name))
  }
}
