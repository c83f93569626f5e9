import type { QuantitySample, Sample, SeriesSample } from '../../health/sample.js'
import { type QuantityTypeName, quantityType } from '../../health/type.js'

/** One quantity of a sample, as the fold sees it. Epoch ms; `value` in the type's canonical unit. */
export interface Quantity {
  readonly type: QuantityTypeName
  readonly value: number
  readonly start: number
  readonly end: number
  readonly source: string
  readonly device?: string | undefined
  /** Where the heart-rate sensor is worn, by HKHeartRateSensorLocation's raw value. */
  readonly location?: number | undefined
}

export const isCumulative = (type: QuantityTypeName): boolean => quantityType(type).aggregation === 'cumulative'

const locationOf = ({ metadata }: Sample): number | undefined => {
  const location = metadata.heartRateSensorLocation
  return typeof location === 'number' ? location : undefined
}

// Where a series does not say how long its values are of, one of a discrete type is of an instant, and one of a
// cumulative type reaches to the next one.
const ofSeries = (sample: SeriesSample): ((value: number, index: number) => Quantity) => {
  const { type, source, device, times, ends } = sample
  const lasting = isCumulative(type)
  const location = locationOf(sample)
  return (value, index) => {
    const start = times[index] ?? sample.start
    const reach = lasting ? (times[index + 1] ?? Math.max(sample.end, start)) : start
    return { type, value, start, end: ends?.[index] ?? reach, source, device, location }
  }
}

const ofQuantity = (sample: QuantitySample): Quantity => ({
  type: sample.type,
  value: sample.value,
  start: sample.start,
  end: sample.end,
  source: sample.source,
  device: sample.device,
  location: locationOf(sample),
})

/** Whether a sample is of quantities. */
export const isMeasured = ({ kind }: Sample): boolean => kind === 'quantity' || kind === 'series'

/** The quantities of a sample, oldest first; none for a sample of another kind. */
export const quantitiesOf = (sample: Sample): readonly Quantity[] => {
  if (sample.kind === 'quantity') return [ofQuantity(sample)]
  return sample.kind === 'series' ? sample.values.map(ofSeries(sample)) : []
}

/** The last of a sample's quantities, at the cost of one. */
export const newestQuantityOf = (sample: Sample): Quantity | undefined => {
  if (sample.kind === 'quantity') return ofQuantity(sample)
  if (sample.kind !== 'series') return undefined
  const value = sample.values.at(-1)
  return value === undefined ? undefined : ofSeries(sample)(value, sample.values.length - 1)
}
