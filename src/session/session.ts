import type { PlanOutline } from '../health/exercise/followed-plan.js'
import type { DeletedSample, Sample } from '../health/sample.js'
import type { SampleTypeName } from '../health/type.js'
import type { FinishStep, LiveWorkout, SessionEventName } from '../health/workout.js'
import { LiveBuilder } from './builder/live-builder.js'
import { Closing, type ClosingParts } from './closing/closing.js'
import { typesOf } from './collecting/types-of.js'
import { Interruptions } from './interruptions/interruptions.js'
import { keepEnded } from './journal/ended-sessions.js'
import { JournaledMachine, type SessionOrigin } from './journal/journaled-machine.js'
import { liveWorkoutOf } from './live-workout.js'
import type { SessionCommand, SessionContext, SessionTransition, sessionMachine } from './machine.js'
import { type MotionWatch, watchMotion } from './motion/motion-watch.js'
import { withStoredMotion } from './motion/stored-motion.js'
import { planOf } from './plan-of.js'
import { checkNotAhead, Present } from './present.js'
import type { Profile } from './profile.js'
import type { SessionEvent } from './sessions.js'
import { type ZoneChange, ZoneWatch } from './telling/zone-watch.js'
import { checkCommand, commandOf, instantsIn, isTaken, isUnderWay, type SessionSnapshot } from './transition.js'

/** What every session works with. The machine has been provided with its `saveWorkout`. */
export interface SessionParts extends ClosingParts {
  readonly profile: (user: string) => Profile
  readonly machine: typeof sessionMachine
  /** Is told of a session that changed before or without an answer: by what moves, or because it stopped and has yet to end. */
  readonly changed: (session: Session, event: SessionEventName) => void
}

const nothing = async (): Promise<void> => undefined

/** One person's workout as it happens: the machine, the live builder and what is kept of both. */
export class Session {
  readonly #parts: SessionParts
  readonly #machine: JournaledMachine
  readonly #present: Present
  #builder: LiveBuilder
  readonly #motion: MotionWatch | undefined
  readonly #closing: Closing
  readonly #zones = new ZoneWatch()
  readonly #interruptions: Interruptions
  /** When something was last heard of it, by the clock. */
  #heardAt: number

  constructor(parts: SessionParts, origin: SessionOrigin) {
    this.#parts = parts
    this.#machine = new JournaledMachine(parts.machine, parts.store.documents, origin)
    const { live, start } = this.#context
    this.#present = new Present(parts.clock, live, start)
    this.#builder = this.#build()
    this.#motion = watchMotion({ store: parts.store, machine: this.#machine, session: this })
    this.#closing = new Closing(parts)
    this.#interruptions = new Interruptions(parts, this.#machine)
    this.#heardAt = parts.clock()
  }

  get id(): string {
    return this.#context.id
  }

  get user(): string {
    return this.#context.user
  }

  /** The person's present: of a replay, the instant of its newest fact. Epoch ms. */
  get present(): number {
    return this.#present.at
  }

  /** Whether it has ended or was discarded. */
  get isOver(): boolean {
    return this.#snapshot.status !== 'active'
  }

  /** Whether an instant lies in the workout as far as it has come. */
  covers(at: number): boolean {
    const { start, end = Number.POSITIVE_INFINITY } = this.#context
    return this.#machine.isStarted && start <= at && at <= end
  }

  /** Whether it was begun with these words. */
  isOf({ at, activityType }: { readonly at?: number | undefined; readonly activityType: string }): boolean {
    return at === this.#context.start && activityType === this.#context.activityType
  }

