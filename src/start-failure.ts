import { HealthError } from './health/error.js'

/** What the codes of the system and of the store's file mean to somebody who has to mend it. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EADDRINUSE: 'the port is taken',
  EADDRNOTAVAIL: 'this machine has no such address',
  EEXIST: 'there is something else of that name',
  EISDIR: 'there is a folder of that name',
  ENOENT: 'the folder around it is not there or cannot be written',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  ENOTFOUND: 'there is no such host',
  EPERM: 'it belongs to somebody else',
  EROFS: 'the disk can only be read',
  SQLITE_BUSY: 'another program has locked it',
  SQLITE_CANTOPEN: 'permission is denied',
  SQLITE_CORRUPT: 'it is damaged; put a backup in its place, or move it away to start anew',
  SQLITE_FULL: 'the disk is full',
  SQLITE_NOTADB: 'it is damaged or no store; put a backup in its place, or move it away to start anew',
  SQLITE_READONLY: 'it can only be read',
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** SQLite adds details to a code: `SQLITE_READONLY_DBMOVED`. */
const reasonOf = (code: string): string | undefined =>
  Object.entries(reasons).find(([known]) => code === known || code.startsWith(`${known}_`))?.[1]

/**
 * Does what the start needs done. When the machine does not let it, throws one line that says what and why: the code is
 * there to be searched for, the stack would help nobody. Anything else is thrown as it is.
 */
export async function explained<Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined || error instanceof HealthError) throw error
    const reason = reasonOf(code)
    const why = reason === undefined ? code : `${reason} (${code})`
    throw new HealthError('healthDataUnavailable', `cannot ${what}: ${why}`, [], error)
  }
}
