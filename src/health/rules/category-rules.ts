import type { Reading } from '../sample.js'
import type { CategoryType } from '../type.js'
import { mayBeUndetermined } from './duration.js'
import { type Form, reject, rejectUnknown } from './form.js'
import { factNames, readFacts } from './sample-facts.js'

const names: ReadonlySet<string> = new Set([...factNames, 'value', 'hasUndeterminedDuration'])

/** The raw value of a case given by its name or raw value; undefined when the type has no such case. */
export function caseOf(type: CategoryType, value: unknown): number | undefined {
  if (typeof value === 'string') return Object.hasOwn(type.values, value) ? type.values[value] : undefined
  return typeof value === 'number' && Object.values(type.values).includes(value) ? value : undefined
}

/** Whether the end is not known yet; noted, when nothing of this type goes on for so long. Semantics § 4.2. */
function readUndetermined(form: Form, type: CategoryType): boolean {
  const { hasUndeterminedDuration: is = false } = form.members
  if (typeof is !== 'boolean') reject(form, 'hasUndeterminedDuration', 'is not true or false')
  if (is !== true || mayBeUndetermined(type)) return is === true
  return reject(form, 'hasUndeterminedDuration', `is true, but ${type.name} has a longest duration`) ?? false
}

/** A case of the type's enumeration. Semantics § 4.5. */
export function readCategory(form: Form, type: CategoryType) {
  rejectUnknown(form, names)
  const facts = readFacts(form, type, { isUndetermined: readUndetermined(form, type) })
  const value = caseOf(type, form.members.value)
  if (value === undefined) return reject(form, 'value', `is not a case of ${type.name}`)
  return facts === undefined
    ? undefined
    : ({ kind: 'category', type: type.name, value, ...facts } as const satisfies Reading)
}
