import { z } from 'zod'
import { changesJsonSchema } from '../health/json/json-schema.js'
import { listed, typesOf } from '../health/person/asked.js'
import { endableIteration } from '../health/person/iteration.js'
import type { Person } from '../health/person/person.js'
import { checked } from './answer.js'
import { follow } from './follow.js'
import { queryOf, windowParams } from './params.js'
import { figureReads, type Scope, sampleReads } from './reads.js'
import { pathOf } from './transport.js'

const uuidsSchema = z.strictObject({ uuids: z.array(z.string()) })
const deletedSchema = z.strictObject({ deleted: z.int() })

type Writes = Pick<Person, 'save' | 'delete' | 'deleteMatching'>

const writes = ({ transport: { ask, send }, user }: Scope): Writes => {
  const path = pathOf`/v1/users/${user}/samples`
  return {
    save: async (samples) => {
      const body = Array.isArray(samples) ? { samples } : samples
      return (await ask({ method: 'POST', path, body }, uuidsSchema)).uuids
    },
    delete: async (uuid) => {
      await send({ method: 'DELETE', path: `${path}/${encodeURIComponent(uuid)}` })
    },
    deleteMatching: async ({ types, sources, ...window }) => {
      const query = queryOf({ ...windowParams(window), type: typesOf(types), source: listed('source', sources) })
      return (await ask({ method: 'DELETE', path, query }, deletedSchema)).deleted
    },
  }
}

type Feed = Pick<Person, 'changesPage' | 'changes'>

const feed = ({ transport, user }: Scope): Feed => {
  const path = pathOf`/v1/users/${user}/changes`
  return {
    changesPage: async ({ types, anchor, limit } = {}) =>
      transport.ask({ path, query: queryOf({ type: typesOf(types), anchor, limit }) }, changesJsonSchema),
    changes: ({ types, anchor, signal: given } = {}) =>
      endableIteration(async function* (signal) {
        const query = queryOf({ type: typesOf(types), anchor })
        for await (const { data } of follow(transport, { path: `${path}/stream`, query }, signal))
          yield checked(changesJsonSchema, JSON.parse(data))
      }, given),
  }
}

/** The health of one person at the daemon. */
export const remotePerson = (scope: Scope): Person => ({
  id: scope.user,
  ...writes(scope),
  ...sampleReads(scope),
  ...figureReads(scope),
  ...feed(scope),
})
