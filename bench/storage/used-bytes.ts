import Database from 'better-sqlite3'

/** Bytes of an SQLite file that hold something: freed pages are written again before the file grows. */
export function usedBytes(file: string): number {
  const database = new Database(file, { readonly: true })
  const pragma = (name: string): number => Number(database.pragma(name, { simple: true }))
  const bytes = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
  database.close()
  return bytes
}
