import { findFactor } from './unit-table.js'

/** A symbol to a power, as read. */
export interface Term {
  readonly symbol: string
  readonly power: number
}

const powerLimit = 99

// Symbols (with a molar mass in angle brackets), then one-character signs; anything else is the lone last alternative.
const tokenPattern = /[A-Za-z_%]+(?:<[\d.]*>)?|-?\d+|[()/^.*·]|./gsu
const productSigns = new Set(['.', '*', '·'])

/** Reads tokens from left to right; every rule of the grammar below consumes what it recognises. */
class Tokens {
  readonly #tokens: readonly string[]
  #next = 0

  constructor(text: string) {
    this.#tokens = text.match(tokenPattern) ?? []
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length
  }

  peek(): string {
    return this.#tokens[this.#next] ?? ''
  }

  take(): string {
    const token = this.peek()
    this.#next += 1
    return token
  }

  /** Takes the next token when it is `wanted`. */
  skip(wanted: string): boolean {
    if (this.atEnd || this.peek() !== wanted) return false
    this.#next += 1
    return true
  }
}

type Terms = readonly Term[] | undefined

const raised = (terms: readonly Term[], power: number): readonly Term[] =>
  terms.map((term) => ({ symbol: term.symbol, power: term.power * power }))

const within = (power: number): boolean => Number.isInteger(power) && Math.abs(power) <= powerLimit

// exponent = [ '^' integer ]
function exponent(tokens: Tokens): number {
  if (!tokens.skip('^')) return 1
  const digits = tokens.take()
  return /^-?\d{1,2}$/.test(digits) ? Number(digits) : Number.NaN
}

// atom = symbol | '(' quotient ')'
function atom(tokens: Tokens): Terms {
  const token = tokens.take()
  if (token !== '(') return findFactor(token) === undefined ? undefined : [{ symbol: token, power: 1 }]
  const inner = quotient(tokens)
  return tokens.skip(')') ? inner : undefined
}

// factor = atom exponent
function factor(tokens: Tokens): Terms {
  const terms = atom(tokens)
  const power = exponent(tokens)
  return terms === undefined || !within(power) ? undefined : raised(terms, power)
}

// product = factor { sign factor }
function product(tokens: Tokens): Terms {
  let terms = factor(tokens)
  while (terms !== undefined && productSigns.has(tokens.peek())) {
    tokens.take()
    const next = factor(tokens)
    terms = next === undefined ? undefined : [...terms, ...next]
  }
  return terms
}

// quotient = product [ '/' product ] | '1' '/' product
function quotient(tokens: Tokens): Terms {
  const one = tokens.skip('1')
  const over = one ? [] : product(tokens)
  if (!tokens.skip('/')) return one ? undefined : over
  const under = product(tokens)
  return over === undefined || under === undefined ? undefined : [...over, ...raised(under, -1)]
}

/**
 * The terms of a HealthKit unit string in the order written, those behind the division with negative powers; undefined
 * when the string breaks the grammar. The null unit (an empty string or `()`) has none.
 */
export function parseTerms(text: string): Terms {
  if (text === '' || text === '()') return []
  const tokens = new Tokens(text)
  const terms = quotient(tokens)
  return tokens.atEnd ? terms : undefined
}
