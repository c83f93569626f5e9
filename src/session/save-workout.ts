import type { Metadata } from '../health/sample.js'
import type { DeclaredFigures, Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'
import type { FoldPlan } from './builder/fold.js'
import { recordOf } from './builder/record.js'
import { foldStored } from './builder/stored.js'
import { metadataOfSteps } from './closing/finish-steps.js'
import { metadataOfCollections } from './collecting/kept-collections.js'
import { leftOf } from './interruptions/heard.js'
import type { Hole } from './interruptions/hole.js'
import { withInterruptions } from './interruptions/interruptions.js'
import type { SessionContext } from './machine.js'
import { withSplitFigures } from './splits/split-figures.js'

/** A session that was stopped, and where its samples are. */
export interface StoppedSession {
  readonly store: HealthStore
  readonly context: SessionContext
  readonly plan: FoldPlan
  /** When the engine was down and nothing was heard. */
  readonly holes?: readonly Hole[] | undefined
  /** Of one that was recorded elsewhere: what its recorder says of it. */
  readonly declared?: DeclaredFigures | undefined
  /** What else is kept with the record. */
  readonly metadata?: Metadata | undefined
  readonly timeZone?: string | undefined
}

/** Makes the record from what is stored, and from nothing else. */
export const makeRecord = async ({ store, context, plan }: StoppedSession): Promise<Workout> => {
  const { user, start, end = start } = context
  const stored = { store, user, plan }
  const fold = await foldStored(stored)
  fold.finish(end)
  return withSplitFigures(stored, recordOf({ context, fold, at: end }))
}

/** A saved record, and what is said of it beside. */
export interface SavedWorkout {
  readonly workout: Workout
  readonly metadata: Metadata
}

/**
 * Makes the record from what is stored, and from nothing else, so that a restart or a repeated message changes nothing;
 * then saves it under the session's id. One that is saved already stays as it is. Asks the store to condense.
 */
export const saveWorkout = async (session: StoppedSession): Promise<SavedWorkout> => {
  const { store, context, declared, timeZone } = session
  const { id: uuid, user, start, end = start, source } = context
  await store.settled()
  const known = await store.find(user, uuid)
  if (known?.kind === 'workout') return known
  const record = withInterruptions(await makeRecord(session), await leftOf(store, user, session.holes ?? []))
  const workout = { ...record, ...(declared && { declared }) }
  const metadata = {
    ...session.metadata,
    ...metadataOfSteps(context.steps),
    ...metadataOfCollections(context.collections),
  }
  await store.save(user, [{ kind: 'workout', type: 'workout', uuid, start, end, source, timeZone, metadata, workout }])
  return { workout, metadata }
}
