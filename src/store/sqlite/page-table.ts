import type { Database } from './database.js'

const incremental = 2

/** What SQLite tells of the file's pages. */
export const openPageTable = (database: Database) => {
  const number = (name: string) => {
    const pragma = database.prepareArrays<readonly [number]>(`pragma ${name}`)
    return (): number => pragma.get()?.[0] ?? 0
  }
  const [all, free, size, mode] = ['page_count', 'freelist_count', 'page_size', 'auto_vacuum'].map(number)
  return {
    all: () => all?.() ?? 0,
    free: () => free?.() ?? 0,
    size: () => size?.() ?? 0,
    /** Whether free pages can be given back a few at a time. */
    isIncremental: () => mode?.() === incremental,
    giveBack: (count: number) => database.exec(`pragma incremental_vacuum(${count})`),
    /** Writes the whole file anew. */
    rewrite: () => database.exec('pragma auto_vacuum = incremental; vacuum; pragma wal_checkpoint(truncate)'),
    /** What SQLite finds wrong with the file. */
    faults: (full: boolean) =>
      database
        .prepareArrays<readonly [string]>(`pragma ${full ? 'integrity' : 'quick'}_check(100)`)
        .all()
        .map(([text]) => text)
        .filter((text) => text !== 'ok'),
  }
}

export type PageTable = ReturnType<typeof openPageTable>
