import type { Clock } from '../health/clock.js'
import type { PlanOutline } from '../health/exercise/followed-plan.js'
import type { DeletedSample, Sample } from '../health/sample.js'
import type { SampleTypeName } from '../health/type.js'
import type { FinishStep, LiveWorkout, Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'
import type { FoldPlan } from './builder/fold.js'
import { LiveBuilder } from './builder/live-builder.js'
import { recordOf } from './builder/record.js'
import { Drain, drainMs } from './closing/drain.js'
import { keptSteps, stepsUpToSave } from './closing/finish-steps.js'
import type { CommandIds } from './journal/command-ids.js'
import { JournaledMachine, type SessionOrigin } from './journal/journaled-machine.js'
import type { SessionCommand, SessionContext, SessionTransition, sessionMachine } from './machine.js'
import { planOf } from './plan-of.js'
import { checkNotAhead, Present } from './present.js'
import type { Profile } from './profile.js'
import { saveWorkout } from './save-workout.js'
import type { SessionEvent } from './sessions.js'
import { checkCommand, isReplay, isUnderWay, type SessionSnapshot, stateOf } from './transition.js'

/** What every session works with. The machine has been provided with its `saveWorkout`. */
export interface SessionParts {
  readonly store: HealthStore
  readonly clock: Clock
  readonly profile: (user: string) => Profile
  readonly machine: typeof sessionMachine
  /** Resolves when what sensors have said until now is with the store, as far as it ever will be. */
  readonly heard?: (() => Promise<void>) | undefined
}

const commandOf = ({ event: type, at, ...details }: SessionEvent, present: number): SessionCommand => ({
  type,
  at: at ?? present,
  ...details,
})

const nothing = async (): Promise<void> => undefined

/** One person's workout as it happens: the machine, the live builder and what is kept of both. */
export class Session {
  readonly #parts: SessionParts
  readonly #machine: JournaledMachine
  readonly #present: Present
  #builder: LiveBuilder
  #workout: Workout | undefined
  #steps: readonly FinishStep[] | undefined
  #failure: unknown
  readonly #drain = new Drain()
  /** When something was last heard of it, by the clock. */
  #heardAt: number

  constructor(parts: SessionParts, origin: SessionOrigin) {
    this.#parts = parts
    this.#machine = new JournaledMachine(parts.machine, parts.store.documents, origin)
    const { live, start } = this.#context
    this.#present = new Present(parts.clock, live, start)
    this.#builder = this.#build()
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
    return this.#isStarted && start <= at && at <= end
  }

  /** Whether it was begun with these words. */
  isOf({ at, activityType }: { readonly at?: number | undefined; readonly activityType: string }): boolean {
    return at === this.#context.start && activityType === this.#context.activityType
  }

  /** Starts the machine: of a kept session where it was, so that one which was being saved is saved now. */
  async resume(): Promise<void> {
    this.#machine.start()
    await this.#builder.refold()
    this.#note(this.#builder.fold.newest)
    for (const { at } of this.#context.events) this.#note(at)
    await this.#saved()
  }

  /** Takes a command. Resolves once the new state is durable, and an `end` once the workout is. */
  async send({ id, ...sent }: SessionEvent): Promise<LiveWorkout> {
    const isClosing = sent.event === 'end' || sent.event === 'finish'
    const fold = await this.#machine.inTurn(async () =>
      this.#isTaken(sent, id) ? nothing : this.#take(commandOf(sent, this.present), id),
    )
    await fold()
    return isClosing ? this.closed() : this.settled()
  }

  /** Whether a command with this id was taken already. */
  knows(id: string | undefined, of: keyof CommandIds = 'events'): boolean {
    return id !== undefined && this.#machine.ids[of].includes(id)
  }

  /** Resolves once an end that is under way has come to something. */
  async settled(): Promise<LiveWorkout> {
    await this.#saved()
    return this.view()
  }

  /** Resolves once it is over; rejects when it cannot be saved. */
  async closed(): Promise<LiveWorkout> {
    await this.#saved()
    if (!this.isOver) throw this.#failure
    return this.view()
  }

  /** Prepares or starts a new session: resolves once that is durable, and then nothing is collected yet. */
  async begin(type: 'prepare' | 'start', id?: string): Promise<void> {
    this.#machine.start()
    const event = { type, at: this.#context.start }
    checkNotAhead(event, this.#parts.clock)
    await this.#machine.take({ event, check: nothing, id, of: 'starts' })
    this.#note(event.at)
  }

  /** Begins to collect, when it has started: what is stored of the workout already comes first. */
  async collect(): Promise<void> {
    if (!this.#isStarted) return
    this.#builder = this.#build()
    await this.#builder.refold()
  }

  /** Lets time pass; true when nobody was heard of for so long, ms. Heard of is who sends a sample or a command. */
  check(orphanAfterMs: number): boolean {
    const now = this.#parts.clock()
    this.#drain.check(now)
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
    this.#drain.note(samples)
    if (this.#isStarted) this.#builder.take(samples)
    for (const { end } of samples) this.#note(end)
  }

  /** Samples of the person are gone from the store. */
  forget(samples: readonly DeletedSample[]): void {
    if (samples.some(({ end }) => end >= this.#context.start)) this.#builder.forget()
  }

  /** The types of those samples that are of the workout, each once. */
  typesOf(samples: readonly (Sample | DeletedSample)[]): readonly SampleTypeName[] {
    if (!this.#isStarted) return []
    const { start, end = Number.POSITIVE_INFINITY } = this.#context
    return [...new Set(samples.filter((one) => one.end >= start && one.start <= end).map(({ type }) => type))]
  }

  /** What is to be done by its plan. */
  get outline(): PlanOutline | undefined {
    return this.#builder.fold.track.follower?.outline
  }

  view(): LiveWorkout {
    const snapshot = this.#snapshot
    const { user, start, end } = snapshot.context
    const at = this.#isStarted ? Math.max(start, end ?? this.present) : start
    const { fold } = this.#builder
    const { end: until, ...facts } = this.#workout ?? recordOf({ context: snapshot.context, fold, at })
    const heartRate = this.isOver ? undefined : fold.current('heartRate', at)
    return {
      ...facts,
      ...(snapshot.context.plan && !this.#workout && { plan: fold.track.follower?.progress(at) }),
      user,
      state: stateOf(snapshot),
      ...(this.isOver && { end: until }),
      at: until,
      lap: facts.laps.length,
      ...(heartRate !== undefined && { zone: fold.meters.zoneOf('heartRate', heartRate) }),
      ...(this.#steps && { steps: this.#steps }),
    }
  }

  /** Waits for what sensors measured before the end; the machine asks for it. In a replay everything is there already. */
  async drain(): Promise<readonly FinishStep[]> {
    const { clock } = this.#parts
    const { end: at = this.present, live } = this.#context
    const isDry = !live || (await this.#drain.wait(at, clock() + drainMs))
    const drained = { at: clock(), ok: isDry }
    return [
      { step: 'stop', at, ok: true },
      { step: 'drain', ...drained },
      { step: 'endCollection', at: drained.at, ok: true },
    ]
  }

  /** Saves the workout; the machine asks for it. */
  async save(): Promise<void> {
    const { store, clock } = this.#parts
    try {
      await this.#parts.heard?.()
      await store.settled()
      const context = { ...this.#context, steps: stepsUpToSave(this.#context.steps, clock()) }
      const { workout, metadata } = await saveWorkout({ store, context, plan: this.#plan() })
      this.#workout = workout
      this.#steps = keptSteps(metadata)
    } catch (error) {
      this.#failure = error
      throw error
    }
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

  get #isStarted(): boolean {
    return !this.#snapshot.matches('notStarted') && !this.#snapshot.matches('prepared')
  }

  // One whose workout could not be saved is to try again.
  #isTaken(sent: SessionEvent, id: string | undefined): boolean {
    if (isReplay(this.#snapshot, sent)) return true
    if (sent.event !== 'end' && sent.event !== 'finish') return this.knows(id)
    return isUnderWay(this.#snapshot, sent.event) || (this.knows(id) && this.isOver)
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
    if (type === 'start') await this.collect()
    else if (type !== 'prepare' && type !== 'end' && type !== 'finish' && !this.isOver) await this.#builder.revise(at)
  }

  // One that could not be saved stays stopped, and its end can be asked for again.
  async #saved(): Promise<void> {
    await this.#machine.reaches((snapshot) => !isUnderWay(snapshot, 'finish'))
    if (this.isOver) await this.#machine.forget()
  }

  #note(at: number): void {
    const wasLive = this.#present.isLive
    this.#present.note(at)
    if (!wasLive && this.#present.isLive && !this.isOver) this.#machine.catchUp()
  }

  #build(): LiveBuilder {
    return new LiveBuilder({ store: this.#parts.store, user: this.user, plan: () => this.#plan() })
  }

  #plan(): FoldPlan {
    const context = this.#context
    return planOf(context, this.#parts.profile(context.user))
  }
}
