import { seriesFigures } from '../kinds/series-figures.js'
import { canonicalise } from '../rules/canonical.js'
import type { Sample } from '../sample.js'
import { findType } from '../type.js'
import { compareBy } from './comparison.js'
import type { Said } from './predicate.js'

/** The quantity of a sample, in its type's canonical unit; of a series the sum, or the average of a discrete type. */
const quantityOf = (sample: Sample): number | undefined => {
  if (sample.kind === 'quantity') return sample.value
  if (sample.kind !== 'series') return undefined
  const { sum, average } = seriesFigures(sample)
  return sum ?? average
}

/** What a condition's value is in the canonical unit of a type; undefined when the type is measured in other units. */
export const canonicalValue = (name: string, { value, unit }: Said<'quantity'>): number | undefined => {
  const type = findType(name)
  return type?.family === 'quantity' ? canonicalise(type, unit)?.(value) : undefined
}

export const quantityTest = (said: Said<'quantity'>): ((sample: Sample) => boolean) => {
  const compare = compareBy(said.is)
  const byType = new Map<string, number | undefined>()
  const limitOf = (type: string): number | undefined => {
    if (!byType.has(type)) byType.set(type, canonicalValue(type, said))
    return byType.get(type)
  }
  return (sample) => {
    const value = quantityOf(sample)
    const limit = value === undefined ? undefined : limitOf(sample.type)
    return value !== undefined && limit !== undefined && compare(value, limit)
  }
}

export const categoryTest = (said: Said<'category'>): ((sample: Sample) => boolean) => {
  if ('in' in said) return (sample) => sample.kind === 'category' && said.in.includes(sample.value)
  const compare = compareBy(said.is)
  return (sample) => sample.kind === 'category' && compare(sample.value, said.value)
}
