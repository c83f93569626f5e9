import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FileSize {
  readonly name: string
  readonly length: number
  /** Bytes it takes on the disk: less than its length when it has holes. */
  readonly allocated: number
}

const bytesPerBlock = 512

/** The files in a folder and the folders in it; one that goes meanwhile is left out. */
export async function filesIn(folder: string): Promise<readonly FileSize[]> {
  const names = await readdir(folder, { recursive: true })
  const sizes = await Promise.all(names.sort().map((name) => sizeOf(folder, name)))
  return sizes.flatMap((size) => size ?? [])
}

async function sizeOf(folder: string, name: string): Promise<FileSize | undefined> {
  const facts = await stat(join(folder, name)).catch(() => undefined)
  if (!facts?.isFile()) return undefined
  return { name, length: facts.size, allocated: facts.blocks * bytesPerBlock }
}

export const allocated = (files: readonly FileSize[]): number => files.reduce((sum, file) => sum + file.allocated, 0)
