import type { NewSample, Sample } from '../../health/sample.js'
import { decodeBody, encodeBody } from '../codec/sample-body.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import { uuidBytes, uuidText } from './identity.js'
import type { Stream } from './streams.js'

type NewMember = Extract<NewSample, { kind: 'correlation' }>['objects'][number]

/** The members of a correlation that is about to be saved; [] for any other sample. */
export const membersOf = (sample: NewSample): readonly NewMember[] =>
  sample.kind === 'correlation' ? sample.objects : []

/** Where a row belongs that is about to be written. */
export interface RowPlace {
  readonly id: number
  readonly uuid: string
  readonly stream: number
  readonly correlation?: Uint8Array | undefined
}

/** The row of a sample that is no packed quantity. */
export function sampleRow(sample: NewSample, place: RowPlace): SampleRow {
  const { syncIdentifier, syncVersion } = sample.metadata
  return {
    id: place.id,
    uuid: uuidBytes(place.uuid),
    stream: place.stream,
    kind: sample.kind,
    start: sample.start,
    end: sample.end,
    correlation: place.correlation ?? null,
    sync_identifier: typeof syncIdentifier === 'string' ? syncIdentifier : null,
    sync_version: typeof syncVersion === 'number' ? syncVersion : null,
    ...encodeBody(sample),
  }
}

/** The sample of a row. `objects` are those of a correlation. */
export function sampleOf(row: SampleRow, stream: Stream, objects: readonly Sample[] = []): Sample {
  const kind = row.kind as Sample['kind']
  return {
    uuid: uuidText(row.uuid),
    kind,
    type: stream.type,
    start: row.start,
    end: row.end,
    source: stream.source,
    ...(stream.device === undefined ? {} : { device: stream.device }),
    ...(stream.provenance.timeZone === undefined ? {} : { timeZone: stream.provenance.timeZone }),
    ...decodeBody(kind, row),
    ...(kind === 'correlation' ? { objects } : {}),
  } as Sample
}
