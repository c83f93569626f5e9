import { type FitValue, readFitValue } from './base-types.js'
import type { DeveloperValue, FitMessage } from './message.js'

interface FieldDefinition {
  readonly number: number
  readonly size: number
  readonly baseType: number
}

interface DeveloperDefinition {
  readonly field: number
  readonly size: number
  readonly developer: number
}

/** How the data messages of a local type are laid out. */
export interface MessageDefinition {
  readonly number: number
  readonly little: boolean
  readonly fields: readonly FieldDefinition[]
  readonly developerFields: readonly DeveloperDefinition[]
  /** Of a data message without its header byte. */
  readonly size: number
}

/** Finds the base type of a developer field, when its description came before. */
export type DeveloperTypes = (developer: number, field: number) => number | undefined

const fixed = 5
const perField = 3
const timestampField = 253
const asBytes = 13

/** Bytes of a definition message without its header; undefined when too few are there to tell. */
export function definitionLength(view: DataView, hasDeveloperFields: boolean): number | undefined {
  if (view.byteLength < fixed) return undefined
  const fields = fixed + perField * view.getUint8(4)
  if (!hasDeveloperFields) return fields
  return view.byteLength <= fields ? undefined : fields + 1 + perField * view.getUint8(fields)
}

const triples = (view: DataView, from: number): (readonly [number, number, number])[] =>
  Array.from({ length: view.getUint8(from) }, (_, index) => {
    const at = from + 1 + perField * index
    return [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)] as const
  })

const total = (parts: readonly { readonly size: number }[]): number => parts.reduce((sum, { size }) => sum + size, 0)

/** Reads a whole definition message, its header byte left out. */
export function readDefinition(view: DataView, hasDeveloperFields: boolean): MessageDefinition {
  const little = view.getUint8(1) === 0
  const fields = triples(view, 4).map(([number, size, baseType]) => ({ number, size, baseType }))
  const rest = fixed + perField * fields.length
  const developerFields = hasDeveloperFields
    ? triples(view, rest).map(([field, size, developer]) => ({ field, size, developer }))
    : []
  return {
    number: view.getUint16(2, little),
    little,
    fields,
    developerFields,
    size: total(fields) + total(developerFields),
  }
}

const part = (view: DataView, offset: number, size: number): DataView =>
  new DataView(view.buffer, view.byteOffset + offset, size)

/** Reads a whole data message, its header byte left out. */
export function readMessage(
  view: DataView,
  { number, little, fields, developerFields }: MessageDefinition,
  typeOf: DeveloperTypes,
): FitMessage {
  let offset = 0
  const found = new Map<number, FitValue>()
  for (const { number: field, size, baseType } of fields) {
    const value = readFitValue(part(view, offset, size), baseType, little)
    if (value !== undefined) found.set(field, value)
    offset += size
  }
  const developed: DeveloperValue[] = []
  for (const { field, size, developer } of developerFields) {
    const value = readFitValue(part(view, offset, size), typeOf(developer, field) ?? asBytes, little)
    if (value !== undefined) developed.push({ developer, field, value })
    offset += size
  }
  const timestamp = found.get(timestampField)
  return { number, fields: found, developerFields: developed, ...(typeof timestamp === 'number' && { timestamp }) }
}
