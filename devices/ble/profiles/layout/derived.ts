import type { FieldValue } from './field-value.js'
import { type Loose, plain, type Row } from './row.js'

type Derived<Name extends string, T> = Row<Readonly<Record<Name, T>>, Loose<Record<Name, T>>>

const computed = <Name extends string, T extends FieldValue>(
  name: Name,
  compute: (fields: Readonly<Record<string, FieldValue>>, flags: number) => T | undefined,
): Derived<Name, T> => ({
  ...plain,
  read: ({ fields, flags }) => {
    const value = compute(fields, flags)
    if (value !== undefined) fields[name] = value
  },
  write: (output) => {
    output.find(name)
  },
})

/** A number that is computed from another field; as null and absent as that. It is not encoded. */
export const derived = <Name extends string>(
  name: Name,
  from: string,
  compute: (value: number, flags: number) => number,
): Derived<Name, number | null> =>
  computed(name, (fields, flags) => {
    const value = fields[from]
    if (value === null) return null
    return typeof value === 'number' ? compute(value, flags) : undefined
  })

/** Numbers that are computed from another field's. */
export const derivedList = <Name extends string>(
  name: Name,
  from: string,
  compute: (value: number) => number,
): Derived<Name, readonly number[]> =>
  computed(name, (fields) => {
    const values = fields[from]
    return Array.isArray(values) ? values.map((value) => compute(Number(value))) : undefined
  })

/** The name of what another field numbers. */
export const derivedLabel = <Name extends string>(
  name: Name,
  from: string,
  label: (code: number) => string,
): Derived<Name, string> =>
  computed(name, (fields) => {
    const value = fields[from]
    return typeof value === 'number' ? label(value) : undefined
  })
