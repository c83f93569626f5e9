import type { DeviceProperties, Origin, SourceRevision } from '../health/origin.js'
import type { SampleTypeName } from '../health/type.js'

/**
 * Who and what samples come from (semantics § 4.7, § 4.8). What was saved keeps the revision and the zone it was saved
 * with; what is told here holds for everything saved afterwards. Promises resolve once it is durable.
 */
export interface OriginBook {
  /** The version of a source from now on, and what it runs on. `dataSizeExceeded` after 1,000 revisions of one source. */
  describeSource(revision: SourceRevision): Promise<void>
  /** The properties of a device from now on. `dataSizeExceeded` after 1,000 revisions of one device. */
  describeDevice(device: string, properties: DeviceProperties): Promise<void>
  /** The zone that a person is in from now on, for samples that name none. `invalidArgument` when it is no IANA zone. */
  setTimeZone(user: string, zone: string): Promise<void>
  /** The zone that a person is in; undefined when nobody said. */
  timeZoneOf(user: string): string | undefined
  /** Where the samples with these UUIDs come from, in this order; undefined for one that this person does not have. */
  of(user: string, uuids: readonly string[]): Promise<readonly (Origin | undefined)[]>
  /** Every revision and device that samples of a person come from, those of these types or all, by source. */
  all(user: string, types?: readonly SampleTypeName[]): readonly Origin[]
}
