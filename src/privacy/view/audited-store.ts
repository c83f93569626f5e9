import { HealthError } from '../../health/error.js'
import type { ObjectTypeName } from '../../health/permission/object-type.js'
import type { HealthStore } from '../../store/health-store.js'
import type { AuditAction } from '../audit.js'
import { typesIn } from './authorized-writes.js'

/** Writes down what was done with which types of whose data; without types, with all that may be. */
export type Note = (user: string, action: AuditAction, types?: Iterable<ObjectTypeName>) => void

const isRefusal = (error: unknown): boolean =>
  error instanceof HealthError && (error.code === 'authorizationDenied' || error.code === 'authorizationNotDetermined')

/** Runs a write and writes down that it was done, or that it was refused. */
export const noted = async <Result>(
  note: (action: AuditAction) => void,
  action: 'save' | 'delete',
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    const result = await work()
    note(action)
    return result
  } catch (error) {
    if (isRefusal(error)) note('refused')
    throw error
  }
}

type Reads = Pick<
  HealthStore,
  'find' | 'samples' | 'statistics' | 'collection' | 'sources' | 'changes' | 'packedChanges'
>

const auditedReads = (store: HealthStore, note: Note): Reads => ({
  find: async (user, uuid) => {
    const sample = await store.find(user, uuid)
    if (sample !== undefined) note(user, 'read', [sample.type])
    return sample
  },
  samples: (user, query) => {
    note(user, 'read', query.types)
    return store.samples(user, query)
  },
  statistics: (user, query) => {
    note(user, 'read', [query.type])
    return store.statistics(user, query)
  },
  collection: (user, query) => {
    note(user, 'read', [query.type])
    return store.collection(user, query)
  },
  sources: (user, types) => {
    note(user, 'read', types)
    return store.sources(user, types)
  },
  changes: (query) => {
    if (query.user !== undefined) note(query.user, 'read', query.types)
    return store.changes(query)
  },
  packedChanges: (query) => {
    if (query.user !== undefined) note(query.user, 'read', query.types)
    return store.packedChanges(query)
  },
})

type Writes = Pick<HealthStore, 'save' | 'associate' | 'delete' | 'deleteMatching'>

const auditedWrites = (store: HealthStore, note: Note): Writes => ({
  save: (user, samples, options) =>
    noted(
      (action) => note(user, action, typesIn(samples)),
      'save',
      () => store.save(user, samples, options),
    ),
  associate: (user, workout, uuids) =>
    noted(
      (action) => note(user, action, ['workout']),
      'save',
      () => store.associate(user, workout, uuids),
    ),
  delete: (user, uuids, source) =>
    noted(
      (action) => note(user, action),
      'delete',
      () => store.delete(user, uuids, source),
    ),
  deleteMatching: (user, query) =>
    noted(
      (action) => note(user, action, query.types),
      'delete',
      () => store.deleteMatching(user, query),
    ),
})

/** A program's store, which writes down what it is used for. */
export const auditedStore = (store: HealthStore, note: Note): HealthStore => ({
  ...store,
  ...auditedReads(store, note),
  ...auditedWrites(store, note),
})
