import type { FieldValue, GivenValue } from './field-value.js'
import { type Format, misfit } from './format.js'
import type { Frame } from './frame.js'
import { type Output, plain, type Row } from './row.js'
import type { Structure } from './structure.js'

export const isList = (value: GivenValue | undefined): value is readonly GivenValue[] => Array.isArray(value)

/** What a list's values are read and written by. */
interface Element<out T extends FieldValue> {
  readonly size: number
  read(frame: Frame): T
  write(writer: Output['writer'], value: GivenValue, pointer: string): void
}

const readAll = <T extends FieldValue>(frame: Frame, element: Element<T>): readonly T[] => {
  const values: T[] = []
  while (frame.remaining >= element.size) {
    const value = element.read(frame)
    if (!frame.truncated) values.push(value)
  }
  if (frame.remaining > 0) frame.warn('oddOctet')
  frame.octets(frame.remaining)
  return values
}

const writeAll = (output: Output, name: string, element: Element<FieldValue>): void => {
  const values = output.find(name)
  if (!isList(values)) throw misfit(output.at(name), values === undefined ? 'is missing' : 'is not a list')
  for (const [index, value] of values.entries()) element.write(output.writer, value, `${output.at(name)}/${index}`)
}

const toTheEnd = <Decoded extends object, Encodable extends object = Decoded>(
  name: string,
  element: Element<FieldValue>,
): Row<Decoded, Encodable> => ({
  ...plain,
  names: [name],
  read: ({ frame, fields }) => {
    const values = readAll(frame, element)
    if (!frame.truncated) fields[name] = values
  },
  write: (output) => writeAll(output, name, element),
})

/** Values up to the end; an incomplete last one is dropped. */
export const list = <Name extends string, T extends FieldValue>(
  name: Name,
  format: Format<T>,
): Row<Readonly<Record<Name, readonly T[]>>> => toTheEnd(name, format)

/** Structures up to the end; an incomplete last one is dropped. */
export const structures = <Name extends string, Shape extends object, Given extends object>(
  name: Name,
  structure: Structure<Shape, Given>,
): Row<Readonly<Record<Name, readonly Shape[]>>, Readonly<Record<Name, readonly Given[]>>> => toTheEnd(name, structure)

/** A structure as one field. */
export const nested = <Name extends string, Shape extends object, Given extends object>(
  name: Name,
  structure: Structure<Shape, Given>,
): Row<Readonly<Record<Name, Shape>>, Readonly<Record<Name, Given>>> => ({
  ...plain,
  names: [name],
  size: () => structure.size,
  read: ({ frame, fields }) => {
    const value = structure.read(frame)
    if (!frame.truncated) fields[name] = value
  },
  write: (output) => output.write(name, structure),
})

/** As many values one after the other as one. */
export const tuple = (format: Format<number>, count: number): Format<readonly number[]> => ({
  size: count * format.size,
  read: (frame) => Array.from({ length: count }, () => format.read(frame)),
  write: (writer, values, pointer) => {
    if (!isList(values) || values.length !== count) throw misfit(pointer, `is not a list of ${count}`)
    for (const [index, value] of values.entries()) format.write(writer, value, `${pointer}/${index}`)
  },
})
