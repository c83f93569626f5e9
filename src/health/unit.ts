import { invalidArgument } from './error.js'
import { parseTerms, type Term } from './units/unit-parser.js'
import { type Exponents, type Factor, findFactor, multiply, type Ratio, raise } from './units/unit-table.js'

/** A HealthKit unit. A value `v` of it is `(v + shift) × scale` in SI units. */
export interface Unit {
  /** Canonical text: factors joined by `·`, one `/` with the whole denominator behind it, `()` for no unit. */
  readonly text: string
  /** Reduced exponents of the base dimensions, as text to compare: W and J/s have the same. */
  readonly dimension: string
  readonly scale: Ratio
  /** Not 0 only for a temperature scale that stands alone. */
  readonly shift: number
}

interface Power {
  readonly factor: Factor
  readonly power: number
}

const textLengthMax = 200
const cacheSize = 500

/** Powers of each symbol added up, in the order of first appearance; what cancels out is gone. */
function collect(terms: readonly Term[]): readonly Power[] {
  const powers = new Map<string, Power>()
  for (const { symbol, power } of terms) {
    const factor = findFactor(symbol)
    if (factor === undefined) continue
    powers.set(factor.symbol, { factor, power: power + (powers.get(factor.symbol)?.power ?? 0) })
  }
  return [...powers.values()].filter(({ power }) => power !== 0)
}

function addExponents(powers: readonly Power[]): Exponents {
  const sum: Record<string, number> = {}
  for (const { factor, power } of powers) {
    for (const [name, exponent] of Object.entries(factor.exponents)) sum[name] = (sum[name] ?? 0) + exponent * power
  }
  return sum
}

const dimensionText = (exponents: Exponents): string =>
  Object.entries(exponents)
    .filter(([, exponent]) => exponent !== 0)
    .map(([name, exponent]) => `${name}^${exponent}`)
    .sort()
    .join(' ')

const powerText = ({ factor, power }: Power): string =>
  Math.abs(power) === 1 ? factor.symbol : `${factor.symbol}^${Math.abs(power)}`

const product = (powers: readonly Power[]): string => powers.map(powerText).join('·')

const isTime = ({ factor }: Power): boolean => dimensionText(factor.exponents) === 'time^1'

// HealthKit writes the time first behind the division: mL/min·kg, kcal/hr·kg.
const timeFirst = (powers: readonly Power[]): readonly Power[] => [
  ...powers.filter(isTime),
  ...powers.filter((power) => !isTime(power)),
]

function canonicalText(powers: readonly Power[]): string {
  const over = powers.filter(({ power }) => power > 0)
  const under = powers.filter(({ power }) => power < 0)
  if (under.length === 0) return over.length === 0 ? '()' : product(over)
  return `${over.length === 0 ? '1' : product(over)}/${product(timeFirst(under))}`
}

const shiftOf = ([first, ...rest]: readonly Power[]): number =>
  first !== undefined && rest.length === 0 && first.power === 1 ? first.factor.shift : 0

function build(terms: readonly Term[]): Unit {
  const powers = collect(terms)
  const one: Ratio = { over: 1, under: 1 }
  return {
    text: canonicalText(powers),
    dimension: dimensionText(addExponents(powers)),
    scale: powers.reduce((scale, { factor, power }) => multiply(scale, raise(factor.scale, power)), one),
    shift: shiftOf(powers),
  }
}

const isMeasurable = ({ scale }: Unit): boolean =>
  [scale.over, scale.under, scale.over / scale.under].every((part) => Number.isFinite(part) && part > 0)

function read(text: string): Unit {
  const terms = text.length > textLengthMax ? undefined : parseTerms(text)
  const unit = terms === undefined ? undefined : build(terms)
  if (unit === undefined || !isMeasurable(unit)) throw invalidArgument('not a unit that HealthKit knows')
  return unit
}

const cache = new Map<string, Unit>()

function remember(text: string, unit: Unit): Unit {
  const oldest = cache.size < cacheSize ? undefined : cache.keys().next().value
  if (oldest !== undefined) cache.delete(oldest)
  cache.set(text, unit)
  return unit
}

/** Reads a HealthKit unit string (`count/min`, `mL/(kg*min)`, `mmol<180.156>/L`, `()`). Throws `invalidArgument`. */
export const parseUnit = (text: string): Unit => cache.get(text) ?? remember(text, read(text))

/** Whether values of one can be expressed in the other. */
export const isCompatible = (a: Unit, b: Unit): boolean => a.dimension === b.dimension

/** From values of `from` to values of `to`. Throws `invalidArgument` when they measure different things. */
export function conversion(from: Unit, to: Unit): (value: number) => number {
  if (!isCompatible(from, to)) throw invalidArgument(`${from.text} cannot be expressed in ${to.text}`)
  if (from.text === to.text) return (value) => value
  const over = from.scale.over * to.scale.under
  const under = from.scale.under * to.scale.over
  return (value) => ((value + from.shift) * over) / under - to.shift
}

/** A value of `from` expressed in `to`. Throws `invalidArgument` when they measure different things. */
export const convert = (value: number, from: Unit, to: Unit): number => conversion(from, to)(value)

/** The unit's canonical text. */
export const unitText = (unit: Unit): string => unit.text
