import { type Form, faultsMax, openMember, pointerTo, reject } from '../rules/form.js'

/** What a number may be, both ends allowed unless `above` leaves the lower one out. */
export interface Range {
  readonly least?: number
  readonly above?: number
  readonly below?: number
  readonly most?: number
}

/** Whether a number is finite and in its range. */
export const isInRange = (value: number, { least, above, below, most }: Range): boolean =>
  Number.isFinite(value) &&
  value >= (least ?? -Infinity) &&
  value > (above ?? -Infinity) &&
  value < (below ?? Infinity) &&
  value <= (most ?? Infinity)

const inWords = ({ least, above, below, most }: Range): string =>
  Object.entries({ 'at least': least, above, below, 'at most': most })
    .flatMap(([words, bound]) => (bound === undefined ? [] : [`${words} ${bound}`]))
    .join(' and ')

/** A number in a range; undefined, and noted, when it is none. */
export function readNumber(form: Form, name: string, range: Range = {}): number | undefined {
  const value = form.members[name]
  if (typeof value === 'number' && isInRange(value, range)) return value
  return reject(form, name, `is not a number ${inWords(range)}`.trimEnd())
}

/** The same, but it may be missing. */
export const readOptionalNumber = (form: Form, name: string, range: Range = {}): number | undefined =>
  form.members[name] === undefined ? undefined : readNumber(form, name, range)

/** True or false; `otherwise` when it is missing. */
export function readTruth(form: Form, name: string, otherwise: boolean): boolean | undefined {
  const { [name]: value = otherwise } = form.members
  return typeof value === 'boolean' ? value : reject(form, name, 'is not true or false')
}

/** Names of cases and their raw values. */
export type Cases = Readonly<Record<string, number>>

/** The case with this name or raw value; undefined when there is none. */
export function caseNamed<Known extends Cases>(cases: Known, value: unknown): Extract<keyof Known, string> | undefined {
  const found = Object.entries(cases).find(([name, raw]) => name === value || raw === value)
  return found?.[0] as Extract<keyof Known, string> | undefined
}

/** A case by its name or raw value, as its name; `otherwise` when the member is missing. */
export function readCase<Known extends Cases>(
  form: Form,
  { name, otherwise }: { readonly name: string; readonly otherwise?: string },
  cases: Known,
) {
  const { [name]: value = otherwise } = form.members
  return caseNamed(cases, value) ?? reject(form, name, 'is not one of its cases')
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function readList(form: Form, name: string, { least, most }: Bounds): readonly unknown[] | undefined {
  const { [name]: list = least === 0 ? [] : undefined } = form.members
  if (!Array.isArray(list)) return reject(form, name, 'is not a list')
  if (list.length < least) return reject(form, name, 'is empty')
  return list.length > most ? reject(form, name, `has more than ${most} entries`) : list
}

/** Every entry of a list; undefined, and noted, when it is none, too long, or when `read` refuses one of its entries. */
export function readEach<Item>(
  form: Form,
  { name, ...bounds }: Bounds & { readonly name: string },
  read: (list: Form, index: number, entry: unknown) => Item | undefined,
): readonly Item[] | undefined {
  const entries = readList(form, name, bounds)
  if (entries === undefined) return undefined
  const list: Form = { members: {}, pointer: pointerTo(form, name), faults: form.faults }
  const before = form.faults.length
  const items: Item[] = []
  for (let index = 0; index < entries.length && form.faults.length < faultsMax; index += 1) {
    const item = read(list, index, entries[index])
    if (item !== undefined) items.push(item)
  }
  return form.faults.length === before && before < faultsMax ? items : undefined
}

/** The same for a list of objects. */
export const readObjects = <Item>(
  form: Form,
  bounds: Bounds & { readonly name: string },
  read: (object: Form) => Item | undefined,
): readonly Item[] | undefined =>
  readEach(form, bounds, (list, index, entry) => {
    const object = openMember(list, index, entry)
    return object && read(object)
  })
