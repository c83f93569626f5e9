import { audiogramSample, heartbeatSeriesSample, stateOfMindSample } from '../../health/kinds/new-samples.js'
import { isPartOf } from '../../health/rules/composition.js'
import type { NewSample, Reading } from '../../health/sample.js'
import { categorySample, correlationSample, quantitySample, type SampleFacts } from '../../health/sample-rules.js'
import { hasUndeterminedDuration } from '../../health/time.js'
import type { ExportOrigin } from './apple-origin.js'
import { identifying, identityUuid } from './identity.js'

/** Whose sample it is to be, and where it comes from. */
export interface Belonging {
  readonly user: string
  readonly origin: ExportOrigin
  /** What it is known by; left out, what identifies it. */
  readonly uuid?: string | undefined
}

/** What identifies a reading of an export in the whole store. */
const readingUuid = (reading: Reading, { user, origin }: Belonging): string =>
  identityUuid([user, origin.source, origin.device, ...identifying(reading)])

const hasMetadata = ({ metadata }: Reading): boolean => {
  for (const _ in metadata) return true
  return false
}

const mayBeMember = ({ type }: Reading): boolean => isPartOf('bloodPressure', type) || isPartOf('food', type)

/**
 * Whether the store's own rule identifies it: one reading of a device, type and start. Steps, energy and ways are such,
 * and are millions, which the store packs; what has no device may well have two that begin together (two apples eaten).
 */
const isOfDevice = (reading: Reading, { device }: ExportOrigin): boolean =>
  reading.kind === 'quantity' && device !== undefined && !hasMetadata(reading) && !mayBeMember(reading)

type Object = Extract<Reading, { kind: 'correlation' }>['objects'][number]

/** A member of a correlation, known by the same UUID as the sample of its own that an export holds of it, too. */
const memberOf = (object: Object, belonging: Belonging) => {
  if (object.kind !== 'quantity') return []
  const { type, value, start, end, metadata } = object
  return [{ type, value, start, end, metadata, uuid: readingUuid(object, belonging) }]
}

/** A sample of a reading; undefined for a kind that no export holds. Throws `invalidArgument` when it breaks a rule. */
export function newSampleOf(reading: Reading, belonging: Belonging): NewSample | undefined {
  const { source, device } = belonging.origin
  const identity = isOfDevice(reading, belonging.origin) ? undefined : readingUuid(reading, belonging)
  const uuid = belonging.uuid ?? identity
  const { start, end, timeZone, metadata } = reading
  const facts: SampleFacts = { start, end, timeZone, metadata, source, device, uuid }
  switch (reading.kind) {
    case 'quantity':
      return quantitySample({ ...facts, type: reading.type, value: reading.value })
    case 'category':
      return hasUndeterminedDuration(reading)
        ? categorySample({
            ...{ ...facts, end: undefined },
            ...{ type: reading.type, value: reading.value, hasUndeterminedDuration: true },
          })
        : categorySample({ ...facts, type: reading.type, value: reading.value })
    case 'correlation':
      return correlationSample({
        ...facts,
        type: reading.type,
        objects: reading.objects.flatMap((object) => memberOf(object, belonging)),
      })
    case 'heartbeatSeries':
      return heartbeatSeriesSample({ ...facts, beats: reading.beats })
    case 'audiogram':
      return audiogramSample({ ...facts, points: reading.points })
    case 'stateOfMind':
      return stateOfMindSample({ ...facts, stateOfMind: reading.stateOfMind })
    default:
      return undefined
  }
}
