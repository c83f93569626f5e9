import { unitTable } from '../data/units.js'

/** A number as a fraction: 0.001 is 1/1000, so that powers of ten cancel without rounding. */
export interface Ratio {
  readonly over: number
  readonly under: number
}

/** Exponent of each base dimension; a dimension that does not occur is absent. */
export type Exponents = Readonly<Record<string, number>>

/** A unit symbol, with its prefix if it has one. A value `v` of it is `(v + shift) × scale` in SI. */
export interface Factor {
  /** How it is written in a unit string. */
  readonly symbol: string
  readonly exponents: Exponents
  readonly scale: Ratio
  readonly shift: number
}

interface Dimension {
  readonly exponents: Exponents
  readonly siValue: number
}

interface UnitRow {
  readonly symbol: string
  readonly dimension: keyof typeof unitTable.dimensions
  readonly factor: number | null
  readonly offset?: number
  readonly prefixable?: true
  readonly aliases?: readonly string[]
}

const unitRows: readonly UnitRow[] = unitTable.units
const dimensionOf = (row: UnitRow): Dimension => unitTable.dimensions[row.dimension]

const ratio = (value: number): Ratio =>
  Number.isInteger(1 / value) ? { over: 1, under: 1 / value } : { over: value, under: 1 }

const powerOfTen = (power: number): Ratio =>
  power < 0 ? { over: 1, under: 10 ** -power } : { over: 10 ** power, under: 1 }

const times = (a: Ratio, b: Ratio): Ratio => ({ over: a.over * b.over, under: a.under * b.under })

function factorOf(row: UnitRow, prefix: (typeof unitTable.prefixes)[number]): Factor {
  const dimension = dimensionOf(row)
  const factor = row.factor ?? 1 // the mole's is its molar mass, known only from the unit string
  return {
    symbol: prefix.symbol + row.symbol,
    exponents: dimension.exponents,
    scale: times(times(ratio(factor), ratio(dimension.siValue)), powerOfTen(prefix.power)),
    shift: (row.offset ?? 0) / factor,
  }
}

const prefixesOf = (row: UnitRow): readonly (typeof unitTable.prefixes)[number][] =>
  unitTable.prefixes.filter(({ symbol }) => symbol === '' || row.prefixable === true)

const spellings = (row: UnitRow): readonly string[] => [row.symbol, ...(row.aliases ?? [])]

function* namedFactors(): Generator<[string, Factor]> {
  for (const row of unitRows.filter(({ symbol }) => symbol !== '()')) {
    for (const prefix of prefixesOf(row)) {
      const factor = factorOf(row, prefix)
      for (const spelling of spellings(row)) yield [prefix.symbol + spelling, factor]
    }
  }
}

const wholeSymbols = new Set(unitRows.flatMap(spellings))

/** Every symbol there is. A whole symbol wins over a prefix and a unit: `min` is the minute, not the milli-inch. */
const factors = new Map<string, Factor>()
for (const [symbol, factor] of namedFactors()) {
  if (!factors.has(symbol) || (wholeSymbols.has(symbol) && factor.symbol === symbol)) factors.set(symbol, factor)
}

const molePattern = /^(\w*mol)<(\d{1,9}(?:\.\d{1,20})?)>$/

/** `mol<M>`: an amount of substance as a mass, one mole being M grams. */
function mole(text: string): Factor | undefined {
  const [, symbol = '', mass = ''] = molePattern.exec(text) ?? []
  const factor = factors.get(symbol)
  const grams = Number(mass)
  if (factor === undefined || grams < 1e-6) return undefined
  return { ...factor, symbol: `${symbol}<${grams}>`, scale: times(factor.scale, ratio(grams)) }
}

/** The unit with this symbol; undefined when there is none. A bare `mol` is none: it needs its molar mass. */
export function findFactor(text: string): Factor | undefined {
  if (text.endsWith('>')) return mole(text)
  return text.endsWith('mol') ? undefined : factors.get(text)
}

/** `ratio` to an integer power. */
export const raise = ({ over, under }: Ratio, power: number): Ratio =>
  power < 0 ? { over: under ** -power, under: over ** -power } : { over: over ** power, under: under ** power }

/** The product of two ratios. */
export const multiply = times
