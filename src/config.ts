import { z } from 'zod'
import { mappingEntrySchema } from '../devices/mqtt/foreign/mapping-entry.js'
import { type Fault, HealthError } from './health/error.js'

const port = z.int().min(0).max(65_535)
const text = z.string().min(1)

/** Every key of the configuration. `config/vitald.json` shows each with its default. */
export const configSchema = z.strictObject({
  data: text,
  http: z.strictObject({ host: text, port }),
  mqtt: z
    .strictObject({
      host: text,
      port,
      base: z.string().regex(/^[^/+#]+(\/[^/+#]+)*$/, 'is a topic without wildcards'),
      url: z.url({ protocol: /^mqtts?$/, error: 'is a URL like mqtt://host:1883 or mqtts://host:8883' }).optional(),
      username: text.optional(),
      passwordFile: text.optional(),
      caFile: text.optional(),
      homeAssistant: z.boolean(),
      mappings: z.array(mappingEntrySchema).max(256),
    })
    .refine((mqtt) => mqtt.url !== undefined || (mqtt.username ?? mqtt.passwordFile ?? mqtt.caFile) === undefined, {
      path: ['url'],
      error: 'is needed with username, passwordFile or caFile, which are for an outside broker',
    }),
  influx: z.strictObject({
    url: z.url({ protocol: /^https?$/, error: 'is a URL like http://127.0.0.1:8086' }).optional(),
    database: text,
    username: text.optional(),
    passwordFile: text.optional(),
  }),
  store: z.strictObject({ tombstoneDays: z.int().min(1).max(36_500) }),
  ble: z.strictObject({
    enabled: z.boolean(),
    adapter: z
      .string()
      .regex(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/i, 'is an address like 00:1A:7D:DA:71:13')
      .toUpperCase()
      .optional(),
    autoPowerOn: z.boolean(),
  }),
  ingest: z.strictObject({ adopt: z.boolean() }),
  sessions: z.strictObject({ orphanAfter: z.int().min(60).max(604_800) }),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']) }),
})

export type Config = z.infer<typeof configSchema>

/** The dotted keys that hold a value, and the kind a text from the environment or a flag is read as. */
export const configKeys = {
  data: 'text',
  'http.host': 'text',
  'http.port': 'number',
  'mqtt.host': 'text',
  'mqtt.port': 'number',
  'mqtt.base': 'text',
  'mqtt.url': 'text',
  'mqtt.username': 'text',
  'mqtt.passwordFile': 'text',
  'mqtt.caFile': 'text',
  'mqtt.homeAssistant': 'boolean',
  'mqtt.mappings': 'names',
  'influx.url': 'text',
  'influx.database': 'text',
  'influx.username': 'text',
  'influx.passwordFile': 'text',
  'store.tombstoneDays': 'number',
  'ble.enabled': 'boolean',
  'ble.adapter': 'text',
  'ble.autoPowerOn': 'boolean',
  'ingest.adopt': 'boolean',
  'sessions.orphanAfter': 'number',
  'log.level': 'text',
} as const

export type ConfigKey = keyof typeof configKeys

/** The built-in values; `data` depends on the machine and is passed in. */
export const defaultConfig = (data: string): Config => ({
  data,
  http: { host: '127.0.0.1', port: 8420 },
  mqtt: { host: '127.0.0.1', port: 1883, base: 'vitald', homeAssistant: false, mappings: [] },
  influx: { database: 'vitald' },
  store: { tombstoneDays: 365 },
  ble: { enabled: true, autoPowerOn: false },
  ingest: { adopt: false },
  sessions: { orphanAfter: 14_400 },
  log: { level: 'info' },
})

/** What was said about the configuration, and by whom: a file, the environment, flags. Later layers win. */
export interface ConfigLayer {
  /** Names the layer in errors: `vitald.json`, `environment`, `flags`. */
  readonly name: string
  readonly values: unknown
}

type Tree = { [key: string]: unknown }

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

// A null in a layer says "as below": so the file that documents every key can show those without a default.
const merge = (below: unknown, above: unknown): unknown => {
  if (above === null || above === undefined) return below
  if (!isTree(below) || !isTree(above)) return above
  const keys = new Set([...Object.keys(below), ...Object.keys(above)])
  return Object.fromEntries([...keys].map((key) => [key, merge(below[key], above[key])]))
}

const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: [...issue.path, key].join('.'), message: 'is not a known key' }))
      : [{ pointer: issue.path.join('.'), message: issue.message }],
  )

const memberOf = (tree: unknown, name: string): unknown =>
  typeof tree === 'object' && tree !== null && Object.hasOwn(tree, name) ? (tree as Tree)[name] : undefined

/** The last layer that says something of the key or, when none does because it is missing, of what it is missing in. */
const sourceOf = (layers: readonly ConfigLayer[], key: string): string => {
  const names = key.split('.')
  const holds = (depth: number, value: unknown): boolean => names.slice(0, depth).reduce(memberOf, value) !== undefined
  for (let depth = names.length; depth > 0; depth -= 1) {
    const layer = layers.findLast(({ values }) => holds(depth, values))
    if (layer !== undefined) return layer.name
  }
  return 'defaults'
}

/** Lays the layers over the defaults and checks the whole; throws one `invalidArgument` that names every fault. */
export function parseConfig(defaults: Config, layers: readonly ConfigLayer[]): Config {
  const parsed = configSchema.safeParse(layers.reduce<unknown>((below, layer) => merge(below, layer.values), defaults))
  if (parsed.success) return parsed.data
  const faults = faultsOf(parsed.error)
  const lines = faults.map(({ pointer, message }) => `  ${pointer} ${message} (${sourceOf(layers, pointer)})`)
  throw new HealthError('invalidArgument', `the configuration is wrong:\n${lines.join('\n')}`, faults)
}

const coerce = (kind: 'text' | 'number' | 'boolean' | 'names', value: string): unknown => {
  if (kind === 'names') return value.split(',').map((name) => name.trim())
  if (kind === 'number' && /^\d+$/.test(value)) return Number(value)
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

/** Nests dotted keys: `{ 'http.port': '80' }` becomes `{ http: { port: 80 } }`. Unknown keys stay, to be refused by name. */
export function layerOf(name: string, values: Readonly<Record<string, string>>): ConfigLayer {
  const tree: Tree = {}
  for (const [key, value] of Object.entries(values)) {
    const kind = configKeys[key as ConfigKey] ?? 'text'
    const names = key.split('.')
    const last = names.pop() ?? key
    const branch = names.reduce<Tree>((at, next) => {
      const inner = isTree(at[next]) ? at[next] : {}
      at[next] = inner
      return inner
    }, tree)
    branch[last] = coerce(kind, value)
  }
  return { name, values: tree }
}

/** The environment variable of a key: `http.port` is `VITALD_HTTP_PORT`, `mqtt.passwordFile` `VITALD_MQTT_PASSWORD_FILE`. */
export const environmentName = (key: string): string =>
  `VITALD_${key
    .replace(/([A-Z])/g, '_$1')
    .replaceAll('.', '_')
    .toUpperCase()}`

/** The layer of every variable that starts with `VITALD_`; one that is no key's is kept under its own name and refused. */
export function environmentLayer(environment: Readonly<Record<string, string | undefined>>): ConfigLayer {
  const keyOf = new Map(Object.keys(configKeys).map((key) => [environmentName(key), key]))
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith('VITALD_') && value !== undefined ? [[keyOf.get(name) ?? name, value] as const] : [],
  )
  return layerOf('environment', Object.fromEntries(entries))
}
