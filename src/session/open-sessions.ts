import { fromPromise } from 'xstate'
import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import { endedWorkout } from '../health/exercise/ended-workout.js'
import type { PlanOutline } from '../health/exercise/followed-plan.js'
import type { FinishStep, LiveWorkout } from '../health/workout.js'
import type { Commit, HealthStore } from '../store/health-store.js'
import { keptSteps } from './closing/finish-steps.js'
import { type Measured, measuredIn } from './feed/measured.js'
import { finishedWorkout } from './finished-workout.js'
import { endedSession } from './journal/ended-sessions.js'
import type { SessionOrigin } from './journal/journaled-machine.js'
import { keptSessions } from './journal/kept-session.js'
import { type SavedSession, sessionMachine } from './machine.js'
import { pausesByItself } from './motion/motion-types.js'
import { isLiveStart } from './present.js'
import type { Profile } from './profile.js'
import { checkStart } from './rules/start-rules.js'
import { Session, type SessionParts } from './session.js'
import {
  type OpenSessions,
  ownSource,
  type SessionEvent,
  type SessionListener,
  type SessionNews,
  type StartWorkout,
} from './sessions.js'
import { SessionListeners } from './telling/session-listeners.js'
import type { ZoneChange } from './telling/zone-watch.js'

export interface OpenSessionsParts {
  readonly store: HealthStore
  readonly clock: Clock
  /** Makes the id of a session, which becomes the workout's UUID. */
  readonly newId: () => string
  readonly profile?: ((user: string) => Profile) | undefined
  /** Resolves when what sensors have said until now is with the store, as far as it ever will be. */
  readonly heard?: (() => Promise<void>) | undefined
  /** After how long without sample or command a session closes itself, ms; four hours when left out. */
  readonly orphanAfterMs?: number | undefined
  /** Is told of a session that closed itself, by its id, or of why it could not. */
  readonly onOrphan?: ((id: string, error?: unknown) => void) | undefined
}

const fourHoursMs = 4 * 3_600_000

const nothing = (): void => undefined

class ActiveSessions implements OpenSessions {
  readonly #parts: OpenSessionsParts
  readonly #sessionParts: SessionParts
  readonly #open = new Map<string, Session>()
  // Each person's, in the order they were started.
  readonly #byUser = new Map<string, readonly Session[]>()
  readonly #starting = new Map<string, Promise<LiveWorkout>>()
  readonly #listeners = new SessionListeners()
  readonly #unsubscribe: () => void
  #condensed: Promise<void> = Promise.resolve()

