import type { GattUuid } from '../../radio/radio.js'
import type { Fields, GivenFields, Warning } from './field-value.js'
import { Frame } from './frame.js'
import { OctetWriter } from './octet-writer.js'
import type { Structure } from './structure.js'

/** Why a payload cannot be decoded. */
export type DecodeError =
  | 'EMPTY'
  /** The flags or a field end too early. */
  | 'TRUNCATED'
  /** It does not begin as its format demands. */
  | 'BAD_SYNC'
  | 'UNKNOWN_CHARACTERISTIC'

/** What a payload says. A field that is absent is not in it; one that is null is in it, but not available. */
export interface Decoded<out Shape extends Fields> {
  readonly fields: Shape
  readonly warnings: readonly Warning[]
  readonly error?: undefined
}

export interface Undecodable {
  readonly error: DecodeError
  readonly fields?: undefined
}

/** A characteristic: its payload, decoded and encoded by one description. */
export interface Table<Shape extends Fields = Fields, Given extends GivenFields = GivenFields> {
  /** As vectors and commands name it: the UUID, or a name of its own where that has 128 bits. */
  readonly id: string
  readonly uuid: GattUuid
  /** In the words of the Bluetooth SIG: `Heart Rate Measurement`. */
  readonly name: string
  /** Never throws, whatever the octets. */
  decode(octets: Uint8Array): Decoded<Shape> | Undecodable
  /** Throws a `HealthError` (`invalidArgument`) that points at the field that is missing, does not fit or has no place. */
  encode(fields: Given): Uint8Array
}

/** What a table may add to its structure. */
interface Extras {
  /** The UUID where it is not the id. */
  readonly uuid?: GattUuid
  /** Machines cut this payload off at 20 octets, where it should have been split: take what is complete. */
  readonly clips?: boolean
  /** The octet that begins each payload. */
  readonly sync?: number
}

/** The payload of a notification when nothing larger was negotiated. */
const defaultPayload = 20

const outcome = (frame: Frame, clips: boolean): 'whole' | 'clipped' | 'TRUNCATED' => {
  if (!frame.truncated) return 'whole'
  return clips && frame.length === defaultPayload ? 'clipped' : 'TRUNCATED'
}

const faultOf = (octets: Uint8Array, sync: number | undefined): DecodeError | undefined => {
  if (octets.length === 0) return 'EMPTY'
  return sync !== undefined && octets[0] !== sync ? 'BAD_SYNC' : undefined
}

/** A table of a characteristic by its id, its name and its payload's structure. */
export const table = <Shape extends Fields, Given extends GivenFields>(
  [id, name]: readonly [id: string, name: string],
  structure: Structure<Shape, Given>,
  { uuid = id, clips = false, sync }: Extras = {},
): Table<Shape, Given> => ({
  id,
  uuid,
  name,
  decode: (octets) => {
    const fault = faultOf(octets, sync)
    if (fault !== undefined) return { error: fault }
    const frame = new Frame(octets)
    const fields = structure.read(frame)
    const end = outcome(frame, clips)
    if (end === 'TRUNCATED') return { error: end }
    if (end === 'clipped') frame.warn('clipped')
    if (frame.remaining > 0) frame.warn('trailingBytes')
    // The structure's type is made of the rows that have just filled these fields.
    return { fields: fields as Fields as Shape, warnings: frame.warnings }
  },
  encode: (fields) => {
    const writer = new OctetWriter()
    structure.write(writer, fields, '')
    return writer.written
  },
})
