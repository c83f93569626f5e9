import type { Metadata, MetadataValue } from '../sample.js'
import { isoTime, parseInstant } from '../time.js'
import type { SampleType } from '../type.js'
import { isCompatible, parseUnit, type Unit } from '../unit.js'
import { type Form, isMembers, openMember, reject } from './form.js'
import { findMetadataKey, type MetadataKey, requiredMetadataKey } from './metadata-keys.js'

const keysMax = 100
const keyLengthMax = 256
const textLengthMax = 4096

/** A value that is being read: under which key, and of what type the sample is. */
interface Entry {
  readonly form: Form
  readonly key: string
  readonly value: unknown
  readonly type: SampleType
}

const refuse = ({ form, key }: Entry, message: string): undefined => reject(form, key, message)

function text(entry: Entry): string | undefined {
  if (typeof entry.value !== 'string') return refuse(entry, 'is not text')
  return entry.value.length > textLengthMax ? refuse(entry, 'is too long') : entry.value
}

function number(entry: Entry): number | undefined {
  return typeof entry.value === 'number' && Number.isFinite(entry.value)
    ? entry.value
    : refuse(entry, 'is not a number')
}

/** A case by its name or raw value, as its raw value. */
function oneOf(entry: Entry, cases: Readonly<Record<string, number | null>>): number | undefined {
  const { value } = entry
  const raw = typeof value === 'string' && Object.hasOwn(cases, value) ? cases[value] : value
  return typeof raw === 'number' && Object.values(cases).includes(raw) ? raw : refuse(entry, 'is not one of its cases')
}

function truth(entry: Entry): boolean | undefined {
  return typeof entry.value === 'boolean' ? entry.value : refuse(entry, 'is not true or false')
}

function date(entry: Entry): string | undefined {
  const at = parseInstant(entry.value)
  return at === undefined ? refuse(entry, 'is not a date with an offset') : isoTime(at)
}

function knownUnit(text: unknown): Unit | undefined {
  try {
    return typeof text === 'string' ? parseUnit(text) : undefined
  } catch {
    return undefined
  }
}

/** `wanted`: a unit of the dimension that the value has to have; any when undefined. */
function quantity(entry: Entry, wanted?: Unit): MetadataValue | undefined {
  const form = openMember(entry.form, entry.key, entry.value)
  if (form === undefined) return undefined
  const { value, unit: name, ...rest } = form.members
  const unit = knownUnit(name)
  if (typeof value !== 'number' || !Number.isFinite(value)) return reject(form, 'value', 'is not a number')
  if (Object.keys(rest).length > 0) return refuse(entry, 'has more than value and unit')
  if (unit === undefined || (wanted !== undefined && !isCompatible(unit, wanted)))
    return reject(form, 'unit', wanted === undefined ? 'is not a unit' : `is not a unit like ${wanted.text}`)
  return { value, unit: String(name) }
}

const sampleUnit = (type: SampleType): Unit | undefined =>
  type.family === 'quantity' ? parseUnit(type.unit) : undefined

const predefined: Readonly<
  Record<MetadataKey['valueType'], (entry: Entry, key: MetadataKey) => MetadataValue | undefined>
> = {
  string: text,
  number: (entry, { cases }) => (cases === undefined ? number(entry) : oneOf(entry, cases)),
  bool: truth,
  date,
  quantity: (entry, { unit }) => quantity(entry, unit === 'ofSample' ? sampleUnit(entry.type) : unit),
}

function custom(entry: Entry): MetadataValue | undefined {
  if (typeof entry.value === 'boolean') return entry.value
  if (typeof entry.value === 'number') return number(entry)
  if (typeof entry.value === 'string') return text(entry)
  return isMembers(entry.value) ? quantity(entry) : refuse(entry, 'is not text, a number, true, false or a quantity')
}

// A key of this name would be the prototype of the object that somebody copies the metadata into.
const isKey = (key: string): boolean => key.length > 0 && key.length <= keyLengthMax && key !== '__proto__'

type Pair = readonly [string, MetadataValue]

function readEntry(entry: Entry, seen: Set<string>): readonly Pair[] {
  const key = findMetadataKey(entry.key)
  const name = key?.name ?? entry.key
  if (!isKey(name)) return refuse(entry, 'is not a metadata key') ?? []
  if (seen.has(name)) return refuse(entry, `is ${name} once more`) ?? []
  seen.add(name)
  const value = key === undefined ? custom(entry) : predefined[key.valueType](entry, key)
  return value === undefined ? [] : [[name, value]]
}

/**
 * One entry by the rules of its key on a sample of the type: the key's short name and what is kept. Undefined when it
 * breaks them.
 */
export function readMetadataEntry(key: string, value: unknown, type: SampleType): Pair | undefined {
  return readEntry({ form: { members: {}, pointer: '', faults: [] }, key, value, type }, new Set())[0]
}

function checkSync(form: Form, names: ReadonlySet<string>): void {
  if (names.has('syncIdentifier') === names.has('syncVersion')) return
  const missing = names.has('syncIdentifier') ? 'syncVersion' : 'syncIdentifier'
  reject(form, missing, 'is missing: a sync identifier and a sync version come together')
}

function checkRequired(form: Form, names: ReadonlySet<string>, type: SampleType): void {
  const required = requiredMetadataKey(type)
  if (required !== undefined && !names.has(required)) reject(form, required, `is missing: ${type.name} needs it`)
}

/**
 * Reads the member `metadata` of a sample: predefined keys under any of their spellings, normalised to the short name
 * and checked for their kind; keys of the client's own as they are. Semantics § 5. What is wrong is noted in the form.
 */
export function readMetadata(sample: Form, type: SampleType): Metadata {
  const { metadata = {} } = sample.members
  const form = openMember(sample, 'metadata', metadata)
  if (form === undefined) return {}
  const entries = Object.entries(form.members)
  if (entries.length > keysMax) return reject(sample, 'metadata', `has more than ${keysMax} keys`) ?? {}
  const names = new Set<string>()
  const pairs = entries.flatMap(([key, value]) => readEntry({ form, key, value, type }, names))
  checkSync(form, names)
  checkRequired(form, names, type)
  return Object.fromEntries(pairs)
}
