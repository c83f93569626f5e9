import { z } from 'zod'
import { findMetadataKey, type MetadataKey } from '../rules/metadata-keys.js'
import type { MetadataValue } from '../sample.js'
import { isoTime, parseInstant } from '../time.js'
import { isCompatible } from '../unit.js'
import type { MetadataCondition } from './predicate.js'
import { comparisonField, knownUnit } from './predicate-fields.js'

const quantity = z.strictObject({ value: z.number(), unit: z.string() })
const value = z.union([z.string(), z.number(), z.boolean(), quantity])
const fields = z.strictObject({
  key: z.string().min(1).max(256),
  is: comparisonField.optional(),
  value: value.optional(),
  in: z.array(value).max(1_000).optional(),
})
type Given = z.infer<typeof value>
type Fields = z.infer<typeof fields>

/** What a value means under a key: as it would have been kept; undefined when the key cannot have it. */
type Read = (given: Given, key: MetadataKey) => MetadataValue | undefined

const readers: Readonly<Record<MetadataKey['valueType'], Read>> = {
  string: (given) => (typeof given === 'string' ? given : undefined),
  bool: (given) => (typeof given === 'boolean' ? given : undefined),
  date: (given) => {
    const at = parseInstant(given)
    return at === undefined ? undefined : isoTime(at)
  },
  number: (given, { cases }) => {
    const raw = typeof given === 'string' && cases && Object.hasOwn(cases, given) ? cases[given] : given
    return typeof raw === 'number' ? raw : undefined
  },
  quantity: (given, { unit: wanted }) => {
    const unit = typeof given === 'object' ? knownUnit(given.unit) : undefined
    if (unit === undefined || typeof given !== 'object') return undefined
    return typeof wanted === 'object' && !isCompatible(unit, wanted) ? undefined : given
  },
}

const custom: Read = (given) => (typeof given === 'object' && knownUnit(given.unit) === undefined ? undefined : given)

type Context = { addIssue(issue: { code: 'custom'; message: string; path: (string | number)[] }): void }

const refuse = (context: Context, path: (string | number)[], message: string): undefined => {
  context.addIssue({ code: 'custom', message, path })
}

const reader = (spelling: string, context: Context) => {
  const key = findMetadataKey(spelling)
  return (given: Given, ...path: (string | number)[]): MetadataValue | undefined => {
    const read =
      key === undefined ? custom(given, { name: spelling, valueType: 'string' }) : readers[key.valueType](given, key)
    return read ?? refuse(context, path, `is not a value that ${key?.name ?? spelling} can have`)
  }
}

const conditionOf = (said: Fields, context: Context): MetadataCondition | undefined => {
  const key = findMetadataKey(said.key)?.name ?? said.key
  const read = reader(said.key, context)
  if (said.in !== undefined) {
    if (said.value !== undefined || said.is !== undefined) return refuse(context, ['in'], 'goes without is and value')
    const wanted = said.in.map((one, at) => read(one, 'in', at))
    return { key, in: wanted.filter((one) => one !== undefined) }
  }
  if (said.value === undefined) return said.is === undefined ? { key } : refuse(context, ['value'], 'is missing')
  const wanted = read(said.value, 'value')
  return wanted === undefined ? undefined : { key, is: said.is ?? '==', value: wanted }
}

/**
 * A condition on a metadata key under any of its spellings: `{ key }`, `{ key, in }`, or `{ key, is, value }`, where `is`
 * is `==` when left out. A value is read as the key's kind demands: dates, cases by their names, quantities in any unit.
 */
export const metadataField = fields.transform(
  (said, context): MetadataCondition => conditionOf(said, context) ?? z.NEVER,
)
