import type { CorrelationTypeName } from '../type.js'

const bloodPressure = ['bloodPressureSystolic', 'bloodPressureDiastolic']

/** What a correlation is made of: which types it takes, and those it needs exactly once (semantics § 4.6). */
interface Composition {
  readonly takes: (type: string) => boolean
  readonly needs: readonly string[]
}

const compositions: Readonly<Record<CorrelationTypeName, Composition>> = {
  bloodPressure: { takes: (type) => bloodPressure.includes(type), needs: bloodPressure },
  food: { takes: (type) => type.startsWith('dietary'), needs: [] },
}

/** As many objects as a correlation can have. */
export const objectsMax = 200

/** Whether samples of `type` may be objects of the correlation. */
export const isPartOf = (correlation: CorrelationTypeName, type: string): boolean =>
  compositions[correlation].takes(type)

/** The types that the correlation has to have exactly once and has not. */
export const lackedBy = (correlation: CorrelationTypeName, types: readonly string[]): readonly string[] =>
  compositions[correlation].needs.filter((needed) => types.filter((type) => type === needed).length !== 1)
