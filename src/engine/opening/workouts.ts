import { join } from 'node:path'
import type { Imports } from '../../imports/imports.js'
import type { Ingest } from '../../ingest/ingest.js'
import type { Plans } from '../../plans/kept/plans.js'
import type { WorkoutEditing } from '../../session/editing/workout-editing.js'
import type { KeptLiveValues } from '../../session/live-values.js'
import type { Profile } from '../../session/profile.js'
import type { OpenSessions } from '../../session/sessions.js'
import type { Foundation } from './foundation.js'
import type { Opening } from './opening.js'
import type { People } from './people.js'

/** What becomes of readings: live values, running workouts, finished ones, planned ones. */
export interface Workouts {
  readonly ingest: Ingest
  readonly sessions: OpenSessions
  readonly live: KeptLiveValues
  readonly imports: Imports
  readonly editing: WorkoutEditing
  readonly plans: Plans
  /** Lets the end of a workout wait for what sensors said; they are opened later, because they ask whether one runs. */
  readonly waitFor: (heard: () => Promise<void>) => void
}

const staleCheckMs = 250

const sessionsOf = (
  { open, config, world: { clock }, logOf }: Opening,
  { store, newId }: Foundation,
  { profile, heard }: { readonly profile: (user: string) => Profile; readonly heard: () => Promise<void> },
): Promise<OpenSessions> => {
  const log = logOf('session')
  return open.openSessions({
    ...{ store, clock, newId, profile, heard },
    orphanAfterMs: config.sessions.orphanAfter * 1_000,
    onOrphan: (session, error) =>
      error === undefined
        ? log.warn({ session }, 'a session that nobody was heard of was closed at its last sample')
        : log.warn({ session, err: error }, 'a session that nobody is heard of cannot be closed'),
  })
}

const liveOf = (
  { open, world: { clock }, onClose }: Opening,
  { store }: Foundation,
  { users, sessions }: Pick<People, 'users'> & Pick<Workouts, 'sessions'>,
): KeptLiveValues => {
  const live = open.createLiveValues({
    ...{ store, clock },
    presentOf: (user) => sessions.presentOf(user),
    priority: (user, type) => users.get(user)?.sourcePriority?.[type] ?? [],
  })
  // What is stale is to be seen to be so at once.
  const checks = setInterval(() => live.check(), staleCheckMs)
  onClose(() => clearInterval(checks))
  return live
}

const importsOf = (
  { open, config, world: { clock }, logOf }: Opening,
  { store, newId }: Foundation,
  profile: (user: string) => Profile,
): Imports =>
  open.openImports({
    ...{ store, newId, clock, isPlausible: open.isPlausible },
    spool: open.openSpool(join(config.data, 'imports'), newId),
    record: (past) => open.recordPastWorkout({ store, profile }, past),
    onFault: (error) => logOf('imports').warn({ err: error }, 'a file was not imported'),
  })

/** Opens what keeps readings and makes workouts of them; those that were running run on. */
export async function openWorkouts(opening: Opening, foundation: Foundation, people: People): Promise<Workouts> {
  const { open, world, onClose } = opening
  const { store, newId } = foundation
  const { users, devices } = people
  const { clock } = world
  const profile = (user: string): Profile => users.get(user) ?? {}
  let heard = (): Promise<void> => Promise.resolve()
  const sessions = await sessionsOf(opening, foundation, { profile, heard: () => heard() })
  onClose(() => sessions.close())
  const imports = importsOf(opening, foundation, profile)
  onClose(() => imports.close())
  return {
    ingest: open.createIngest({ store, devices, clock }),
    sessions,
    live: liveOf(opening, foundation, { users, sessions }),
    imports,
    editing: open.openWorkoutEditing({ store, profile, newId }),
    plans: open.openPlans({ documents: store.documents, clock, newId }),
    waitFor(flush) {
      heard = flush
    },
  }
}
