import { variantParts } from '../bus/bus-connection.js'

/** What a D-Bus signature is read as. Numbers are `n`, `q` and the like; names are a list of texts. */
interface Read {
  readonly text: string
  readonly flag: boolean
  readonly number: number
  readonly names: readonly string[]
  readonly bytes: Uint8Array
  readonly table: ReadonlyMap<string, unknown>
}

type Kind = keyof Read

const isText = (value: unknown): value is string => typeof value === 'string'
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readers: { readonly [K in Kind]: (value: unknown) => Read[K] | undefined } = {
  text: (value) => (isText(value) ? value : undefined),
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  names: (value) => (Array.isArray(value) && value.every(isText) ? value : undefined),
  // A copy: what the library hands out is a window on its receiving buffer.
  bytes: (value) => (value instanceof Uint8Array ? Uint8Array.from(value) : undefined),
  table: (value) => (isRecord(value) ? tableOf(value) : undefined),
}

/** A dictionary by its own keys alone. */
export const tableOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(isRecord(value) ? Object.entries(value) : [])

/** The value of a typed value, when it is of this kind. */
export function readVariant<K extends Kind>(kind: K, held: unknown): Read[K] | undefined {
  const parts = variantParts(held)
  return parts === undefined ? undefined : readers[kind](parts.value)
}

/** Some of an object's properties, as they were told: new values, and names of those that are not known any more. */
export class PropertyReader {
  readonly #values: ReadonlyMap<string, unknown>
  readonly #invalidated: ReadonlySet<unknown>
  readonly #refuse: () => void

  /** `refuse` is called for each property that is not what it ought to be; it is then as if it had not been told. */
  constructor(values: unknown, invalidated: unknown, refuse: () => void) {
    this.#values = tableOf(values)
    this.#invalidated = new Set(Array.isArray(invalidated) ? invalidated : [])
    this.#refuse = refuse
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** What the property is now, when it was `before` until now. */
  read<K extends Kind>(kind: K, name: string, before?: Read[K]): Read[K] | undefined {
    if (this.#invalidated.has(name)) return undefined
    if (!this.#values.has(name)) return before
    const value = readVariant(kind, this.#values.get(name))
    if (value === undefined) this.#refuse()
    return value ?? before
  }
}