  constructor(parts: OpenSessionsParts) {
    const { store, clock, profile = () => ({}), heard } = parts
    this.#parts = parts
    const drain = fromPromise<readonly FinishStep[], SavedSession>(({ input }) => this.#named(input).drain())
    const saveActor = fromPromise<void, SavedSession>(({ input }) => this.#save(this.#named(input)))
    const machine = sessionMachine.provide({ actors: { saveWorkout: saveActor, drain } })
    const changed: SessionParts['changed'] = (session, event) => this.#tell(session, () => ({ event }))
    this.#sessionParts = { store, clock, profile, machine, heard, changed }
    this.#unsubscribe = store.subscribe((commit) => this.#follow(commit))
  }

  /** Goes on with every session that was not over. */
  async resume(): Promise<void> {
    for (const kept of keptSessions(this.#parts.store.documents)) {
      const session = this.#add(new Session(this.#sessionParts, kept))
      await session.resume()
      this.#tell(session)
    }
  }

  start(user: string, wanted: StartWorkout): Promise<LiveWorkout> {
    const before = this.#starting.get(user) ?? Promise.resolve()
    const started = before.catch(nothing).then(() => this.#start(user, wanted))
    this.#starting.set(user, started)
    const done = () => this.#starting.get(user) === started && this.#starting.delete(user)
    started.then(done, done)
    return started
  }

  async send(user: string, event: SessionEvent, id?: string): Promise<LiveWorkout> {
    const again = event.id === undefined ? undefined : await this.#ended(user, event.id)
    if (again) return again
    const known = this.#of(user).find((one) => one.knows(event.id))
    const session = known ?? (id === undefined ? this.#newest(user) : this.#of(user).find((one) => one.id === id))
    if (!session) throw new HealthError('notFound', 'no workout is going on')
    let news: SessionNews = {}
    try {
      const workout = await session.send(event)
      news = { event: event.event }
      return workout
    } finally {
      this.#tell(session, () => news)
    }
  }

  async answered(user: string, id: string): Promise<LiveWorkout | undefined> {
    const open = this.#of(user).find((one) => one.knows(id))
    return open ? open.settled() : this.#ended(user, id)
  }

  active(user: string): LiveWorkout | undefined {
    return this.#newest(user)?.view()
  }

  find(id: string): LiveWorkout | undefined {
    return this.#open.get(id)?.view()
  }

  outlineOf(id: string): PlanOutline | undefined {
    return this.#open.get(id)?.outline
  }

  all(): readonly LiveWorkout[] {
    return [...this.#open.values()].map((session) => session.view())
  }

  covering(user: string, at: number): string | undefined {
    return this.#of(user).findLast((session) => session.covers(at))?.id
  }

  presentOf(user: string): number {
    return this.#newest(user)?.present ?? this.#parts.clock()
  }

  check(): void {
    const { orphanAfterMs = fourHoursMs } = this.#parts
    for (const session of this.#open.values()) {
      this.#listeners.tellZones(session)
      if (session.check(orphanAfterMs)) void this.#closeOrphan(session)
    }
  }

  subscribe(listener: SessionListener): () => void {
    return this.#listeners.add(listener)
  }

  subscribeZones(listener: (change: ZoneChange) => void): () => void {
    return this.#listeners.addToZones(listener)
  }

  async close(): Promise<void> {
    this.#unsubscribe()
    this.#listeners.clear()
    for (const session of this.#open.values()) session.close()
    this.#open.clear()
    this.#byUser.clear()
    await this.#condensed
  }

  // A device that sends its whole ride again starts what is going on, or what was finished long ago: neither starts anew.
  async #start(user: string, wanted: StartWorkout): Promise<LiveWorkout> {
    const running = this.#of(user)
    const again = running.find((one) => one.knows(wanted.id)) ?? running.find((one) => one.isOf(wanted))
    if (again) return again.view()
    const ended = wanted.id === undefined ? undefined : await this.#ended(user, wanted.id)
    if (ended) return ended
    const taken = wanted.takeOver ? running.at(-1) : undefined
    if (taken) return this.#handOver(taken, wanted)
    const { onConflict = 'reject' } = wanted
    if (running.length > 0 && onConflict === 'reject')
      throw new HealthError('anotherWorkoutSessionStarted', 'a workout is going on already')
    const finished = await finishedWorkout(this.#parts.store, user, wanted)
    if (finished) return finished
    const replaced = onConflict === 'replace' ? await this.#finishAll(running) : []
    const event = wanted.prepare ? 'prepare' : 'start'
    const session = new Session(this.#sessionParts, { input: this.#inputOf(user, wanted) })
    await session.begin(event, wanted.id)
    this.#add(session)
    await session.collect()
    this.#tell(session, () => ({ event }))
    return { ...session.view(), ...(replaced.length > 0 && { replaced }) }
  }

  async #handOver(session: Session, { source = ownSource, id }: StartWorkout): Promise<LiveWorkout> {
    const workout = await session.handOver(source, id)
    this.#tell(session)
    return workout
  }

  // One that is over answers by the workout that was saved of it.
  async #ended(user: string, id: string): Promise<LiveWorkout | undefined> {
    const { store } = this.#parts
    const ended = endedSession(store.documents, user, id)
    if (ended === undefined || ended.view) return ended?.view
    const saved = await store.find(user, ended.session)
    if (saved?.kind !== 'workout') return undefined
    const steps = keptSteps(saved.metadata)
    return { ...endedWorkout(user, saved.workout), ...(steps && { steps }) }
  }

  async #finishAll(running: readonly Session[]): Promise<readonly string[]> {
    for (const session of running) {
      this.#tell(session, () => ({ failure: 'anotherWorkoutSessionStarted' }))
      await this.send(session.user, { event: 'finish' }, session.id)
    }
    return running.map(({ id }) => id)
  }

  #inputOf(user: string, wanted: StartWorkout): Extract<SessionOrigin, { input: unknown }>['input'] {
    const { clock, newId } = this.#parts
    const { activityType, location, swimmingLocation, lapLength, lapTime, plan, zones, collect } = wanted
    checkStart(wanted)
    const { source = ownSource, at: start = clock(), autoStart } = wanted
    const { autoPause = pausesByItself(activityType, location) } = wanted
    const said = { activityType, location, swimmingLocation, lapLength, lapTime, plan, zones, collect }
    return { id: newId(), user, source, ...said, autoPause, autoStart, start, live: isLiveStart(start, clock) }
  }

  #add(session: Session): Session {
    this.#open.set(session.id, session)
    this.#byUser.set(session.user, [...this.#of(session.user), session])
    return session
  }

  #remove(session: Session): void {
    const { id, user } = session
    this.#open.delete(id)
    const others = this.#of(user).filter((other) => other !== session)
    if (others.length > 0) this.#byUser.set(user, others)
    else this.#byUser.delete(user)
  }

  #of(user: string): readonly Session[] {
    return this.#byUser.get(user) ?? []
  }

  #newest(user: string): Session | undefined {
    return this.#of(user).at(-1)
  }

  #named({ id }: SavedSession): Session {
    const session = this.#open.get(id)
    if (!session) throw new Error('no session is open for the workout to save')
    return session
  }

  async #closeOrphan(session: Session): Promise<void> {
    const { onOrphan = nothing } = this.#parts
    try {
      await session.closeOrphan()
      onOrphan(session.id)
    } catch (error) {
      onOrphan(session.id, error)
    } finally {
      this.#tell(session)
    }
  }

  async #save(session: Session): Promise<void> {
    await session.save()
    // Only a wish: the store condenses by itself as well, and says when it cannot.
    this.#condensed = this.#parts.store.condense().catch(nothing)
  }

  #tell(session: Session, newsOf: () => SessionNews = () => ({})): void {
    if (session.isOver) this.#remove(session)
    this.#listeners.tell(session, newsOf)
  }

  #follow(commit: Commit): void {
    if (this.#open.size === 0) return
    for (const measured of measuredIn(commit)) this.#take(measured)
  }

  #take({ user, added, deleted }: Measured): void {
    for (const session of this.#of(user)) {
      if (deleted.length > 0) session.forget(deleted)
      session.take(added)
      this.#tell(session, () => ({ types: session.typesOf([...added, ...deleted]) }))
    }
  }
}

/** Opens the sessions: those that were going on when the engine went down go on. */
export const openSessions = async (parts: OpenSessionsParts): Promise<OpenSessions> => {
  const sessions = new ActiveSessions(parts)
  await sessions.resume()
  return sessions
}
