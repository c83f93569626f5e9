import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { HealthError } from '../health/error.js'

/** A file that has to be read out of its order, kept for as long as that takes. */
export interface Spooled {
  readonly path: string
  remove(): Promise<void>
}

/** Keeps what arrives in files. */
export interface Spool {
  /** Resolves once all is written. Nothing is left of what does not arrive whole, or is too long (`dataSizeExceeded`). */
  keep(chunks: AsyncIterable<Uint8Array>): Promise<Spooled>
}

/** More than any archive of the Health app; a disk has an end. */
const bytesMax = 4 * 1024 * 1024 * 1024

async function write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  let length = 0
  try {
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > bytesMax) throw new HealthError('dataSizeExceeded', `the file has more than ${bytesMax} bytes`)
      await file.write(chunk)
    }
  } finally {
    await file.close()
  }
}

/** Opens the spool in a folder of its own (0700, files 0600), and removes what a crash has left in it. */
export function openSpool(folder: string, newId: () => string): Spool {
  rmSync(folder, { recursive: true, force: true })
  return {
    async keep(chunks) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      chmodSync(folder, 0o700)
      const path = join(folder, newId())
      const remove = () => rm(path, { force: true })
      try {
        await write(path, chunks)
        return { path, remove }
      } catch (error) {
        await remove()
        throw error
      }
    },
  }
}
