import { parseReadings } from '../health/json/reading-json.js'
import { deletionParams } from '../health/person/params.js'
import type { Person } from '../health/person/person.js'
import { deletionQuerySchema, sampleQueryOf } from '../http/samples/sample-query.js'
import { checkSamples } from '../ingest/delivery-rules.js'
import { createSave } from '../ingest/save.js'
import { judged } from './judged.js'
import { known, type Scope } from './scope.js'

type Writes = Pick<Person, 'save' | 'delete' | 'deleteMatching'>

/** Saving by the rules that hold for every program, and deleting. */
export const writes = (scope: Scope): Writes => {
  const { rooms, user } = scope
  const save = createSave(rooms.store)
  return {
    save: async (samples) => {
      known(scope)
      const readings = parseReadings([samples].flat())
      checkSamples(readings)
      return (await save(user, readings, { source: rooms.source })).uuids
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
