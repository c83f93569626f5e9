import { isPartOf } from '../rules/composition.js'
import { isReadOnly } from '../rules/reading-rules.js'
import type { Sample } from '../sample.js'
import { findType, type SampleTypeName, sampleTypes } from '../type.js'
import { isReadOnlyName, type ObjectTypeName } from './object-type.js'

/** HKAuthorizationStatus: it is about sharing alone. */
export type ShareStatus = 'notDetermined' | 'sharingDenied' | 'sharingAuthorized'

/** What one program may do with one person's data (semantics § 2). */
export interface Grants {
  /** The program; what it saved itself it may always read. */
  readonly client: string
  share(type: SampleTypeName): ShareStatus
  /**
   * It may read samples of the type that end at this instant (epoch ms) or later; undefined: only its own. What is no
   * sample it may read from any time, or not at all.
   */
  readFrom(type: ObjectTypeName): number | undefined
}

/** The types that permission can be asked for: correlations have that of what they are made of. */
export const isGrantable = (type: ObjectTypeName): boolean => findType(type)?.family !== 'correlation'

/** Whether programs may save samples of a type. Workouts are made by the engine, in sessions that a program may lead. */
export const isShareable = (type: ObjectTypeName): type is SampleTypeName => {
  if (isReadOnlyName(type)) return false
  const found = findType(type)
  return isGrantable(type) && found !== undefined && (type === 'workout' || !isReadOnly(found))
}

/** The types whose permission a sample of this type needs. */
export const partsOf = (type: SampleTypeName): readonly SampleTypeName[] => {
  const found = findType(type)
  if (found?.family !== 'correlation') return [type]
  return sampleTypes.map(({ name }) => name).filter((name) => isPartOf(found.name, name))
}

type Seen = Pick<Sample, 'type' | 'end' | 'source'>

const isReadable = ({ client, readFrom }: Grants, { type, end, source }: Seen): boolean =>
  source === client || end >= (readFrom(type) ?? Number.POSITIVE_INFINITY)

/** Whether a program may see a sample. Limited history is tested on the sample's end. */
export const maySee = (grants: Grants, sample: Sample): boolean => {
  if (sample.kind !== 'correlation' || sample.source === grants.client) return isReadable(grants, sample)
  return sample.objects.every((object) => isReadable(grants, object))
}

/** The same of a deleted one, whose objects nobody knows any more: one that could have been seen is enough. */
export const mayHearOf = (grants: Grants, deleted: Seen): boolean =>
  partsOf(deleted.type).some((type) => isReadable(grants, { ...deleted, type }))
