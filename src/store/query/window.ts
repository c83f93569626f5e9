import type { Metadata, MetadataValue, Sample } from '../../health/sample.js'
import { findType } from '../../health/type.js'
import type { StreamKey } from '../archive/streams.js'
import type { SampleQuery } from '../health-store.js'

/** Start and end of a sample, epoch ms. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** Whether a sample lies in the query's half-open window, by its options. A point at the start is in, at the end out. */
export function isInWindow({ start, end }: Extent, query: SampleQuery): boolean {
  const from = query.start ?? Number.NEGATIVE_INFINITY
  const to = query.end ?? Number.POSITIVE_INFINITY
  const isWithin = (at: number): boolean => at >= from && at < to
  const strict = query.strict ?? []
  // An empty window has nothing, not even what reaches over it.
  if (from >= to) return false
  if (strict.length === 0) return start === end ? isWithin(start) : start < to && end > from
  const startFits = !strict.includes('strictStartDate') || isWithin(start)
  return startFits && (!strict.includes('strictEndDate') || isWithin(end))
}

/** Whether a stream's samples may match. */
export function wantsStream(query: SampleQuery): (stream: StreamKey) => boolean {
  const types = query.types && new Set<string>(query.types.map((type) => findType(type)?.name ?? type))
  return ({ type, source, device }) =>
    (types?.has(type) ?? true) &&
    (query.sources?.includes(source) ?? true) &&
    (query.devices === undefined || (device !== undefined && query.devices.includes(device)))
}

const isSame = (a: MetadataValue | undefined, b: MetadataValue): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a.value === b.value && a.unit === b.unit : a === b

/** Whether metadata has all the wanted values. */
export function hasMetadata(metadata: Metadata, wanted: Metadata | undefined): boolean {
  return Object.entries(wanted ?? {}).every(([key, value]) => isSame(metadata[key], value))
}

/** Whether a sample matches everything the query asks for. */
export function matches(sample: Sample, query: SampleQuery): boolean {
  return (
    wantsStream(query)({ user: '', device: undefined, ...sample }) &&
    (query.uuids?.includes(sample.uuid) ?? true) &&
    isInWindow(sample, query) &&
    hasMetadata(sample.metadata, query.metadata)
  )
}
