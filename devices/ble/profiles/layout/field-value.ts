/** What a decoded field holds. `null` means that it is in the payload but not available. */
export type FieldValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue }

/** Decoded fields by name. A name that is absent is not in the payload. */
export type Fields = Readonly<Record<string, FieldValue>>

/** What a field is encoded from. */
export type GivenValue = FieldValue | readonly GivenValue[] | GivenFields

/** Fields to encode: one that is undefined is left out. */
export interface GivenFields {
  readonly [name: string]: GivenValue | undefined
}

/** What was odd about a payload that could be decoded all the same. */
export type Warning =
  /** Octets after the last field; ignored. */
  | 'trailingBytes'
  /** Bits that are reserved for future use; ignored. */
  | 'rfuFlags'
  /** The last value of a list is incomplete; dropped. */
  | 'oddOctet'
  /** A number beyond what the field may hold; the field is null. */
  | 'outOfRange'
  /** The machine cut the payload off at 20 octets; the fields are the complete ones before the cut. */
  | 'clipped'
  /** A field that the flags do not announce, told by the length. */
  | 'unannouncedField'
