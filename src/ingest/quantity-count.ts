import type { Reading } from '../health/sample.js'

/** How many quantities these readings hold: a series counts each of its values, anything else is one. */
export const quantitiesIn = (readings: readonly Reading[]): number =>
  readings.reduce((sum, reading) => sum + (reading.kind === 'series' ? reading.values.length : 1), 0)