  /** Starts the machine: of a kept session where it was, so that one which was being saved is saved now. */
  async resume(): Promise<void> {
    this.#machine.start()
    await this.#builder.refold()
    const facts = [this.#builder.fold.newest, ...instantsIn(this.#context)]
    await this.#interruptions.resume(Math.max(...facts))
    for (const at of facts) this.#note(at)
    await this.#motion?.read()
    await this.#saved()
  }

  /** Takes a command. Resolves once the new state is durable, and an `end` once the workout is. */
  async send({ id, ...sent }: SessionEvent): Promise<LiveWorkout> {
    const fold = await this.#machine.inTurn(async () =>
      isTaken(this.#snapshot, sent, this.knows(id)) ? nothing : this.#take(commandOf(sent, this.present), id),
    )
    await fold()
    return sent.event === 'end' || sent.event === 'finish' ? this.closed() : this.settled()
  }

  /** Whether a command with this id was taken already. */
  knows(id: string | undefined): boolean {
    return id !== undefined && this.#machine.ids.includes(id)
  }

  /** Resolves once an end that is under way has come to something. */
  async settled(): Promise<LiveWorkout> {
    await this.#saved()
    return this.view()
  }

  /** Resolves once it is over; rejects when it cannot be saved. */
  async closed(): Promise<LiveWorkout> {
    await this.#saved()
    if (!this.isOver) throw this.#closing.failure
    return this.view()
  }

  /** Prepares or starts a new session: resolves once that is durable, and then nothing is collected yet. */
  async begin(type: 'prepare' | 'start', id?: string): Promise<void> {
    this.#machine.start()
    const event = { type, at: this.#context.start }
    checkNotAhead(event, this.#parts.clock)
    await this.#machine.take({ event, check: nothing, id })
    this.#note(event.at)
  }

  /** Another device records from now on; resolves once that is durable. */
  async handOver(source: string, id?: string): Promise<LiveWorkout> {
    await this.#machine.inTurn(async () => {
      if (!this.knows(id)) await this.#machine.take({ event: { type: 'handOver', source }, check: nothing, id })
    })
    this.#heardAt = this.#parts.clock()
    return this.view()
  }

  /** Begins to collect, when it has started: what is stored of the workout already comes first. */
  async collect(): Promise<void> {
    this.#builder = this.#build()
    if (this.#machine.isStarted) await this.#builder.refold()
    await this.#motion?.read()
  }

  /** Starts what was prepared, in turn; resolves once that is durable, with what waits for the figures. */
  startAt(at: number): Promise<() => Promise<void>> {
    return this.#take({ type: 'start', at }, undefined)
  }

  /** Resolves once the figures follow events that have changed since an instant. */
  revise(changedAt: number): Promise<void> {
    return this.#builder.revise(changedAt)
  }

  /** Tells of what became of it without an answer. */
  moved(event: SessionEventName): void {
    this.#parts.changed(this, event)
  }

  /** Lets time pass; true when nobody was heard of for so long, ms. Heard of is who sends a sample or a command. */
  check(orphanAfterMs: number): boolean {
    const now = this.#parts.clock()
    this.#closing.check(now)
    void this.#motion?.tell()
    return now - this.#heardAt >= orphanAfterMs
  }

  /** Ends an orphan at its last sample. */
  async closeOrphan(): Promise<void> {
    this.#heardAt = this.#parts.clock()
    const event: SessionTransition = { type: 'orphan', at: this.#builder.fold.newest }
    await this.#machine.inTurn(async () => {
      if (this.#snapshot.can(event)) await this.#machine.take({ event, check: nothing })
    })
    await this.closed()
  }

  /** Folds quantities of the person that were committed. */
  take(samples: readonly Sample[]): void {
    this.#heardAt = this.#parts.clock()
    this.#closing.note(samples)
    this.#interruptions.take(samples)
    if (this.#machine.isStarted) this.#builder.take(samples)
    for (const { end } of samples) this.#note(end)
    this.#motion?.take(samples)
  }

  /** Samples of the person are gone from the store. */
  forget(samples: readonly DeletedSample[]): void {
    if (samples.some(({ end }) => end >= this.#context.start)) this.#builder.forget()
    this.#motion?.forget()
  }

  /** The types of those samples that are of the workout, each once. */
  typesOf(samples: readonly (Sample | DeletedSample)[]): readonly SampleTypeName[] {
    return this.#machine.isStarted ? typesOf(samples, this.#context, this.#builder.fold.collection) : []
  }

  /** What is to be done by its plan. */
  get outline(): PlanOutline | undefined {
    return this.#builder.fold.track.follower?.outline
  }

  view(): LiveWorkout {
    const { workout, steps } = this.#closing
    const { spans: interruptions } = this.#interruptions
    const now = { snapshot: this.#snapshot, fold: this.#builder.fold, at: this.#at }
    return liveWorkoutOf({ ...now, workout, steps, interruptions })
  }

  /** Which zones were entered or left since this was asked last. */
  zoneChanges(): readonly ZoneChange[] {
    if (this.isOver) return []
    const changes = this.#zones.changes(this.#builder.fold, this.#at)
    return changes.map((change) => ({ session: this.id, user: this.user, ...change }))
  }

  /** Waits for what sensors measured before the end; the machine asks for it. */
  drain(): Promise<readonly FinishStep[]> {
    const { end = this.present, live } = this.#context
    return this.#closing.drain(end, live)
  }

  /** Saves the workout; the machine asks for it. */
  save(): Promise<void> {
    return this.#closing.save(async () => {
      const context = await withStoredMotion(this.#parts.store, this.#context)
      return { context, plan: this.#plan(context), holes: this.#machine.holes }
    })
  }

  /** Ends what goes on in memory; what is kept stays. */
  close(): void {
    this.#machine.stop()
  }

  get #snapshot(): SessionSnapshot {
    return this.#machine.snapshot
  }

  get #context(): SessionContext {
    return this.#snapshot.context
  }

  /** The instant that its figures are of. */
  get #at(): number {
    const { start, end } = this.#context
    return this.#machine.isStarted ? Math.max(start, end ?? this.present) : start
  }

  /** Takes a command; what it returns resolves once the figures follow it. */
  async #take(command: SessionCommand, id: string | undefined): Promise<() => Promise<void>> {
    checkNotAhead(command, this.#parts.clock)
    const check = (snapshot: SessionSnapshot): void => checkCommand(snapshot, command)
    await this.#machine.take({ event: command, check, id })
    this.#heardAt = this.#parts.clock()
    this.#note(command.at)
    const folded = this.#refit(command)
    return () => folded
  }

  // The record of an ended workout is folded from the store anyway.
  async #refit({ type, at }: SessionCommand): Promise<void> {
    if (type === 'start') return this.collect()
    if (type === 'prepare' || type === 'end' || this.isOver) return
    await this.#builder.revise(at)
    if (type !== 'finish') return this.#motion?.follow(type)
    // Draining takes a while; who follows it learns at once that the workout's time is over.
    if (!this.isOver) this.#parts.changed(this, 'stop')
  }

  // One that could not be saved stays stopped, and its end can be asked for again.
  async #saved(): Promise<void> {
    await this.#machine.reaches((snapshot) => !isUnderWay(snapshot, 'finish'))
    if (!this.isOver) return
    const { id: session, user } = this
    const view = this.#closing.workout === undefined ? this.view() : undefined
    await keepEnded(this.#parts.store.documents, user, { session, ids: this.#machine.ids, view })
    await this.#machine.forget()
  }

  #note(at: number): void {
    const wasLive = this.#present.isLive
    this.#present.note(at)
    if (!wasLive && this.#present.isLive && !this.isOver) this.#machine.catchUp()
  }

  #build(): LiveBuilder {
    return new LiveBuilder({ store: this.#parts.store, user: this.user, plan: () => this.#plan() })
  }

  #plan(context = this.#context) {
    return planOf(context, this.#parts.profile(context.user))
  }
}
