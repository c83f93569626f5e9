import { endedWorkout } from '../../health/exercise/ended-workout.js'
import { liveWorkoutJson, workoutJson } from '../../health/json/workout-json.js'
import type { SampleTypeName } from '../../health/type.js'
import type { LiveWorkout } from '../../health/workout.js'
import { ownerName } from '../../privacy/client.js'
import type { Program } from '../../privacy/view/programs.js'
import { shownLiveWorkout } from '../../privacy/view/shown.js'
import type { HealthStore } from '../../store/health-store.js'
import type { HttpParts } from '../http-parts.js'
import { findWorkout } from '../samples/workout-records.js'
import { MirrorRoom } from './mirror-room.js'

/** Whose session is mirrored, and to whom: the owner when no program is named. */
export interface Mirrored {
  readonly user: string
  readonly session: string
  readonly program?: Program | undefined
}

/** A room, and how those in it see the session. */
interface View extends Mirrored {
  readonly room: MirrorRoom
}

type MirrorsParts = Pick<HttpParts, 'sessions' | 'store' | 'newId' | 'authorization'>

// As many as there can be readers, and some whose readers may come back.
const roomsMax = 5_120
/** Sessions that are over, for mirrors that missed the end. */
const endedMax = 64

const shownTo = ({ user, program }: Pick<Mirrored, 'user' | 'program'>, workout: LiveWorkout) =>
  program === undefined ? workout : shownLiveWorkout(program.grants(user), workout)

/** Those of the types of what was collected that may be told of. */
const typesTold = ({ user, program }: Mirrored, { at }: LiveWorkout, types: readonly SampleTypeName[]) => {
  if (program === undefined) return types
  const { readFrom } = program.grants(user)
  return types.filter((type) => at >= (readFrom(type) ?? Number.POSITIVE_INFINITY))
}

const keyOf = ({ session, program }: Mirrored): string => `${session}/${program?.name ?? ownerName}`

/** What mirrors of running sessions are told: each change is put into words once for all that see the same. */
export class Mirrors {
  readonly #sessions: HttpParts['sessions']
  readonly #store: HealthStore
  readonly #newId: () => string
  readonly #views = new Map<string, View>()
  readonly #bySession = new Map<string, Set<View>>()
  readonly #ended = new Map<string, View>()
  readonly #ends: readonly (() => void)[]

  constructor({ sessions, store, newId, authorization }: MirrorsParts) {
    this.#sessions = sessions
    this.#store = store
    this.#newId = newId
    this.#ends = [
      sessions.subscribe((workout, { types }) => this.#take(workout, types)),
      authorization.onChange((user, client) => this.#regard(user, client)),
    ]
  }

  /** The room of a session, of one that is over, too; undefined when there is none that may be seen. */
  async roomOf(wanted: Mirrored): Promise<MirrorRoom | undefined> {
    const live = this.#sessions.find(wanted.session)
    if (live?.user === wanted.user) return this.#liveRoom(wanted, live)
    const held = this.#ended.get(keyOf(wanted))
    if (held?.user === wanted.user) return held.room
    return this.#pastRoom(wanted)
  }

  close(): void {
    for (const end of this.#ends) end()
  }

  #liveRoom(wanted: Mirrored, workout: LiveWorkout): MirrorRoom | undefined {
    const known = this.#views.get(keyOf(wanted))
    if (known) return known.room
    const shown = shownTo(wanted, workout)
    if (shown === undefined) return undefined
    if (this.#views.size >= roomsMax) this.#dropEmpty()
    const view = { ...wanted, room: new MirrorRoom(liveWorkoutJson(shown), this.#epoch()) }
    this.#views.set(keyOf(wanted), view)
    this.#bySession.set(wanted.session, (this.#bySession.get(wanted.session) ?? new Set()).add(view))
    return view.room
  }

  async #pastRoom({ user, session, program }: Mirrored): Promise<MirrorRoom | undefined> {
    const saved = await findWorkout(program?.store ?? this.#store, user, session)
    if (saved === undefined) return undefined
    const state = liveWorkoutJson(endedWorkout(user, saved.workout))
    const room = new MirrorRoom(state, this.#epoch())
    room.end(state, workoutJson(saved.workout))
    return room
  }

  #take(workout: LiveWorkout, types: readonly SampleTypeName[] = []): void {
    for (const view of this.#bySession.get(workout.id) ?? []) {
      const shown = shownTo(view, workout)
      if (shown === undefined) this.#drop(view)
      else if (workout.state === 'ended') void this.#end(view, workout)
      else view.room.tell(liveWorkoutJson(shown), typesTold(view, workout, types))
      if (view.room.isForsaken) this.#drop(view)
    }
  }

  /** A program may see other things of a person now. */
  #regard(user: string, client: string): void {
    const isMeant = (view: View): boolean => view.user === user && view.program?.name === client
    for (const [key, view] of this.#ended) if (isMeant(view)) this.#ended.delete(key)
    for (const view of [...this.#views.values()].filter(isMeant)) {
      const live = this.#sessions.find(view.session)
      const shown = live && shownTo(view, live)
      if (shown) view.room.retell(liveWorkoutJson(shown))
      else this.#drop(view)
    }
  }

  async #end(view: View, workout: LiveWorkout): Promise<void> {
    this.#forget(view)
    this.#ended.set(keyOf(view), view)
    const [oldest] = this.#ended.keys()
    if (this.#ended.size > endedMax && oldest !== undefined) this.#ended.delete(oldest)
    try {
      const saved = await findWorkout(view.program?.store ?? this.#store, view.user, view.session)
      const shown = shownTo(view, workout)
      if (shown) view.room.end(liveWorkoutJson(shown), saved && workoutJson(saved.workout))
      else view.room.close()
    } catch {
      // Who comes back is told by what is stored then.
      this.#ended.delete(keyOf(view))
      view.room.cut()
    }
  }

  #drop(view: View): void {
    this.#forget(view)
    view.room.close()
  }

  #forget(view: View): void {
    this.#views.delete(keyOf(view))
    const others = this.#bySession.get(view.session)
    others?.delete(view)
    if (others?.size === 0) this.#bySession.delete(view.session)
  }

  #dropEmpty(): void {
    for (const view of this.#views.values()) if (view.room.size === 0) this.#forget(view)
  }

  #epoch(): string {
    return this.#newId().slice(-12)
  }
}
