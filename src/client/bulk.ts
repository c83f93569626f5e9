import { itemsOf } from '../health/person/iteration.js'
import { bulkParams } from '../health/person/params.js'
import type { Person } from '../health/person/person.js'
import { heartbeatsPageSchema, locationsPageSchema, voltagesPageSchema } from '../http/kinds/bulk-page.js'
import type { Scope } from './reads.js'
import { pathOf } from './transport/transport.js'

type BulkReads = Pick<
  Person,
  | 'heartbeatsPage'
  | 'heartbeats'
  | 'voltagesPage'
  | 'voltages'
  | 'locationsPage'
  | 'locations'
  | 'workoutLocationsPage'
  | 'workoutLocations'
>

/** Reads of what samples hold by the thousand. */
export const bulkReads = ({ transport: { ask }, user }: Scope): BulkReads => {
  const sample = pathOf`/v1/users/${user}/samples`
  const heartbeatsPage: Person['heartbeatsPage'] = async (uuid, query = {}) =>
    ask({ path: sample + pathOf`/${uuid}/heartbeats`, query: bulkParams(query) }, heartbeatsPageSchema)
  const voltagesPage: Person['voltagesPage'] = async (uuid, query = {}) =>
    ask({ path: sample + pathOf`/${uuid}/voltages`, query: bulkParams(query) }, voltagesPageSchema)
  const locationsPage: Person['locationsPage'] = async (uuid, query = {}) =>
    ask({ path: sample + pathOf`/${uuid}/locations`, query: bulkParams(query) }, locationsPageSchema)
  const workoutLocationsPage: Person['workoutLocationsPage'] = async (id, query = {}) =>
    ask({ path: pathOf`/v1/users/${user}/workouts/${id}/locations`, query: bulkParams(query) }, locationsPageSchema)
  return {
    heartbeatsPage,
    heartbeats: (uuid, { signal, ...query } = {}) =>
      itemsOf((cursor) => heartbeatsPage(uuid, { ...query, cursor }), query.cursor, signal),
    voltagesPage,
    voltages: (uuid, { signal, ...query } = {}) =>
      itemsOf((cursor) => voltagesPage(uuid, { ...query, cursor }), query.cursor, signal),
    locationsPage,
    locations: (uuid, { signal, ...query } = {}) =>
      itemsOf((cursor) => locationsPage(uuid, { ...query, cursor }), query.cursor, signal),
    workoutLocationsPage,
    workoutLocations: (id, { signal, ...query } = {}) =>
      itemsOf((cursor) => workoutLocationsPage(id, { ...query, cursor }), query.cursor, signal),
  }
}
