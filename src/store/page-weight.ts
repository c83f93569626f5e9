import { innerCount } from '../health/kinds/inner-count.js'
import type { DeletedSample, Sample } from '../health/sample.js'

/**
 * How much the samples on one page may hold together; past that it ends early. A page of long series would
 * otherwise be a hundred times as large as one of plain samples, and whoever takes it over busy for seconds.
 */
export const heaviestPage = 50_000

/** How many quantities, beats, locations or voltages a sample holds besides itself. */
export const weightOf = (sample: Sample): number => innerCount(sample)

export const weightOfDeleted = ({ times }: DeletedSample): number => times?.length ?? 0

/** The first of these samples, as many as make a page: at least one. */
export const withinWeight = (samples: readonly Sample[]): readonly Sample[] => {
  let weight = 0
  const index = samples.findIndex((sample) => {
    const isFull = weight >= heaviestPage
    weight += weightOf(sample)
    return isFull
  })
  return index < 0 ? samples : samples.slice(0, index)
}
