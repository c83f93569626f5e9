import type { DeletedSample, Metadata, Sample } from '../../health/sample.js'
import { decodeBlock, encodeBlock } from '../codec/block-codec.js'
import type { TombstoneRow } from '../sqlite/tombstone-table.js'
import { uuidBytes, uuidText } from './identity.js'
import { filterRows, type Quantities } from './quantities.js'
import type { StreamKey } from './streams.js'

const syncMetadata = ({ syncIdentifier, syncVersion }: Metadata): Metadata =>
  syncIdentifier === undefined || syncVersion === undefined ? {} : { syncIdentifier, syncVersion }

const workoutTraces = (sample: Sample): Pick<DeletedSample, 'workout'> => {
  if (sample.kind !== 'workout') return {}
  const { activityType, events } = sample.workout
  return { workout: { activityType, events } }
}

/** What remains of a sample. */
export function deletedSample(user: string, sample: Sample): DeletedSample {
  const { uuid, type, kind, start, end, source, device } = sample
  return {
    user,
    uuid,
    type,
    kind,
    start,
    end,
    source,
    ...(device === undefined ? {} : { device }),
    metadata: syncMetadata(sample.metadata),
    ...(sample.kind === 'series' ? { times: sample.times } : {}),
    ...workoutTraces(sample),
  }
}

/** Where a tombstone stands in the feed, the stream it concerns, and when the deletion was. */
export type TombstonePlace = Pick<TombstoneRow, 'id' | 'stream' | 'at'>

/** The row of a deleted sample. */
export function tombstoneRow(place: TombstonePlace, deleted: DeletedSample): TombstoneRow {
  const { uuid, start, kind, end, metadata, times, workout } = deleted
  return {
    ...place,
    uuid: uuidBytes(uuid),
    first_start: start,
    last_start: start,
    body: JSON.stringify({ kind, end, metadata, times, workout }),
    quantities: null,
  }
}

/** The row of packed quantities of one stream that were deleted together. */
export function packedTombstoneRow(place: TombstonePlace, quantities: Quantities): TombstoneRow {
  const none = quantities.starts.map(() => 0)
  const bytes = encodeBlock({ ...quantities, values: none, seqs: none })
  const first = quantities.starts[0] ?? 0
  const last = quantities.starts[quantities.starts.length - 1] ?? first
  return { ...place, uuid: null, first_start: first, last_start: last, body: null, quantities: bytes }
}

/** The sample that a row with a body tells of. */
export const deletedOf = (row: TombstoneRow, { user, type, source, device }: StreamKey): DeletedSample => ({
  user,
  uuid: row.uuid === null ? '' : uuidText(row.uuid),
  type,
  start: row.first_start,
  source,
  ...(device === undefined ? {} : { device }),
  // Written by `tombstoneRow` alone.
  ...(JSON.parse(row.body ?? '{}') as Pick<DeletedSample, 'kind' | 'end' | 'metadata' | 'times' | 'workout'>),
})

/** The quantities of a row of packed ones, those that start after `start`. */
export function deletedQuantities(row: TombstoneRow, start: number): Quantities | undefined {
  if (row.quantities === null) return undefined
  const quantities = decodeBlock(row.quantities)
  return filterRows(quantities, (at) => (quantities.starts[at] as number) > start)
}
