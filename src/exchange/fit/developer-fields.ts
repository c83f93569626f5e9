import type { ActivityRecord } from '../recording/recorded-activity.js'
import type { FitMessage } from './message.js'
import { messageNumbers, numberIn } from './profile.js'

type Field = Extract<keyof ActivityRecord, 'heartRate' | 'power' | 'cadence' | 'speed' | 'distance'>

/** The native fields that a developer's may stand for, by number, as far as its unit cannot be another one. */
const nativeFields: Readonly<Record<number, Field>> = {
  3: 'heartRate',
  4: 'cadence',
  5: 'distance',
  6: 'speed',
  7: 'power',
  73: 'speed',
}

interface Override {
  readonly field: Field
  readonly scale: number
  readonly offset: number
}

const keyOf = (developer: unknown, field: unknown): string => `${developer} ${field}`

/**
 * The developer fields of a file that stand for native fields of its records, by developer and number: two devices may use
 * the same number or name.
 *
 * @see FIT protocol, `field_description`: `native_mesg_num`, `native_field_num`.
 */
export class DeveloperFields {
  readonly #overrides = new Map<string, Override>()

  /** Takes a `field_description`. */
  describe(message: FitMessage): void {
    const native = numberIn(message, { number: 15 })
    const field = native === undefined ? undefined : nativeFields[native]
    if (field === undefined || numberIn(message, { number: 14 }) !== messageNumbers.record) return
    // A scale of 0 would be none.
    const scale = numberIn(message, { number: 6 }) || 1
    const offset = numberIn(message, { number: 7 }) ?? 0
    const key = keyOf(message.fields.get(0), message.fields.get(1))
    this.#overrides.set(key, { field, scale, offset })
  }

  /** What a record's developer fields say of native ones. */
  valuesIn({ developerFields }: FitMessage): Partial<ActivityRecord> {
    const found: { [Name in Field]?: number } = {}
    for (const { developer, field, value } of developerFields) {
      const override = this.#overrides.get(keyOf(developer, field))
      if (override === undefined || typeof value !== 'number' || !(value >= 0)) continue
      found[override.field] ??= value / override.scale - override.offset
    }
    return found
  }
}
