import { alongBeat, type BeatColumns, fromBeat, periodOf } from './beat.js'
import { mostBits, type NumberForm, numberFormOf, readNumbers, writeNumbers } from './number-coder.js'
import { differences, effort, type Predictor, predictors, restore } from './predictor.js'
import type { RangeDecoder, RangeEncoder } from './range-coder.js'
import type { VarintReader, VarintWriter } from './varint.js'

/** How a column may be written; a column's form is a place in such a list, so the lists are part of the format. */
type Form = Predictor | 'beat'
export type Forms = readonly Form[]

export const timeForms: Forms = ['beat', predictors.line, predictors.trend]

export type Column = readonly number[] | Float64Array

/** What is known of a column before its numbers are read. */
export interface Head {
  readonly form: Form
  readonly first: number
  /** Of the numbers; of a beat's how many beats there are. */
  readonly numbers: NumberForm
  readonly period: number
  readonly offsets: NumberForm
}

/** Where a column is written to. */
export interface Sink {
  readonly header: VarintWriter
  readonly coder: RangeEncoder
}

interface Written {
  readonly form: number
  readonly cost: number
  readonly columns: readonly Float64Array[]
  readonly period: number
}

const columnsOf = (column: Column, form: Form, period: number): readonly Float64Array[] => {
  if (form !== 'beat') return [differences(column, form)]
  const { beats, offsets } = alongBeat(column, period)
  return [beats, offsets]
}

const written = (column: Column, forms: Forms, form: number): Written => {
  const named = forms[form] as Form
  const period = named === 'beat' ? Math.max(1, periodOf(column)) : 0
  const columns = columnsOf(column, named, period)
  return { form, columns, period, cost: columns.reduce((sum, numbers) => sum + effort(numbers), 0) }
}

const formUnit = 128

const saidOf = ({ longest, manyZeros }: NumberForm): number => longest + (manyZeros ? 64 : 0)

const numberFormIn = (said: number): NumberForm => ({
  longest: Math.min(said % 64, mostBits),
  manyZeros: (said & 64) > 0,
})
// Looking for something better than this costs more than it would save.
const cheap = 64

const isConstant = (column: Column): boolean => {
  for (let row = 1; row < column.length; row += 1) if (column[row] !== column[0]) return false
  return true
}

// The first numbers tell well enough which form is the smallest.
const enoughToTell = 512

const bestForm = (column: Column, forms: Forms): Written => {
  const some = column.length > enoughToTell ? column.slice(0, enoughToTell) : column
  let best = written(some, forms, 0)
  for (let form = 1; form < forms.length && best.cost > cheap; form += 1) {
    const other = written(some, forms, form)
    if (other.cost < best.cost) best = other
  }
  return some === column ? best : written(column, forms, best.form)
}

// In the first form but the beat, which times take alone, a column of one number has no differences.
const constant: Written = { form: 0, cost: 0, columns: [], period: 0 }

/** Writes a column of whole numbers in the form that is smallest. */
export function writeColumn({ header, coder }: Sink, column: Column, forms: Forms): void {
  const best = forms !== timeForms && isConstant(column) ? constant : bestForm(column, forms)
  const [numbers = new Float64Array(0), offsets] = best.columns
  header.signed(column[0] as number)
  const form = numberFormOf(numbers)
  header.whole(best.form * formUnit + saidOf(form))
  if (form.longest > 0) writeNumbers(coder, numbers, form)
  if (offsets === undefined) return
  const offsetForm = numberFormOf(offsets)
  header.whole(best.period)
  header.whole(saidOf(offsetForm))
  if (offsetForm.longest > 0) writeNumbers(coder, offsets, offsetForm)
}

/** Reads what the header says of a column. */
export function readHead(header: VarintReader, forms: Forms): Head {
  const first = header.signed()
  const said = header.whole()
  const form = forms[Math.floor(said / formUnit)] ?? predictors.previous
  const [period, offsets] = form === 'beat' ? [header.whole(), header.whole()] : [0, 0]
  return { form, first, numbers: numberFormIn(said % formUnit), period, offsets: numberFormIn(offsets) }
}

const numbersOf = (coder: RangeDecoder, count: number, form: NumberForm): number[] => {
  const numbers = new Array<number>(count).fill(0)
  if (form.longest > 0) readNumbers(coder, numbers, form)
  return numbers
}

/** Reads a column of so many numbers. */
export function readColumn(coder: RangeDecoder, head: Head, count: number): number[] {
  const numbers = numbersOf(coder, count - 1, head.numbers)
  if (head.form !== 'beat') return restore(numbers, head.form, head.first)
  const columns: Record<keyof BeatColumns, number[]> = {
    beats: numbers,
    offsets: numbersOf(coder, count - 1, head.offsets),
  }
  return fromBeat(columns, head)
}
