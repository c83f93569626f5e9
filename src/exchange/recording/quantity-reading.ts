import type { Span } from '../../health/clock.js'
import type { Reading } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'

export type QuantityReading = Extract<Reading, { kind: 'quantity' }>

/** A quantity in its canonical unit; an instant unless `start` says since when. */
export const quantityReading = (type: QuantityTypeName, value: number, { start, end }: Span): QuantityReading => ({
  kind: 'quantity',
  type,
  value,
  start,
  end,
  metadata: {},
})
