import { type HealthError, invalidArgument } from '../../../../src/health/error.js'
import type { FieldValue, GivenValue } from './field-value.js'
import type { Frame } from './frame.js'
import type { OctetWriter } from './octet-writer.js'

/** How a value stands in octets. `size` is what it takes at least. */
export interface Format<out T extends FieldValue> {
  readonly size: number
  read(frame: Frame): T
  /** Throws a `HealthError` that points at the field when the value does not fit. */
  write(writer: OctetWriter, value: GivenValue, pointer: string): void
}

/** The error for a field that cannot be encoded. */
export const misfit = (pointer: string, message: string): HealthError =>
  invalidArgument(`${pointer.slice(1)} ${message}`, [{ pointer, message }])

const integer = (size: number, min: number, max: number): Format<number> => ({
  size,
  read: (frame) => (min < 0 ? frame.signed(size) : frame.unsigned(size)),
  write: (writer, value, pointer) => {
    if (typeof value !== 'number') throw misfit(pointer, 'is not a number')
    if (!Number.isInteger(value)) throw misfit(pointer, 'is not a whole number of its unit')
    if (value < min || value > max) throw misfit(pointer, `does not fit into ${size} octets`)
    writer.integer(value, size)
  },
})

const unsigned = (size: number): Format<number> => integer(size, 0, 2 ** (8 * size) - 1)
const signed = (size: number): Format<number> => integer(size, -(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1)

export const u8 = unsigned(1)
export const u16 = unsigned(2)
export const u24 = unsigned(3)
export const u32 = unsigned(4)
export const u40 = unsigned(5)
export const s8 = signed(1)
export const s16 = signed(2)
export const s24 = signed(3)

/** An unsigned integer of 64 bits, which a number cannot hold. */
export const u64: Format<bigint> = {
  size: 8,
  read: (frame) => {
    const low = frame.unsigned(4)
    return BigInt(low) + (BigInt(frame.unsigned(4)) << 32n)
  },
  write: (writer, value, pointer) => {
    if (typeof value !== 'bigint') throw misfit(pointer, 'is not a bigint')
    if (BigInt.asUintN(64, value) !== value) throw misfit(pointer, 'does not fit into 8 octets')
    writer.integer(Number(value & 0xffff_ffffn), 4)
    writer.integer(Number(value >> 32n), 4)
  },
}

/** A value that is counted on the wire in fractions: `times` the octets' number, divided by `divisor`. */
export function per(format: Format<number>, divisor: number, times?: number): Format<number>
export function per(format: Format<number | null>, divisor: number, times?: number): Format<number | null>
export function per(format: Format<number | null>, divisor: number, times = 1): Format<number | null> {
  return {
    size: format.size,
    read: (frame) => {
      const raw = format.read(frame)
      return raw === null ? null : (raw * times) / divisor
    },
    write: (writer, value, pointer) =>
      format.write(writer, typeof value === 'number' ? Math.round((value * divisor) / times) : value, pointer),
  }
}

/** A number of which some mean that there is none; the first of them is sent. */
export const unlessRaw = (format: Format<number>, none: number, ...also: readonly number[]): Format<number | null> => ({
  size: format.size,
  read: (frame) => {
    const raw = format.read(frame)
    return raw === none || also.includes(raw) ? null : raw
  },
  write: (writer, value, pointer) => {
    if (value === none) throw misfit(pointer, 'is the number that means none')
    format.write(writer, value ?? none, pointer)
  },
})

/** An octet up to a limit. More is not a value; 255 is sent for none. */
export const u8UpTo = (max: number): Format<number | null> => ({
  size: 1,
  read: (frame) => {
    const raw = u8.read(frame)
    if (raw > max) frame.warn('outOfRange')
    return raw > max ? null : raw
  },
  write: (writer, value, pointer) => {
    if (typeof value === 'number' && value > max) throw misfit(pointer, 'is beyond its range')
    u8.write(writer, value ?? 255, pointer)
  },
})
