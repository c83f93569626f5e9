import { readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { type Fault, HealthError } from '../../health/error.js'
import { planBytesMax, planFormats, readPlanFile } from '../../plans/files/plan-file.js'
import type { Plan } from '../../plans/plan.js'
import type { Ambient } from '../ambient.js'
import { CommandError } from '../command.js'

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size <= planBytesMax) return await readFile(path)
  } catch (error) {
    throw new CommandError(`cannot read ${path}: ${reasonOf(error)}`)
  }
  throw new CommandError(`${path} is too large for a plan`)
}

/** Every fault on its line, with the place in the plan that it is in. */
const explained = (file: string, error: unknown): unknown => {
  if (!(error instanceof HealthError)) return error
  const faults = error.errors.filter(({ pointer }) => pointer !== '')
  return new CommandError(
    [`${file}: ${error.message}`, ...faults.map((each) => `  ${each.pointer} ${each.message}`)].join('\n'),
  )
}

/** Whether a word is a file's name and no id of a plan, which has neither dot nor slash. */
export const isFile = (word: string): boolean => /[./\\]/.test(word)

const linesOf = (omitted: readonly Fault[]): string =>
  omitted.map(({ pointer, message }) => `  ${pointer === '' ? 'the file' : pointer} ${message}\n`).join('')

/** The plan in a file of this machine; its format by its name, else by its content. What it leaves out is shown. */
export async function planInFile(file: string, { workingFolder, error: shown }: Ambient): Promise<Plan> {
  const bytes = await bytesOf(resolve(workingFolder, file))
  const format = planFormats.find((each) => `.${each}` === extname(file).toLowerCase())
  try {
    const { plan, omitted } = readPlanFile(bytes, format)
    if (omitted.length > 0) shown.write(`${file} says more than a plan can:\n${linesOf(omitted)}`)
    return plan
  } catch (error) {
    throw explained(file, error)
  }
}
