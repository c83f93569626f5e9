import { z } from 'zod'
import { type CategoryTypeName, categoryTypes } from '../type.js'
import type { Comparison, Predicate } from './predicate.js'
import { comparisonField } from './predicate-fields.js'

const value = z.union([z.string(), z.int()]).meta({ description: 'a case by its name or raw value' })

/** What is said of a category's case. */
export const categoryField = z
  .strictObject({ is: comparisonField.optional(), value: value.optional(), in: z.array(value).max(1_000).optional() })
  .superRefine(({ is, value, in: list }, context) => {
    if ((list === undefined) === (value === undefined))
      context.addIssue({ code: 'custom', message: 'has to have either value or in' })
    if (list !== undefined && is !== undefined)
      context.addIssue({ code: 'custom', path: ['is'], message: 'goes without in' })
    const named = [...(list ?? []).map((one, at) => ({ one, path: ['in', at] })), { one: value, path: ['value'] }]
    for (const { one, path } of named)
      if (typeof one === 'string' && typesByRaw(one).size === 0)
        context.addIssue({ code: 'custom', path, message: 'is not a case of any type' })
  })

/** The types that have a case of this name, by the raw value it has there. */
const typesByRaw = (name: string): Map<number, CategoryTypeName[]> => {
  const types = new Map<number, CategoryTypeName[]>()
  for (const { name: type, values } of categoryTypes) {
    const raw = Object.hasOwn(values, name) ? values[name] : undefined
    if (raw === undefined) continue
    const same = types.get(raw)
    if (same) same.push(type as CategoryTypeName)
    else types.set(raw, [type as CategoryTypeName])
  }
  return types
}

/** A name means another raw value in another type, so it comes to a condition for each. */
const named = (name: string, is: Comparison): Predicate[] =>
  [...typesByRaw(name)].map(([raw, type]) => ({ and: [{ type }, { category: { is, value: raw } }] }))

const comparing = (value: string | number, is: Comparison): Predicate => {
  if (typeof value === 'number') return { category: { is, value } }
  const parts = named(value, is)
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : { or: parts }
}

/** The predicate that these fields mean. */
export const categoryPredicate = ({ is = '==', value, in: list = [] }: z.infer<typeof categoryField>): Predicate => {
  if (value !== undefined) return comparing(value, is)
  const raw = list.filter((one) => typeof one === 'number')
  const names = list.filter((one) => typeof one === 'string')
  if (names.length === 0) return { category: { in: raw } }
  const numbers: Predicate[] = raw.length === 0 ? [] : [{ category: { in: raw } }]
  return { or: [...numbers, ...names.flatMap((name) => named(name, '=='))] }
}
