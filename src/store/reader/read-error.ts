import { HealthError } from '../../health/error.js'
import { isStorageFailure } from '../sqlite/database.js'

/** What a read fails with: `databaseInaccessible` when its storage is away (semantics § 1.2), else what was thrown. */
export const asReadError = (cause: unknown): unknown =>
  isStorageFailure(cause)
    ? new HealthError('databaseInaccessible', 'the store cannot be read at present', [], cause)
    : cause
