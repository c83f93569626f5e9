import type { NewQuantitySample, NewSample } from '../../health/sample.js'
import { lastPackedStart, longestPackedMs } from '../archive/quantities.js'

const hasMetadata = (sample: NewSample): boolean => {
  for (const _ in sample.metadata) return true
  return false
}

/** Whether a sample needs no row of its own. */
export const isPlain = (sample: NewSample): sample is NewQuantitySample => {
  if (sample.kind !== 'quantity' || sample.uuid !== undefined || hasMetadata(sample)) return false
  const { start, end } = sample
  const whole = Number.isInteger(start) && Number.isInteger(end) && !Object.is(start, -0)
  return whole && start >= 0 && start <= lastPackedStart && end - start <= longestPackedMs
}
