import type { FieldValue, GivenFields, GivenValue } from './field-value.js'
import { type Format, misfit } from './format.js'
import type { Frame } from './frame.js'
import type { OctetWriter } from './octet-writer.js'

/** What a row reads from, and where its fields go. */
export interface Input {
  readonly frame: Frame
  readonly flags: number
  /** Whether the rows that come in two widths stand in the other one. */
  readonly stretched: boolean
  readonly fields: Record<string, FieldValue>
}

/** The fields of one structure on their way into octets. */
export class Output {
  readonly writer: OctetWriter
  readonly fields: GivenFields
  readonly pointer: string
  flags = 0
  readonly #used = new Set<string>()

  constructor(writer: OctetWriter, fields: GivenFields, pointer: string) {
    this.writer = writer
    this.fields = fields
    this.pointer = pointer
  }

  at(name: string): string {
    return `${this.pointer}/${name}`
  }

  /** A field that is to be written now, if it is given. */
  find(name: string): GivenValue | undefined {
    this.#used.add(name)
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined
  }

  write(name: string, format: Format<FieldValue>): void {
    const value = this.find(name)
    if (value === undefined) throw misfit(this.at(name), 'is missing')
    format.write(this.writer, value, this.at(name))
  }

  /** Throws for a field that no row has taken. */
  finish(): void {
    const stray = Object.keys(this.fields).find((name) => this.fields[name] !== undefined && !this.#used.has(name))
    if (stray !== undefined) throw misfit(this.at(stray), 'has no place here')
  }
}

/**
 * A piece of a payload, read and written alike. `Decoded` and `Encodable` are the fields that come out of it and that it
 * takes; those that are only computed from others are not taken.
 */
export interface Row<out Decoded extends object = object, out Encodable extends object = Decoded> {
  /** The fields that it writes. */
  readonly names: readonly string[]
  /** The bits of the flags that it gives a meaning. */
  readonly bits: number
  /** The octets that it takes at least with such flags, and how many more when it is stretched. */
  size(flags: number): number
  stretch(flags: number): number
  /** The bits that it sets for such fields. */
  announce(fields: GivenFields): number
  read(input: Input): void
  write(output: Output): void
  /** Never there: they carry the types. */
  readonly decoded?: Decoded
  readonly encodable?: Encodable
}

/** The type that is all of a union's at once. */
export type Intersection<Union> = [Union] extends [never]
  ? object
  : (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
    ? All
    : never
// What is decoded is there or absent, never undefined.
type Defined<Shape> = { readonly [Name in keyof Shape]: Exclude<Shape[Name], undefined> }
type Flat<Shape> = { readonly [Name in keyof Shape]: Shape[Name] }
type Decoded<Each> = Each extends Row<infer Shape, object> ? Shape : never
type Encodable<Each> = Each extends Row<object, infer Shape> ? Shape : never

/** The fields of all rows together. */
export type DecodedBy<Rows extends readonly Row[]> = Defined<Intersection<Decoded<Rows[number]>>>
export type EncodableBy<Rows extends readonly Row[]> = Flat<Intersection<Encodable<Rows[number]>>>
/** Fields of which any may be left out. */
export type Loose<Shape> = { readonly [Name in keyof Shape]?: Shape[Name] | undefined }

/** What most rows are: no flags, one width. */
export const plain = { names: [], bits: 0, size: () => 0, stretch: () => 0, announce: () => 0, write: () => undefined }

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const union = (bits: readonly number[]): number => bits.reduce((all, each) => all | each, 0)

/** Rows one after the other, as one row. */
export const sequence = <const Rows extends readonly Row[]>(
  ...rows: Rows
): Row<DecodedBy<Rows> & object, EncodableBy<Rows> & object> => ({
  names: rows.flatMap((row) => row.names),
  bits: union(rows.map((row) => row.bits)),
  size: (flags) => sum(rows.map((row) => row.size(flags))),
  stretch: (flags) => sum(rows.map((row) => row.stretch(flags))),
  announce: (fields) => union(rows.map((row) => row.announce(fields))),
  read: (input) => {
    for (const row of rows) row.read(input)
  },
  write: (output) => {
    for (const row of rows) row.write(output)
  },
})

/** A field that is always there. */
export const field = <Name extends string, T extends FieldValue>(
  name: Name,
  format: Format<T>,
): Row<Readonly<Record<Name, T>>> => ({
  ...plain,
  names: [name],
  size: () => format.size,
  read: ({ frame, fields }) => {
    const value = format.read(frame)
    if (!frame.truncated) fields[name] = value
  },
  write: (output) => output.write(name, format),
})

/** Whether any of the row's fields is given. */
export const isGiven = (row: Row, fields: GivenFields): boolean =>
  row.names.some((name) => Object.hasOwn(fields, name) && fields[name] !== undefined)
