import { chmodSync, closeSync, openSync } from 'node:fs'
import Driver from 'better-sqlite3'
import { migrate } from './schema.js'

/** What SQLite takes and gives. */
export type SqlValue = number | string | Uint8Array | null

/** A prepared statement, restated as the little that the tables call. */
export interface Statement<Row> {
  run(...values: readonly SqlValue[]): void
  get(...values: readonly SqlValue[]): Row | undefined
  all(...values: readonly SqlValue[]): Row[]
  iterate(...values: readonly SqlValue[]): IterableIterator<Row>
}

/** One connection. Only this file knows which driver is behind it. */
export interface Database {
  prepare<Row = unknown>(sql: string): Statement<Row>
  /** The same with rows as arrays, which are several times faster to make than objects with many keys. */
  prepareArrays<Row extends readonly unknown[]>(sql: string): Statement<Row>
  exec(sql: string): void
  /** Whether a transaction is open; SQLite ends one by itself when the disk is full. */
  readonly inTransaction: boolean
  close(): void
}

// A lock held by someone else blocks the event loop while we wait for it, so we wait only briefly.
const lockTimeoutMs = 200

// What is wrong with a statement is wrong with the program, not with the storage.
const bugs = new Set(['SQLITE_ERROR', 'SQLITE_MISUSE', 'SQLITE_RANGE'])

/** Whether an error tells that the storage is away: the file cannot be read or is closed. */
export const isStorageFailure = (error: unknown): boolean =>
  (error instanceof Driver.SqliteError && !bugs.has(error.code)) ||
  (error instanceof TypeError && error.message === 'The database connection is not open')

const connect = (file: string, options: Driver.Options): Database => {
  const driver = new Driver(file, { timeout: lockTimeoutMs, ...options })
  return {
    prepare: <Row>(sql: string) => driver.prepare(sql) as unknown as Statement<Row>,
    prepareArrays: <Row>(sql: string) => driver.prepare(sql).raw() as unknown as Statement<Row>,
    exec: (sql) => {
      driver.exec(sql)
    },
    get inTransaction() {
      return driver.inTransaction
    },
    close: () => {
      driver.close()
    },
  }
}

/** Makes the file if need be, readable by its owner alone. SQLite gives its side files the same mode. */
const protect = (file: string): void => {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

// The log goes into the file once it has 16 MB; each time waits for the disk twice.
// A new file can give back its free pages a few at a time. An older one stays as it was until it is written anew.
const settings = `
  pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory;
  pragma wal_autocheckpoint = 4000
`

/** Opens the one connection that writes, and brings the schema up to date. */
export function openWriter(file: string, now: number): Database {
  if (file !== ':memory:') protect(file)
  const database = connect(file, {})
  try {
    database.exec(settings)
    migrate(database, now)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Opens a connection that writes to a file whose schema is up to date. */
export const openUnmigrated = (file: string): Database => connect(file, { fileMustExist: true })

/** Takes an empty file for this connection alone, without writing to it; throws at once when another one has it. */
export function openLocked(file: string): Database {
  protect(file)
  const database = connect(file, { timeout: 0 })
  try {
    database.exec('pragma journal_mode = off; begin exclusive')
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Opens a connection that only reads; it sees whole commits, as of the start of its transaction. */
export function openReader(file: string): Database {
  const database = connect(file, { readonly: true, fileMustExist: true })
  // Long reads touch many pages once; mapped, they cost no system call each.
  database.exec('pragma mmap_size = 1073741824')
  return database
}

/** Runs `work` in a read transaction, so that everything it reads is of one instant. */
export function inSnapshot<Result>(database: Database, work: () => Result): Result {
  if (database.inTransaction) return work()
  database.exec('begin')
  try {
    return work()
  } finally {
    if (database.inTransaction) database.exec('commit')
  }
}

/** Runs `work` in a transaction that writes: all of it or nothing. */
export function inTransaction(database: Database, work: () => void): void {
  database.exec('begin immediate')
  try {
    work()
    database.exec('commit')
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    throw error
  }
}

/** The same for what need not be durable before the next transaction of the other kind is, which then waits for both. */
export function inLightTransaction(database: Database, work: () => void): void {
  database.exec('pragma synchronous = normal')
  try {
    inTransaction(database, work)
  } finally {
    database.exec('pragma synchronous = full')
  }
}
