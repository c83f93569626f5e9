import { type Format, misfit } from './format.js'
import { type Loose, type Output, plain, type Row } from './row.js'

/** Names of numbers. */
export type Labels = Readonly<Record<number, string>>
type Named<Names extends Labels> = Names[keyof Names] | 'reserved'

export type Coded<Code extends string, Label extends string, Names extends Labels> = Readonly<Record<Code, number>> &
  Readonly<Record<Label, Named<Names>>>
export type CodedGiven<Code extends string, Label extends string> = Loose<Record<Code, number> & Record<Label, string>>

/** The name of a number; `reserved` for one that has none. */
export const labelOf = (labels: Labels, code: number): string =>
  Object.hasOwn(labels, code) ? (labels[code] ?? 'reserved') : 'reserved'

/** The number that is given, by itself or by its name. */
export const givenCode = (output: Output, [code, label]: readonly [string, string], labels: Labels): number => {
  const [number, text] = [output.find(code), output.find(label)]
  if (typeof number === 'number') return number
  if (number !== undefined || text === undefined) {
    throw misfit(output.at(code), number === undefined ? 'is missing' : 'is not a number')
  }
  const found = Object.keys(labels).find((each) => labels[Number(each)] === text)
  if (found === undefined) throw misfit(output.at(label), 'is not one of its values')
  return Number(found)
}

/** An enumeration: its number, and the name of it. Either is enough to encode it; the number counts. */
export const coded = <const Code extends string, const Label extends string, const Names extends Labels>(
  [code, label]: readonly [Code, Label],
  format: Format<number>,
  labels: Names,
): Row<Coded<Code, Label, Names>, CodedGiven<Code, Label>> => ({
  ...plain,
  names: [code, label],
  size: () => format.size,
  read: ({ frame, fields }) => {
    const number = format.read(frame)
    if (frame.truncated) return
    fields[code] = number
    fields[label] = labelOf(labels, number)
  },
  write: (output) => format.write(output.writer, givenCode(output, [code, label], labels), output.at(code)),
})
