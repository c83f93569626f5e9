import { HealthError } from '../../health/error.js'
import { openLocked } from './database.js'

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/**
 * Holds a file, made when there is none, for this process alone; returns how to let it go. The kernel lets it go too
 * when the process ends, however that is, so none is left over by a crash. `conflict` when another process holds it.
 */
export function holdFile(file: string): () => void {
  try {
    const held = openLocked(file)
    return () => held.close()
  } catch (error) {
    if (isBusy(error)) throw new HealthError('conflict', 'another process holds the file', [], error)
    throw error
  }
}
