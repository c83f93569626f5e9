import { innerCount } from '../health/kinds/inner-count.js'
import type { Reading } from '../health/sample.js'

/** How many quantities these readings hold: a series counts each of its values, or beats, anything else is one. */
export const quantitiesIn = (readings: readonly Reading[]): number =>
  readings.reduce((sum, reading) => sum + (reading.kind === 'quantity' ? 1 : Math.max(1, innerCount(reading))), 0)
