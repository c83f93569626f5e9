import { invalidArgument } from '../../health/error.js'
import { isTooDeep } from '../../health/rules/json-depth.js'
import type { Plan } from '../plan.js'
import { parsePlan } from '../plan-schema.js'
import { readFitPlan } from './fit-reader.js'
import { writeFitPlan } from './fit-writer.js'
import type { PlanInFile } from './read-node.js'
import { readZwo } from './zwo-reader.js'
import { writeZwo } from './zwo-writer.js'

export const planFormats = ['json', 'zwo', 'fit'] as const
export type PlanFormat = (typeof planFormats)[number]

/** A file of a plan that is larger is refused, bytes. */
export const planBytesMax = 1_000_000
const omittedMax = 100

const refused = (message: string): Error => invalidArgument(`the file ${message}`, [{ pointer: '', message }])

/** What a file is, by how it begins: FIT by its mark, XML by its bracket. */
const formatOf = (bytes: Uint8Array): PlanFormat => {
  const start = String.fromCharCode(...bytes.subarray(0, 64))
  if (start.slice(8, 12) === '.FIT') return 'fit'
  return start.replace('\u00ef\u00bb\u00bf', '').trimStart().startsWith('<') ? 'zwo' : 'json'
}

const readJson = (bytes: Uint8Array): PlanInFile => {
  const text = new TextDecoder().decode(bytes)
  if (isTooDeep(text)) throw refused('nests too deep')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused('is no JSON')
  }
  return { plan: parsePlan(value), omitted: [] }
}

const readers = { json: readJson, zwo: readZwo, fit: readFitPlan } satisfies Record<
  PlanFormat,
  (bytes: Uint8Array) => PlanInFile
>

/**
 * The plan in a file, and what the file says that a plan has no word for; of which format, the file tells itself when
 * nobody does. Throws `invalidArgument` for a file that is not whole: there are no half plans.
 */
export const readPlanFile = (bytes: Uint8Array, format = formatOf(bytes)): PlanInFile => {
  if (bytes.length > planBytesMax) throw refused('is too large')
  const { plan, omitted } = readers[format](bytes)
  if (omitted.length <= omittedMax) return { plan, omitted }
  const more = { pointer: '', message: `has ${omitted.length - omittedMax} more that are left out` }
  return { plan, omitted: [...omitted.slice(0, omittedMax), more] }
}

/**
 * A plan as a file. Throws `invalidArgument`, with a pointer to each, for what such a file cannot hold.
 *
 * @param writtenAt Epoch ms.
 */
export const writePlanFile = (plan: Plan, format: PlanFormat, writtenAt: number): string | Uint8Array => {
  if (format === 'fit') return writeFitPlan(plan, writtenAt)
  return format === 'zwo' ? writeZwo(plan) : `${JSON.stringify(plan, null, 2)}\n`
}
