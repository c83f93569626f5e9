import type { FieldValue, GivenValue } from '../layout/field-value.js'
import { misfit, u8, u16 } from '../layout/format.js'
import type { Frame } from '../layout/frame.js'
import { when } from '../layout/gate.js'
import { sfloat } from '../layout/ieee-11073.js'
import { isList } from '../layout/list.js'
import { OctetWriter } from '../layout/octet-writer.js'
import { field, plain, type Row } from '../layout/row.js'
import { flagged, type Structure } from '../layout/structure.js'

const record = flagged(u8, [
  field('glucoseMgDl', sfloat),
  field('timeOffsetMin', u16),
  when(7, field('statusOctet', u8)),
  when(6, field('calTempOctet', u8)),
  when(5, field('warningOctet', u8)),
  when(0, field('trendMgDlPerMin', sfloat)),
  when(1, field('qualityPct', sfloat)),
])

type Shape<Each> = Each extends Structure<infer Decoded, infer _> ? Decoded : never
type Given<Each> = Each extends Structure<infer _, infer Encodable> ? Encodable : never
/** `crcValid` is there when the record ends with a checksum. */
type GlucoseRecord = Shape<typeof record> & { readonly crcValid?: boolean }
type GivenRecord = Given<typeof record> & { readonly crcValid?: boolean | undefined }

const sizeMin = 6

/** The E2E-CRC of CGM Service 1.0 § 3.1.1.9: CCITT, reflected, without a final inversion. */
const crcOf = (octets: Iterable<number>): number => {
  let crc = 0xffff
  for (const octet of octets) {
    crc ^= octet
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1
  }
  return crc
}

const readRecord = (frame: Frame): Record<string, FieldValue> => {
  const size = u8.read(frame)
  if (size < sizeMin) frame.truncate()
  const part = frame.part(size - 1)
  const fields = record.read(part)
  if (part.truncated) frame.truncate()
  if (part.remaining === 2) {
    const expected = crcOf([size, ...part.before])
    return { ...fields, crcValid: u16.read(part) === expected }
  }
  if (part.remaining > 0) frame.warn('trailingBytes')
  return fields
}

const writeRecord = (writer: OctetWriter, given: GivenValue, pointer: string): void => {
  if (typeof given !== 'object' || given === null || isList(given)) throw misfit(pointer, 'is not an object')
  const { crcValid, ...fields } = given
  const body = new OctetWriter()
  record.write(body, fields, pointer)
  const octets = [1 + body.written.length + (crcValid === undefined ? 0 : 2), ...body.written]
  writer.octets(octets)
  // A checksum that is said to be wrong is sent wrong, as a simulated fault.
  if (crcValid !== undefined) u16.write(writer, crcValid === true ? crcOf(octets) : crcOf(octets) ^ 1, pointer)
}

/** Records up to the end, each with its own size and flags. */
export const glucoseRecords: Row<
  { readonly records: readonly GlucoseRecord[] },
  { readonly records: readonly GivenRecord[] }
> = {
  ...plain,
  names: ['records'],
  read: ({ frame, fields }) => {
    const records: FieldValue[] = []
    while (frame.remaining > 0) records.push(readRecord(frame))
    if (!frame.truncated) fields.records = records
  },
  write: (output) => {
    const records = output.find('records')
    if (!isList(records)) throw misfit(output.at('records'), 'is not a list')
    for (const [index, each] of records.entries()) {
      writeRecord(output.writer, each, `${output.at('records')}/${index}`)
    }
  },
}
