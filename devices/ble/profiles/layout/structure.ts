import { warnOfStray } from './bits.js'
import type { FieldValue, GivenFields, GivenValue } from './field-value.js'
import { type Format, misfit } from './format.js'
import type { Frame } from './frame.js'
import type { OctetWriter } from './octet-writer.js'
import { type DecodedBy, type EncodableBy, Output, type Row, sequence } from './row.js'

/** What differs between makers, told by the length of the whole payload. */
export interface Quirks {
  /** The flags as they were meant, of those that came and the octets that they leave over (negative: lack). */
  readonly amend?: (flags: number, surplus: number) => number
}

/** Rows below flags of their own, if there are any, as they stand in a payload or a part of one. */
export interface Structure<out Decoded extends object, out Encodable extends object> {
  readonly size: number
  /** The fields as far as they are complete; the frame tells whether they all are. */
  read(frame: Frame): Record<string, FieldValue>
  write(writer: OctetWriter, fields: GivenValue, pointer: string): void
  readonly decoded?: Decoded
  readonly encodable?: Encodable
}

const isFields = (value: GivenValue): value is GivenFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const meaningOf = (row: Row, frame: Frame, [flags, amend]: readonly [number, Quirks['amend']]) => {
  const surplus = frame.remaining - row.size(flags)
  const meant = amend?.(flags, surplus) ?? flags
  const left = frame.remaining - row.size(meant)
  const stretch = row.stretch(meant)
  return { flags: meant, stretched: stretch !== 0 && left === stretch }
}

/** Rows below flags. Bits that no row knows are reserved. */
export const flagged = <const Rows extends readonly Row[]>(
  format: Format<number>,
  rows: Rows,
  { amend }: Quirks = {},
): Structure<DecodedBy<Rows> & object, EncodableBy<Rows> & object> => {
  const all = sequence(...rows)
  return {
    size: format.size + all.size(0),
    read: (frame) => {
      const fields: Record<string, FieldValue> = {}
      const announced = format.read(frame)
      if (frame.truncated) return fields
      const meaning = meaningOf(all, frame, [announced, amend])
      if (meaning.flags > announced) frame.warn('unannouncedField')
      if (meaning.flags < announced) frame.warn('rfuFlags')
      warnOfStray(frame, announced, all.bits)
      all.read({ frame, fields, ...meaning })
      return fields
    },
    write: (writer, value, pointer) => {
      if (!isFields(value)) throw misfit(pointer, 'is not an object')
      const output = new Output(writer, value, pointer)
      output.flags = all.announce(value)
      format.write(writer, output.flags, pointer)
      all.write(output)
      output.finish()
    },
  }
}

/** Rows without flags. */
export const bare = <const Rows extends readonly Row[]>(
  ...rows: Rows
): Structure<DecodedBy<Rows> & object, EncodableBy<Rows> & object> => flagged(none, rows)

const none: Format<number> = { size: 0, read: () => 0, write: () => undefined }
