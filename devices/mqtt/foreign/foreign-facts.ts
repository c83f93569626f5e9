import type { Birth } from '../payloads.js'
import { factNames, type MappingSettings } from './mapping-schema.js'
import { readFact } from './payload/payload-value.js'
import { parseSelector, type Scope } from './payload/selector.js'

/** What a message says of the device itself; undefined when nothing, or nothing new. */
export type Facts = (scope: Scope, device: string, at: number) => Birth | undefined

// They ride along with every message; told again now and then, for a device may have been forgotten meanwhile.
const tellEveryMs = 600_000
const devicesMax = 10_000

interface Told {
  readonly text: string
  readonly at: number
}

type FactReader = readonly [name: (typeof factNames)[number], read: (scope: Scope) => string | undefined]

function readersOf(settings: MappingSettings): readonly FactReader[] {
  return factNames.flatMap((name): FactReader[] => {
    const text = settings[name]
    const selector = text === undefined ? undefined : parseSelector(text)
    if (text === undefined) return []
    return [[name, (scope) => readFact(selector === undefined ? text : selector.first(scope))]]
  })
}

const nothingKnown = { ...Object.fromEntries(factNames.map((name) => [name, undefined])), user: undefined }

/** Compiles what the mapping reads of the device itself. */
export function compileFacts(settings: MappingSettings): Facts {
  const readers = readersOf(settings)
  const types = [...new Set(settings.values.map(({ type }) => type))]
  const told = new Map<string, Told>()

  const isNews = (device: string, text: string, at: number): boolean => {
    const before = told.get(device)
    if (before?.text === text && Math.abs(at - before.at) < tellEveryMs) return false
    if (told.size >= devicesMax) told.clear()
    told.set(device, { text, at })
    return true
  }
  return (scope, device, at) => {
    const found = readers.map(([name, read]) => [name, read(scope)] as const).filter(([, fact]) => fact !== undefined)
    if (found.length === 0 || !isNews(device, JSON.stringify(found), at)) return undefined
    const facts = { ...nothingKnown, ...Object.fromEntries(found) } as Omit<Birth, 'types'>
    return { ...facts, types: types.length === 0 ? undefined : types }
  }
}
