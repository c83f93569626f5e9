import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ForeignTopics } from '../../devices/mqtt/foreign/foreign-topics.js'
import type { ReadyUse } from '../../devices/mqtt/foreign/ready-mapping.js'
import type { Config } from '../config.js'
import { HealthError } from '../health/error.js'
import type { Parts } from './parts.js'

// Beside `src`, which after the build is a folder deeper.
const folders = ['../../config/mappings/', '../../../config/mappings/'].map((path) => new URL(path, import.meta.url))

function readyFile(name: string): unknown {
  const file = folders.map((folder) => fileURLToPath(new URL(`${name}.json`, folder))).find(existsSync)
  if (file === undefined) throw new HealthError('notFound', `the ready mapping ${name} is not installed`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** What devices say that publish in a form of their own, by the mappings of the configuration. */
export function foreignTopicsOf(
  open: Pick<Parts, 'openForeignTopics' | 'readyMappingsIn'>,
  mqtt: Config['mqtt'],
): ForeignTopics {
  const read = (use: ReadyUse) => open.readyMappingsIn(readyFile(use.use), use)
  const mappings = mqtt.mappings.flatMap((entry) => ('use' in entry ? read(entry) : [entry]))
  return open.openForeignTopics(mappings, mqtt.base)
}
