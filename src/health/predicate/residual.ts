import { type Predicate, type PredicateName, takeApart } from './predicate.js'

/** What is known of a condition before a sample is looked at; undefined when it depends on the sample. */
export type Decide = (name: PredicateName, said: unknown) => boolean | undefined

/** The parts of an `and` (whose neutral verdict is true) or an `or` (false) that are left to be asked. */
const join = (name: 'and' | 'or', parts: readonly Predicate[], decide: Decide): Predicate | boolean => {
  const neutral = name === 'and'
  const left: Predicate[] = []
  for (const part of parts) {
    const rest = residualOf(part, decide)
    if (rest === !neutral) return rest
    if (typeof rest === 'object') left.push(rest)
  }
  const [only] = left
  if (only === undefined) return neutral
  return left.length === 1 ? only : name === 'and' ? { and: left } : { or: left }
}

/** What is left of a predicate once its decided conditions are taken out: the verdict when nothing is. */
export function residualOf(predicate: Predicate, decide: Decide): Predicate | boolean {
  if ('and' in predicate) return join('and', predicate.and, decide)
  if ('or' in predicate) return join('or', predicate.or, decide)
  if ('not' in predicate) {
    const rest = residualOf(predicate.not, decide)
    return typeof rest === 'boolean' ? !rest : { not: rest }
  }
  return decide(...takeApart(predicate)) ?? predicate
}
