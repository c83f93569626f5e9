import { bulkParams } from '../health/person/params.js'
import type { BulkReads } from '../health/person/parts.js'
import { heartbeatsPageSchema, locationsPageSchema, voltagesPageSchema } from '../http/kinds/bulk-page.js'
import type { Scope } from './reads.js'
import { pathOf } from './transport/transport.js'

/** Reads of what samples hold by the thousand. */
export const bulkReads = ({ transport: { ask }, user }: Scope): BulkReads => {
  const sample = pathOf`/v1/users/${user}/samples`
  return {
    heartbeatsPage: async (uuid, query = {}) =>
      ask({ path: sample + pathOf`/${uuid}/heartbeats`, query: bulkParams(query) }, heartbeatsPageSchema),
    voltagesPage: async (uuid, query = {}) =>
      ask({ path: sample + pathOf`/${uuid}/voltages`, query: bulkParams(query) }, voltagesPageSchema),
    locationsPage: async (uuid, query = {}) =>
      ask({ path: sample + pathOf`/${uuid}/locations`, query: bulkParams(query) }, locationsPageSchema),
    workoutLocationsPage: async (id, query = {}) =>
      ask({ path: pathOf`/v1/users/${user}/workouts/${id}/locations`, query: bulkParams(query) }, locationsPageSchema),
  }
}
