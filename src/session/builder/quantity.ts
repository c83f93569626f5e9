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

// A value of a discrete series is an instant's; one of a cumulative series reaches to the next one.
const ofSeries = (sample: SeriesSample): readonly Quantity[] => {
  const { type, source, device, times, values } = sample
  const lasting = isCumulative(type)
  const location = locationOf(sample)
  return values.map((value, index) => {
    const start = times[index] ?? sample.start
    const end = lasting ? (times[index + 1] ?? Math.max(sample.end, start)) : start
    return { type, value, start, end, source, device, location }
  })
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

/** The quantities of a sample, oldest first; none for a sample of another kind. */
export const quantitiesOf = (sample: Sample): readonly Quantity[] => {
  if (sample.kind === 'quantity') return [ofQuantity(sample)]
  return sample.kind === 'series' ? ofSeries(sample) : []
}
