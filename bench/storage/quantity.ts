import type { NewQuantitySample } from '../../src/health/sample.js'
import { allSeries, type Series } from './series.js'
import type { Workload } from './workload.js'

// A message of a device says what its readings say, and most have no metadata.
const noMetadata = {}

/** A row of the workload as the store takes it. */
export function quantityOf({ series, starts, values }: Workload, row: number): NewQuantitySample {
  const { type, source, device } = allSeries[series[row] as number] as Series
  const start = starts[row] as number
  return {
    kind: 'quantity',
    type,
    start,
    end: start,
    value: values[row] as number,
    source,
    device,
    metadata: noMetadata,
  }
}
