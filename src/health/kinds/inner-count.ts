import type { Reading, Sample } from '../sample.js'
import type { Electrocardiogram } from './electrocardiogram.js'

/** How many voltages an electrocardiogram has on all its leads together. */
export const voltageCount = ({ leads }: Electrocardiogram): number =>
  leads.reduce((count, { voltages }) => count + voltages.length, 0)

/** How many quantities, beats, locations or voltages a sample holds besides itself. */
export function innerCount(sample: Sample | Reading): number {
  switch (sample.kind) {
    case 'series':
      return sample.times.length
    case 'heartbeatSeries':
      return sample.beats.length
    case 'workoutRoute':
      return sample.locations.length
    case 'electrocardiogram':
      return voltageCount(sample.electrocardiogram)
    default:
      return 0
  }
}
