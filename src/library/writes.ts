import { sampleInputs } from '../health/json/sample-input.js'
import { deletionParams } from '../health/person/params.js'
import type { Writes } from '../health/person/parts.js'
import { addToWorkout } from '../http/samples/addition.js'
import { saveBody } from '../http/samples/readings.js'
import { deletionQuerySchema, sampleQueryOf } from '../http/samples/sample-query.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

/** Saving by the rules that hold for every program, and deleting. */
export const writes = (scope: Scope): Writes => {
  const { rooms, user } = scope
  const owner = { user, source: rooms.source }
  return {
    save: async (samples) => {
      known(scope)
      return saveBody(rooms.ingest, owner, { samples: sampleInputs(samples) })
    },
    addToWorkout: async (workout, samples) => {
      known(scope)
      return addToWorkout(rooms, { ...owner, workout }, { samples: sampleInputs(samples) })
    },
    associate: async (workout, uuids) => {
      known(scope)
      await addToWorkout(rooms, { ...owner, workout }, { uuids })
    },
    delete: async (uuid) => {
      known(scope)
      await rooms.store.delete(user, [uuid])
    },
    deleteMatching: async (query) => {
      known(scope)
      return rooms.store.deleteMatching(user, sampleQueryOf(judged(deletionQuerySchema, deletionParams(query))))
    },
  }
}
