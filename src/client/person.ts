import { z } from 'zod'
import { changesJsonSchema } from '../health/json/json-schema.js'
import { sampleInputs } from '../health/json/sample-input.js'
import { endableIteration } from '../health/person/iteration.js'
import { withLists } from '../health/person/lists.js'
import { changesParams, deletionParams } from '../health/person/params.js'
import type { Feed, Writes } from '../health/person/parts.js'
import type { Person } from '../health/person/person.js'
import { bulkReads } from './bulk.js'
import { dayReads } from './days.js'
import { figureReads, quantityReads, type Scope, sampleReads, workoutReads } from './reads.js'
import { checked } from './transport/answer.js'
import { follow } from './transport/follow.js'
import { pathOf } from './transport/transport.js'

const uuidsSchema = z.strictObject({ uuids: z.array(z.string()) })
const deletedSchema = z.strictObject({ deleted: z.int() })

const writes = ({ transport: { ask, send }, user }: Scope): Writes => {
  const path = pathOf`/v1/users/${user}/samples`
  const additionPath = (workout: string): string => pathOf`/v1/users/${user}/workouts/${workout}/samples`
  return {
    save: async (samples) =>
      (await ask({ method: 'POST', path, body: { samples: sampleInputs(samples) } }, uuidsSchema)).uuids,
    addToWorkout: async (workout, samples) => {
      const added = { method: 'POST', path: additionPath(workout), body: { samples: sampleInputs(samples) } } as const
      return (await ask(added, uuidsSchema)).uuids
    },
    associate: async (workout, uuids) => {
      await ask({ method: 'POST', path: additionPath(workout), body: { uuids } }, uuidsSchema)
    },
    delete: async (uuid) => {
      await send({ method: 'DELETE', path: `${path}/${encodeURIComponent(uuid)}` })
    },
    deleteMatching: async (query) =>
      (await ask({ method: 'DELETE', path, query: deletionParams(query) }, deletedSchema)).deleted,
  }
}

const feed = ({ transport, user }: Scope): Feed => {
  const path = pathOf`/v1/users/${user}/changes`
  return {
    changesPage: async (query = {}) => transport.ask({ path, query: changesParams(query) }, changesJsonSchema),
    changes: ({ signal: given, ...filter } = {}) =>
      endableIteration(async function* (signal) {
        const query = changesParams(filter)
        for await (const { data } of follow(transport, { path: `${path}/stream`, query }, signal))
          yield checked(changesJsonSchema, JSON.parse(data))
      }, given),
  }
}

/** The health of one person at the daemon. */
export const remotePerson = (scope: Scope): Person =>
  withLists({
    id: scope.user,
    ...writes(scope),
    ...sampleReads(scope),
    ...quantityReads(scope),
    ...figureReads(scope),
    ...workoutReads(scope),
    ...dayReads(scope),
    ...bulkReads(scope),
    ...feed(scope),
  })
