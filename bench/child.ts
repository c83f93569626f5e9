import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { z } from 'zod'

const run = promisify(execFile)

/** Runs a program with node, and reads the JSON of its last line. */
export async function measure<T>(program: string, words: readonly string[], schema: z.ZodType<T>): Promise<T> {
  const { stdout } = await run(process.execPath, ['--expose-gc', program, ...words], { maxBuffer: 16e6 })
  return schema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

/** A folder for one measurement, removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vitald-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
