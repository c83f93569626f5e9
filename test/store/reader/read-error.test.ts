import Driver from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { invalidArgument } from '../../../src/health/error.js'
import { asReadError } from '../../../src/store/reader/read-error.js'
import { fromSent, toSent } from '../../../src/store/reader/reader-messages.js'

describe('a read that fails', () => {
  it.each(['SQLITE_IOERR_READ', 'SQLITE_CORRUPT', 'SQLITE_BUSY', 'SQLITE_CANTOPEN', 'SQLITE_NOTADB'])(
    'says that the store is away when SQLite says %s, from the thread as well',
    (code) => {
      const cause = new Driver.SqliteError('private', code)
      const error = asReadError(cause)
      expect(error).toMatchObject({ code: 'databaseInaccessible', cause })
      expect(fromSent(toSent(cause))).toMatchObject({ code: 'databaseInaccessible' })
    },
  )

  it('is otherwise what it is: a bad question, or a bug', () => {
    const [question, bug, statement] = [
      invalidArgument('bad'),
      new TypeError('x'),
      new Driver.SqliteError('no such table', 'SQLITE_ERROR'),
    ]
    for (const error of [question, bug, statement]) expect(asReadError(error)).toBe(error)
    expect(fromSent(toSent(question))).toMatchObject({ code: 'invalidArgument' })
  })
})
