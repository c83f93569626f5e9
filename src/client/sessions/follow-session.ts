import { HealthError } from '../../health/error.js'
import { patched } from '../../health/json/json-patch.js'
import { type LiveWorkoutJson, liveWorkoutJsonSchema, type WorkoutJson } from '../../health/json/json-schema.js'
import {
  type MirrorDelta,
  mirrorDeltaSchema,
  mirrorEndSchema,
  mirrorGoneSchema,
  mirrorSnapshotSchema,
} from '../../health/json/mirror-json.js'
import { endableIteration } from '../../health/person/iteration.js'
import type { Abortable } from '../../health/person/queries.js'
import type { Scope } from '../reads.js'
import { checked } from '../transport/answer.js'
import { follow } from '../transport/follow.js'
import { pathOf } from '../transport/transport.js'

/** A session as it has become. */
export interface SessionUpdate {
  readonly session: LiveWorkoutJson
  /** The types of what it collected that brought this about (HealthKit's `didCollectDataOf`); none for other reasons. */
  readonly types?: readonly string[] | undefined
  /** Whether it is over: nothing follows. */
  readonly isOver: boolean
  /** The saved workout of one that is over; undefined when it was discarded. */
  readonly record?: WorkoutJson | undefined
}

type Told = { readonly event?: string | undefined; readonly data: string }

/** The update that an event makes of the session as it was; undefined for an event that a newer daemon may tell. */
const updated = ({ event, data }: Told, before: LiveWorkoutJson | undefined): SessionUpdate | undefined => {
  if (event === 'snapshot') return { session: checked(mirrorSnapshotSchema, JSON.parse(data)).session, isOver: false }
  if ((event !== 'delta' && event !== 'ended') || before === undefined) return undefined
  const session = ({ patch }: MirrorDelta) => checked(liveWorkoutJsonSchema, patched(before, patch))
  if (event === 'delta') {
    const delta = checked(mirrorDeltaSchema, JSON.parse(data))
    return { session: session(delta), types: delta.types, isOver: false }
  }
  const end = checked(mirrorEndSchema, JSON.parse(data))
  return { session: session(end), isOver: true, record: end.record }
}

/** Why nothing more is told. */
const refusalIn = ({ event, data }: Told): HealthError | undefined => {
  if (event !== 'gone') return undefined
  const { code, message } = checked(mirrorGoneSchema, JSON.parse(data))
  return new HealthError(code, message)
}

const isGone = (error: unknown): boolean => error instanceof HealthError && error.code === 'notFound'

/**
 * A session, `active` or by its id: as it is, then after each change, over as many connections as that takes. It ends with
 * the session. `notFound` when there is none, or none any more that may be seen.
 */
export const followSession =
  ({ transport, user }: Scope) =>
  (id = 'active', { signal: given }: Abortable = {}): AsyncIterableIterator<SessionUpdate> =>
    endableIteration(async function* (signal) {
      let session: LiveWorkoutJson | undefined
      let refusal: HealthError | undefined
      try {
        for await (const told of follow(transport, { path: pathOf`/v1/users/${user}/sessions/${id}/stream` }, signal)) {
          refusal = refusalIn(told)
          if (refusal) throw refusal
          const update = updated(told, session)
          if (update === undefined) continue
          session = update.session
          yield update
          if (update.isOver) return
        }
      } catch (error) {
        // One that was discarded while nobody was connected, and a daemon that knows nothing of it after a restart.
        if (session === undefined || error === refusal || !isGone(error)) throw error
        yield { session: { ...session, state: 'ended' }, isOver: true }
      }
    }, given)
