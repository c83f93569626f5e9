import type { FieldValue, GivenValue } from './field-value.js'
import { type Format, misfit } from './format.js'
import { type DecodedBy, type EncodableBy, isGiven, type Loose, plain, type Row, sequence } from './row.js'

/** Rows that are there when a bit of the flags is set; giving one of their fields sets it. */
export const when = <const Rows extends readonly Row[]>(
  bit: number,
  ...rows: Rows
): Row<Partial<DecodedBy<Rows>> & object, Loose<EncodableBy<Rows>> & object> => {
  const all = sequence(...rows)
  const mask = 2 ** bit
  return {
    names: all.names,
    bits: all.bits | mask,
    size: (flags) => (flags & mask ? all.size(flags) : 0),
    stretch: (flags) => (flags & mask ? all.stretch(flags) : 0),
    announce: (fields) => (isGiven(all, fields) ? all.announce(fields) | mask : 0),
    read: (input) => {
      if (input.flags & mask) all.read(input)
    },
    write: (output) => {
      if (output.flags & mask) all.write(output)
    },
  }
}

/**
 * Bit 0 of a fitness machine's record, which is inverted for the first rows: 0 says that they are here and the record
 * ends; 1 says that they are not and that more follows. (FTMS 1.0 § 4.9.1.1)
 */
export const moreData = <const Rows extends readonly Row[]>(
  ...rows: Rows
): Row<
  { readonly moreData: boolean } & Partial<DecodedBy<Rows>>,
  { readonly moreData?: boolean | undefined } & Loose<EncodableBy<Rows>>
> => {
  const first = sequence(...rows)
  return {
    names: ['moreData', ...first.names],
    bits: 1,
    size: (flags) => (flags & 1 ? 0 : first.size(flags)),
    stretch: () => 0,
    announce: (fields) => (isGiven(first, fields) ? 0 : 1),
    read: (input) => {
      input.fields.moreData = (input.flags & 1) === 1
      if ((input.flags & 1) === 0) first.read(input)
    },
    write: (output) => {
      const given = output.find('moreData')
      if (given === true && (output.flags & 1) === 0)
        throw misfit(output.at('moreData'), 'leaves no place for the first field')
      if (given === false || (output.flags & 1) === 0) first.write(output)
    },
  }
}

/** A number in the narrow format while a bit is clear, else in the wide one. It is sent as narrow as it fits. */
export const widening = <Name extends string>(
  name: Name,
  bit: number,
  [narrow, wide]: readonly [Format<number>, Format<number>],
): Row<Readonly<Record<Name, number>>> => {
  const isWide = (value: GivenValue | undefined): boolean =>
    typeof value === 'number' && value >= 2 ** (8 * narrow.size)
  return {
    ...choosing(name, bit, [narrow, wide]),
    announce: (fields) => (isWide(fields[name]) ? 2 ** bit : 0),
  }
}

/** A value whose format a bit chooses, which another row sets. */
export const choosing = <Name extends string, T extends FieldValue>(
  name: Name,
  bit: number,
  [clear, set]: readonly [Format<T>, Format<T>],
): Row<Readonly<Record<Name, T>>> => {
  const chosen = (flags: number): Format<T> => (flags & (2 ** bit) ? set : clear)
  return {
    ...plain,
    names: [name],
    bits: 2 ** bit,
    size: (flags) => chosen(flags).size,
    read: ({ frame, flags, fields }) => {
      const value = chosen(flags).read(frame)
      if (!frame.truncated) fields[name] = value
    },
    write: (output) => output.write(name, chosen(output.flags)),
  }
}

/** A field that devices send in two widths without a word; the length of the payload tells. The usual one is sent. */
export const elastic = <Name extends string, T extends FieldValue>(
  name: Name,
  usual: Format<T>,
  other: Format<T>,
): Row<Readonly<Record<Name, T>>> => ({
  ...plain,
  names: [name],
  size: () => usual.size,
  stretch: () => other.size - usual.size,
  read: ({ frame, fields, stretched }) => {
    const value = (stretched ? other : usual).read(frame)
    if (!frame.truncated) fields[name] = value
  },
  write: (output) => output.write(name, usual),
})
