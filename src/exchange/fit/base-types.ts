/** What a field holds: a number, several, a text, or bytes. 64-bit integers beyond 2^53 lose their last digits. */
export type FitValue = number | string | readonly number[]

interface BaseType {
  readonly size: number
  /** The value that stands for none. */
  readonly invalid: number | bigint
  readonly read: (view: DataView, offset: number, little: boolean) => number | bigint
}

const type = (size: number, invalid: number | bigint, read: BaseType['read']): BaseType => ({ size, invalid, read })

const u8 = (view: DataView, offset: number) => view.getUint8(offset)
const u16 = (view: DataView, offset: number, little: boolean) => view.getUint16(offset, little)
const u32 = (view: DataView, offset: number, little: boolean) => view.getUint32(offset, little)
const u64 = (view: DataView, offset: number, little: boolean) => view.getBigUint64(offset, little)

/** By base type number, its endianness bit left out (FIT protocol, table of base types). */
const baseTypes: Readonly<Record<number, BaseType>> = {
  0: type(1, 0xff, u8),
  1: type(1, 0x7f, (view, offset) => view.getInt8(offset)),
  2: type(1, 0xff, u8),
  3: type(2, 0x7fff, (view, offset, little) => view.getInt16(offset, little)),
  4: type(2, 0xffff, u16),
  5: type(4, 0x7fffffff, (view, offset, little) => view.getInt32(offset, little)),
  6: type(4, 0xffffffff, u32),
  8: type(4, Number.NaN, (view, offset, little) => view.getFloat32(offset, little)),
  9: type(8, Number.NaN, (view, offset, little) => view.getFloat64(offset, little)),
  10: type(1, 0, u8),
  11: type(2, 0, u16),
  12: type(4, 0, u32),
  13: type(1, 0xff, u8),
  14: type(8, 0x7fffffffffffffffn, (view, offset, little) => view.getBigInt64(offset, little)),
  15: type(8, 0xffffffffffffffffn, u64),
  16: type(8, 0n, u64),
}

const text = 7

const isInvalid = (value: number | bigint, { invalid }: BaseType): boolean =>
  Number.isNaN(value) ? true : value === invalid

function readText(view: DataView): string | undefined {
  const raw = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const end = raw.indexOf(0)
  const found = new TextDecoder().decode(end < 0 ? raw : raw.subarray(0, end))
  return found === '' ? undefined : found
}

/**
 * The value of a field that fills `view`; undefined when the file says that there is none, and when nobody knows what it
 * says: its type is not known, or its size no multiple of its type's. In an array an invalid element is NaN.
 */
export function readFitValue(view: DataView, baseType: number, little: boolean): FitValue | undefined {
  const number = baseType & 0x1f
  if (number === text) return readText(view)
  const base = baseTypes[number]
  if (base === undefined || view.byteLength % base.size !== 0) return undefined
  const values: number[] = []
  for (let offset = 0; offset < view.byteLength; offset += base.size) {
    const value = base.read(view, offset, little)
    values.push(isInvalid(value, base) ? Number.NaN : Number(value))
  }
  if (values.every(Number.isNaN)) return undefined
  return values.length === 1 ? values[0] : values
}
