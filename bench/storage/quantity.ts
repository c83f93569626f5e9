import type { NewSample } from '../../src/health/sample.js'
import type { Nature } from './workload.js'

/** What a series of this nature measures. */
export const typeOf = (nature: Nature): 'heartRate' | 'cyclingPower' =>
  nature === 'kind' ? 'heartRate' : 'cyclingPower'

/** The people of the workload, by name. */
export const namesOf = (people: number): readonly string[] =>
  Array.from({ length: people }, (_, index) => `person-${index}`)

export const source = 'watch'
export const device = 'watch'

/** A quantity of the workload as the store takes it; `start` epoch ms. */
export const quantityOf = (nature: Nature, value: number, start: number): NewSample => ({
  kind: 'quantity',
  type: typeOf(nature),
  start,
  end: start,
  value,
  source,
  device,
  metadata: {},
})
