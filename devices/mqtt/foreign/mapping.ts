import { invalidArgument } from '../../../src/health/error.js'
import type { Birth, WorkoutCommand } from '../payloads.js'
import { compileConditions } from './condition.js'
import { parseDeviceName } from './device-name.js'
import { compileEvents } from './foreign-events.js'
import { compileFacts } from './foreign-facts.js'
import { factNames, type MappingSettings } from './mapping-schema.js'
import { parseJsonPath, readJsonPath } from './payload/json-path.js'
import { readNumber, readStatus } from './payload/payload-value.js'
import { parseSelector, type Scope } from './payload/selector.js'
import { type Arrival, compileRow, isTimed, type RowOutcome } from './row.js'
import { parseTopicPattern } from './topic-pattern.js'

/** What one message says of one device. */
export interface ForeignReport {
  readonly device: string
  /** One a row that found something. */
  readonly outcomes: readonly RowOutcome[]
  readonly facts: Birth | undefined
  /** Percent. */
  readonly battery: number | undefined
  readonly status: 'online' | 'offline' | undefined
  readonly commands: readonly WorkoutCommand[]
}

/** A message whose topic the mapping takes. */
export interface ForeignInput extends Omit<Arrival, 'device'> {
  readonly captures: readonly string[]
  /** The payload as JSON, or as text when it is none. */
  readonly payload: unknown
}

/** A compiled mapping. */
export interface Mapping {
  readonly filter: string
  /** Whether a late message is still worth having. */
  readonly isTimed: boolean
  /** Whether a payload has to be JSON. */
  readonly isDeep: boolean
  readonly publishers: readonly string[]
  match(topic: string): readonly string[] | undefined
  /** Whose messages these are, when the topic alone tells. */
  deviceOf(captures: readonly string[]): string | undefined
  /** Undefined when the message is of no device of the mapping's. */
  read(input: ForeignInput): ForeignReport | undefined
}

const checkedAlready = (): never => {
  throw invalidArgument('a mapping was not checked before it is compiled')
}

/** Percent; undefined when there is none. */
function batteryIn(value: unknown): number | undefined {
  const level = readNumber(value)
  return typeof level === 'number' && level >= 0 && level <= 100 ? level : undefined
}

function isDeepMapping({ values, events = [], battery, status, each, when = [], ...rest }: MappingSettings): boolean {
  const conditions = [...when, ...values.flatMap((row) => row.when ?? []), ...events.flatMap((event) => event.when)]
  const facts = factNames.map((name) => rest[name])
  const texts = [battery, status, each, ...facts, ...conditions.map(({ of }) => of), ...values.flatMap(textsOf)]
  const isInside = (text: string | undefined): boolean => text !== undefined && parseSelector(text)?.isDeep === true
  return texts.some(isInside) || (parseDeviceName(rest.device)?.needsPayload ?? false)
}

const textsOf = ({ value, time, end, unit }: MappingSettings['values'][number]) => [
  value,
  time,
  end,
  ...(unit?.startsWith('$') ? [unit] : []),
]

const isSomething = ({ readings, refused }: RowOutcome): boolean => readings.length + refused.length > 0

/** Compiles a mapping that was checked (`mappingSchema`). */
export function compileMapping(settings: MappingSettings): Mapping {
  const pattern = parseTopicPattern(settings.topic) ?? checkedAlready()
  const name = parseDeviceName(settings.device) ?? checkedAlready()
  const each = parseJsonPath(settings.each ?? '$') ?? []
  const holds = compileConditions(settings.when)
  const rows = settings.values.map(compileRow)
  const factsOf = compileFacts(settings)
  const eventsOf = compileEvents(settings.events)
  const battery = settings.battery === undefined ? undefined : parseSelector(settings.battery)
  const status = settings.status === undefined ? undefined : parseSelector(settings.status)

  const readRows = (whole: Scope, arrival: Arrival): readonly RowOutcome[] => {
    const items = readJsonPath(each, whole.root)
    const isAlone = items.length === 1
    return rows.flatMap((row) => items.map((root) => row({ ...whole, root }, arrival, isAlone)).filter(isSomething))
  }
  return {
    filter: pattern.filter,
    isTimed: settings.values.some(isTimed),
    isDeep: isDeepMapping(settings),
    publishers: settings.publishers ?? [],
    match: pattern.match,
    deviceOf: (captures) => (name.needsPayload ? undefined : name.of(captures, undefined)),
    read: ({ captures, payload, ...rest }) => {
      const scope = { captures, root: payload }
      if (!holds(scope)) return undefined
      const device = name.of(captures, payload)
      if (device === undefined) return undefined
      return {
        device,
        outcomes: readRows(scope, { ...rest, device }),
        facts: factsOf(scope, device, rest.at),
        battery: batteryIn(battery?.first(scope)),
        status: readStatus(status?.first(scope)),
        // A command that was kept is one that was carried out.
        commands: rest.retained ? [] : eventsOf(scope, device, rest.at),
      }
    },
  }
}
