import type { FieldValue, GivenFields, GivenValue } from './field-value.js'
import { type Format, misfit } from './format.js'
import type { Frame } from './frame.js'
import { type Intersection, type Loose, plain, type Row } from './row.js'

/** Some bits of an integer, up to 32 wide, that mean something of their own. */
export interface Bits<out Decoded extends object> {
  readonly names: readonly string[]
  readonly mask: number
  read(word: number, fields: Record<string, FieldValue>): void
  /** The bits in their place; those of fields that are not given are 0. */
  write(fields: GivenFields, pointer: string): number
  /** Never there: carries the type. */
  readonly decoded?: Decoded
}

type OneField<Name extends string, T> = Readonly<Record<Name, T>>

const given = (fields: GivenFields, name: string): GivenValue | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

/** Some bits that are one number or stand for one value. `toBits` gives undefined for a value that they cannot hold. */
const oneField = <Name extends string, T extends FieldValue>(
  name: Name,
  [at, width]: readonly [number, number],
  [fromBits, toBits]: readonly [(bits: number) => T, (value: GivenValue) => number | undefined],
): Bits<OneField<Name, T>> => ({
  names: [name],
  mask: (2 ** width - 1) * 2 ** at,
  read: (word, fields) => {
    fields[name] = fromBits(Math.floor(word / 2 ** at) % 2 ** width)
  },
  write: (fields, pointer) => {
    const value = given(fields, name)
    const bits = value === undefined ? 0 : toBits(value)
    if (bits === undefined) throw misfit(`${pointer}/${name}`, 'is not one of its values')
    return bits * 2 ** at
  },
})

export const flag = <Name extends string>(name: Name, bit: number): Bits<OneField<Name, boolean>> =>
  oneField(name, [bit, 1], [(bits) => bits === 1, (value) => (typeof value === 'boolean' ? Number(value) : undefined)])

const asNumber = (value: GivenValue, width: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** width ? value : undefined

/** A number of some bits. */
export const number = <Name extends string>(name: Name, at: number, width: number): Bits<OneField<Name, number>> =>
  oneField(name, [at, width], [(bits) => bits, (value) => asNumber(value, width)])

/** A number of some bits, which has none when they are all set. */
export const numberOrNull = <Name extends string>(
  name: Name,
  at: number,
  width: number,
): Bits<OneField<Name, number | null>> => {
  const none = 2 ** width - 1
  return oneField(
    name,
    [at, width],
    [(bits) => (bits === none ? null : bits), (value) => (value === null ? none : asNumber(value, width))],
  )
}

/** Bits whose meaning is no field here. */
export const spare = (at: number, width: number): Bits<object> => ({
  names: [],
  mask: (2 ** width - 1) * 2 ** at,
  read: () => undefined,
  write: () => 0,
})

/** One of as many values as the bits can tell: two, four or eight of them. */
export const option = <Name extends string, const Value extends string>(
  name: Name,
  at: number,
  values: readonly [Value, Value, ...Value[]],
): Bits<OneField<Name, Value>> => {
  const texts: readonly string[] = values
  return oneField(
    name,
    [at, Math.log2(values.length)],
    [
      (bits) => values[bits] ?? values[0],
      (value) => (typeof value === 'string' && texts.includes(value) ? texts.indexOf(value) : undefined),
    ],
  )
}

/** The names of the bits that are set. A bit without a name is reserved. */
export const set = <Name extends string, const Member extends string>(
  name: Name,
  members: readonly (Member | undefined)[],
): Bits<OneField<Name, readonly Member[]>> => ({
  names: [name],
  mask: members.reduce((mask, member, bit) => (member === undefined ? mask : mask + 2 ** bit), 0),
  read: (word, fields) => {
    fields[name] = members
      .filter((member, bit) => member !== undefined && Math.floor(word / 2 ** bit) % 2 === 1)
      .map(String)
  },
  write: (fields, pointer) => {
    const value = given(fields, name) ?? []
    const chosen = Array.isArray(value) ? value : undefined
    if (chosen === undefined) throw misfit(`${pointer}/${name}`, 'is not a list')
    const stray = chosen.findIndex((each) => !members.includes(each))
    if (stray !== -1) throw misfit(`${pointer}/${name}/${stray}`, 'is not one of its values')
    return members.reduce((word, member, bit) => (chosen.includes(member) ? word + 2 ** bit : word), 0)
  },
})

type AnyBits = readonly Bits<object>[]
type DecodedOf<Each> = Each extends Bits<infer Shape> ? Shape : never
type DecodedBits<All extends AnyBits> = Intersection<DecodedOf<All[number]>> & object

const maskOf = (bits: AnyBits): number => bits.reduce((mask, each) => mask + each.mask, 0)
const wordOf = (bits: AnyBits, fields: GivenFields, pointer = ''): number =>
  bits.reduce((word, each) => word + each.write(fields, pointer), 0)

const readWord = (bits: AnyBits, word: number, fields: Record<string, FieldValue>): void => {
  for (const each of bits) each.read(word, fields)
}

/** Warns of bits that are reserved for future use. */
export const warnOfStray = (frame: Frame, word: number, mask: number): void => {
  if ((word & ~mask) !== 0) frame.warn('rfuFlags')
}

/** Bits of the flags that are fields themselves: they take no octets. */
export const inFlags = <const All extends AnyBits>(...bits: All): Row<DecodedBits<All>, Loose<DecodedBits<All>>> => ({
  ...plain,
  names: bits.flatMap(({ names }) => names),
  bits: maskOf(bits),
  announce: (fields) => wordOf(bits, fields),
  read: ({ flags, fields }) => readWord(bits, flags, fields),
  write: (output) => {
    for (const each of bits) for (const name of each.names) output.find(name)
  },
})

/** An integer whose bits are fields. Bits without a meaning are ignored. */
export const packed = <const All extends AnyBits>(
  format: Format<number>,
  ...bits: All
): Row<DecodedBits<All>, Loose<DecodedBits<All>>> => ({
  ...plain,
  names: bits.flatMap(({ names }) => names),
  size: () => format.size,
  read: ({ frame, fields }) => {
    const word = format.read(frame)
    warnOfStray(frame, word, maskOf(bits))
    if (!frame.truncated) readWord(bits, word, fields)
  },
  write: (output) => {
    for (const each of bits) for (const name of each.names) output.find(name)
    format.write(output.writer, wordOf(bits, output.fields, output.pointer), output.pointer)
  },
})
