import { z } from 'zod'
import { HealthError } from '../error.js'

// A JSON Patch (RFC 6902) of three operations: what a difference needs, and any library of it can apply.

const path = z.string().meta({ description: 'JSON pointer (RFC 6901)' })

export const patchOperationSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), path, value: z.unknown() }),
  z.strictObject({ op: z.literal('replace'), path, value: z.unknown() }),
  z.strictObject({ op: z.literal('remove'), path }),
])
export type PatchOperation = z.infer<typeof patchOperationSchema>

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escaped = (name: string | number): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1')

/** The member of this name; what is undefined is not there, as in JSON text. */
const memberOf = (members: Members, name: string): unknown => (Object.hasOwn(members, name) ? members[name] : undefined)

function* membersPatch(from: Members, to: Members, at: string): Generator<PatchOperation> {
  for (const name of Object.keys(from))
    if (from[name] !== undefined && memberOf(to, name) === undefined)
      yield { op: 'remove', path: `${at}/${escaped(name)}` }
  for (const [name, value] of Object.entries(to)) {
    if (value === undefined) continue
    const before = memberOf(from, name)
    const place = `${at}/${escaped(name)}`
    if (before === undefined) yield { op: 'add', path: place, value }
    else yield* valuePatch(before, value, place)
  }
}

function* listPatch(from: readonly unknown[], to: readonly unknown[], at: string): Generator<PatchOperation> {
  const common = Math.min(from.length, to.length)
  for (let index = 0; index < common; index += 1) yield* valuePatch(from[index], to[index], `${at}/${index}`)
  for (let index = from.length - 1; index >= common; index -= 1) yield { op: 'remove', path: `${at}/${index}` }
  for (let index = common; index < to.length; index += 1) yield { op: 'add', path: `${at}/${index}`, value: to[index] }
}

function* valuePatch(from: unknown, to: unknown, at: string): Generator<PatchOperation> {
  if (from === to) return
  if (Array.isArray(from) && Array.isArray(to)) yield* listPatch(from, to, at)
  else if (isMembers(from) && isMembers(to)) yield* membersPatch(from, to, at)
  else yield { op: 'replace', path: at, value: to }
}

/** What makes one JSON value of another, in order. */
export const patchBetween = (from: unknown, to: unknown): readonly PatchOperation[] => [...valuePatch(from, to, '')]

const misfit = (operation: PatchOperation): HealthError =>
  new HealthError('unknownError', `there is nothing to ${operation.op} at ${operation.path}`)

const inList = (list: readonly unknown[], name: string, operation: PatchOperation, rest: readonly string[]) => {
  const index = name === '-' ? list.length : Number(name)
  const isNew = rest.length === 0 && operation.op === 'add'
  if (!Number.isInteger(index) || index < 0 || index > list.length - (isNew ? 0 : 1)) throw misfit(operation)
  if (isNew) return list.toSpliced(index, 0, operation.value)
  if (rest.length === 0 && operation.op === 'remove') return list.toSpliced(index, 1)
  return list.with(index, applied(list[index], operation, rest))
}

const inMembers = (members: Members, name: string, operation: PatchOperation, rest: readonly string[]): Members => {
  const isNew = rest.length === 0 && operation.op === 'add'
  if (!isNew && !Object.hasOwn(members, name)) throw misfit(operation)
  if (rest.length === 0 && operation.op === 'remove')
    return Object.fromEntries(Object.entries(members).filter(([other]) => other !== name))
  const value = isNew ? operation.value : applied(members[name], operation, rest)
  const copy = { ...members }
  // A plain assignment would take `__proto__` for something else than a name.
  Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true })
  return copy
}

const applied = (value: unknown, operation: PatchOperation, place: readonly string[]): unknown => {
  const [name, ...rest] = place
  if (name === undefined) {
    if (operation.op === 'remove') throw misfit(operation)
    return operation.value
  }
  if (Array.isArray(value)) return inList(value, name, operation, rest)
  if (isMembers(value)) return inMembers(value, name, operation, rest)
  throw misfit(operation)
}

const namesIn = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))

/** The value with the patch applied; the value itself stays as it is. Throws `unknownError` when they do not fit. */
export const patched = (value: unknown, patch: readonly PatchOperation[]): unknown =>
  patch.reduce((made, operation) => applied(made, operation, namesIn(operation.path)), value)
