import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ArgsDef } from 'citty'
import {
  type Config,
  type ConfigLayer,
  configKeys,
  defaultConfig,
  environmentLayer,
  layerOf,
  parseConfig,
} from '../config.js'
import type { Ambient } from './ambient.js'
import { CommandError } from './command.js'

const kebab = (key: string): string =>
  key
    .replace(/([A-Z])/g, '-$1')
    .toLowerCase()
    .replaceAll('.', '-')

/** A flag for every key of the configuration (`http.port` is `--http-port`), and `--config` for the file. */
export const configFlags: ArgsDef = Object.fromEntries([
  ['config', { type: 'string', description: 'configuration file', valueHint: 'file' }],
  ...Object.keys(configKeys).map((key) => [
    kebab(key),
    { type: 'string', description: `overrides ${key}`, valueHint: key.split('.').at(-1) },
  ]),
])

/** The two flags by which a command finds the running daemon. */
export const clientFlags = {
  config: { type: 'string', description: "the daemon's configuration file", valueHint: 'file' },
  data: { type: 'string', description: "the daemon's data folder", valueHint: 'folder' },
} as const

type Args = Readonly<Record<string, unknown>>

const flagLayer = (args: Args): ConfigLayer =>
  layerOf(
    'flags',
    Object.fromEntries(
      Object.keys(configKeys).flatMap((key) => {
        const value = args[kebab(key)]
        return typeof value === 'string' ? [[key, value] as const] : []
      }),
    ),
  )

function readLayer(path: string): ConfigLayer {
  try {
    return { name: path, values: JSON.parse(readFileSync(path, 'utf8')) as unknown }
  } catch (error) {
    throw new CommandError(`cannot read the configuration ${path}: ${error instanceof Error ? error.message : error}`)
  }
}

function fileLayers(args: Args, ambient: Ambient): ConfigLayer[] {
  if (typeof args.config === 'string') return [readLayer(resolve(ambient.workingFolder, args.config))]
  const usual = join(ambient.workingFolder, 'vitald.json')
  return existsSync(usual) ? [readLayer(usual)] : []
}

const atHome = (path: string, ambient: Ambient): string =>
  path === '~' || path.startsWith('~/') ? join(ambient.homeFolder, path.slice(1)) : resolve(ambient.workingFolder, path)

/** Defaults, file, environment, flags: in this order, the later wins. */
export function loadConfig(args: Args, ambient: Ambient, ...first: readonly ConfigLayer[]): Config {
  const defaults = defaultConfig(join(ambient.homeFolder, '.local/share/vitald'))
  const config = parseConfig(defaults, [
    ...first,
    ...fileLayers(args, ambient),
    environmentLayer(ambient.environment),
    flagLayer(args),
  ])
  return { ...config, data: atHome(config.data, ambient) }
}
