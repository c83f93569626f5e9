import type { Span } from '../clock.js'
import type { Statistics } from '../statistics.js'
import { type QuantityTypeName, quantityType } from '../type.js'

/** Statistics with the borders of a bucket in place of the times of what was counted (semantics § 9.9). */
const between = ({ start, end }: Span, { bySource, ...figures }: Statistics): Statistics => {
  const sources = Object.entries(bySource ?? {}).map(([source, own]) => [source, { ...own, start, end }] as const)
  return { ...figures, start, end, ...(bySource === undefined ? {} : { bySource: Object.fromEntries(sources) }) }
}

/** The item of a bucket in a collection. One without quantities has a count of 0 and no figures. */
export function bucketStatistics(bucket: Span, type: QuantityTypeName, found: Statistics | undefined): Statistics {
  if (found !== undefined) return between(bucket, found)
  const { start, end } = bucket
  return { type, unit: quantityType(type).unit, start, end, count: 0, sources: [] }
}
