import { HealthError } from '../health/error.js'
import { bulkParams } from '../health/person/params.js'
import type { BulkReads } from '../health/person/parts.js'
import type { Sample } from '../health/sample.js'
import {
  bulkQuerySchema,
  heartbeatsPage as heartbeatsOf,
  locationsQuerySchema,
  locationsPage as placesOf,
  voltagesPage as voltagesOf,
  voltagesQuerySchema,
} from '../http/kinds/bulk-page.js'
import { locationsOf } from '../http/kinds/workout-routes.js'
import { sampleOfKind } from '../http/samples/known-sample.js'
import { knownWorkout } from '../http/samples/workout-records.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

/** The sample, which has to be of this kind. */
const find = async <Kind extends Sample['kind']>(scope: Scope, uuid: string, kind: Kind) => {
  known(scope)
  return sampleOfKind(scope.rooms.store, { user: scope.user, uuid }, kind)
}

/** Reads of what samples hold by the thousand. */
export const bulkReads = (scope: Scope): BulkReads => {
  const { rooms, user } = scope
  return {
    heartbeatsPage: async (uuid, query = {}) => {
      const asked = judged(bulkQuerySchema, bulkParams(query))
      return heartbeatsOf(await find(scope, uuid, 'heartbeatSeries'), asked)
    },
    voltagesPage: async (uuid, query = {}) => {
      const asked = judged(voltagesQuerySchema, bulkParams(query))
      const page = voltagesOf(await find(scope, uuid, 'electrocardiogram'), asked)
      if (page === undefined) throw new HealthError('notFound', 'there is no such lead')
      return page
    },
    locationsPage: async (uuid, query = {}) => {
      const asked = judged(locationsQuerySchema, bulkParams(query))
      return placesOf((await find(scope, uuid, 'workoutRoute')).locations, asked)
    },
    workoutLocationsPage: async (id, query = {}) => {
      known(scope)
      const asked = judged(locationsQuerySchema, bulkParams(query))
      const { uuid: workout } = await knownWorkout(rooms.store, user, id)
      return placesOf(await locationsOf(rooms.store, { user, workout }), asked)
    },
  }
}
