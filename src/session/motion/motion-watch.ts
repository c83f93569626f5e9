import type { Sample } from '../../health/sample.js'
import type { SessionEventName, WorkoutEvent } from '../../health/workout.js'
import type { HealthStore } from '../../store/health-store.js'
import type { JournaledMachine } from '../journal/journaled-machine.js'
import type { SessionCommand, SessionContext } from '../machine.js'
import { type Moment, MotionLine } from './motion-line.js'
import { firstMotion, hasMotion, momentsOf, storedLine, togglesOf } from './stored-motion.js'

/** What a session does about its motion. */
interface WatchedSession {
  /** Epoch ms. */
  readonly present: number
  /** Starts what was prepared; resolves once that is durable, with what waits for the figures. Called in turn. */
  startAt(at: number): Promise<() => Promise<void>>
  /** Resolves once the figures follow events that have changed since an instant. */
  revise(changedAt: number): Promise<void>
  /** Is told of what became of it. */
  moved(event: SessionEventName): void
}

/** The session that is watched, and what is known of it. */
interface MotionWatchParts {
  readonly store: HealthStore
  readonly machine: Pick<JournaledMachine, 'snapshot' | 'inTurn' | 'take'>
  /** By itself, and not by functions for each of its ways, which would weigh as much as what is known of its motion. */
  readonly session: WatchedSession
}

/** What is known of motion from now on, and since when that is another than before, epoch ms. */
interface MotionNews {
  readonly events: readonly WorkoutEvent[]
  readonly changedAt: number
}

const nothing = (): void => undefined
const toggling: ReadonlySet<SessionCommand['type']> = new Set(['pause', 'resume', 'pauseOrResumeRequest'])
const leastReadMs = 10_000
const readShare = 0.05

const isSame = (one: WorkoutEvent | undefined, other: WorkoutEvent | undefined): boolean =>
  one?.at === other?.at && one?.event === other?.event

/** When two courses of motion begin to differ; undefined when they are the same. */
const differenceOf = (known: readonly WorkoutEvent[], told: readonly WorkoutEvent[]): number | undefined => {
  const length = Math.max(known.length, told.length)
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [known[index], told[index]]
    if (!isSame(one, other)) return Math.min(one?.at ?? other?.at ?? 0, other?.at ?? one?.at ?? 0)
  }
  return undefined
}

/**
 * Watches whether anything moves in a session that pauses by itself, and tells it. What comes too late to be put in its
 * place is read from the store with everything else, not more often than a part of the workout's length.
 */
export class MotionWatch {
  readonly #parts: MotionWatchParts
  #line: MotionLine
  #told: readonly WorkoutEvent[] | undefined
  #isDirty = false
  #readTo = Number.NEGATIVE_INFINITY
  #missed: Sample[] | undefined
  #reading: Promise<void> | undefined
  #telling: Promise<void> | undefined
  #isAsked = false

  constructor(parts: MotionWatchParts) {
    this.#parts = parts
    this.#line = new MotionLine(parts.machine.snapshot.context.start)
  }

  /** Hears samples that were committed. */
  take(samples: readonly Sample[]): void {
    if (this.#awaitsMotion && hasMotion(samples, this.#context)) void this.#startIfMoved().catch(nothing)
    if (!this.#isOn) return
    this.#missed?.push(...samples)
    for (const moment of momentsOf(samples, this.#context)) this.#add(moment)
    void this.tell()
  }

  /** Samples are gone from the store. */
  forget(): void {
    this.#isDirty = true
  }

  /** A command was taken. Where the person paused or went on it resolves once it is known what that makes of the motion before and after. */
  async follow(command: SessionCommand['type']): Promise<void> {
    if (!this.#isOn || !toggling.has(command)) return
    const last = togglesOf(this.#context).at(-1)
    if (last && last.at >= this.#line.newest) this.#add(last)
    else await this.read()
    await this.tell()
  }

  /** Reads from the store what is known; resolves once the session knows it. */
  async read(): Promise<void> {
    if (this.#awaitsMotion) return this.#startIfMoved()
    if (!this.#isOn) return
    await this.#read().catch(() => {
      this.#isDirty = true
    })
    await this.tell()
  }

  /** Tells the session what it does not know yet, as time passes, too. */
  tell(): Promise<void> {
    const isQuiet = this.#telling === undefined && !this.#isDue && this.#news() === undefined
    if (!this.#isOn || isQuiet) return Promise.resolve()
    this.#isAsked = true
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = undefined
    })
    return this.#telling
  }

  // By what is stored, so that it makes no difference in what order that came.
  async #startIfMoved(): Promise<void> {
    const { store, machine, session } = this.#parts
    const begun = await machine.inTurn(async () => {
      const at = this.#awaitsMotion ? await firstMotion(store, this.#context) : undefined
      return at === undefined ? undefined : session.startAt(at)
    })
    await begun?.()
    if (begun) session.moved('start')
  }

  get #context(): SessionContext {
    return this.#parts.machine.snapshot.context
  }

  get #awaitsMotion(): boolean {
    return this.#parts.machine.snapshot.matches('prepared') && this.#context.autoStart === true
  }

  get #isOn(): boolean {
    const { snapshot } = this.#parts.machine
    const isStarted = snapshot.matches('active') || snapshot.matches('stopped')
    return this.#context.autoPause === true && isStarted
  }

  #add(moment: Moment): void {
    if (!this.#line.add(moment)) this.#isDirty = true
  }

  get #isDue(): boolean {
    const { newest } = this.#line
    const length = newest - this.#context.start
    return this.#isDirty && newest - this.#readTo >= Math.max(leastReadMs, readShare * length)
  }

  // What cannot be kept is told again with the next sample.
  async #tellAll(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false
      await this.#tellNews().catch(nothing)
    }
  }

  async #tellNews(): Promise<void> {
    if (this.#isDue) await this.#read()
    for (let news = this.#news(); news !== undefined; news = this.#news()) await this.#keep(news)
  }

  async #keep({ events, changedAt }: MotionNews): Promise<void> {
    const { machine, session } = this.#parts
    await machine.inTurn(async () => {
      if (this.#isOn) await machine.take({ event: { type: 'motion', events }, check: nothing })
    })
    this.#told = events
    if (!this.#isOn) return
    await session.revise(changedAt)
    session.moved(events.at(-1)?.event === 'motionPaused' ? 'motionPaused' : 'motionResumed')
  }

  #news(): MotionNews | undefined {
    if (!this.#isOn) return undefined
    const { end = Number.POSITIVE_INFINITY, motion = [] } = this.#context
    const events = this.#line.eventsAt(Math.min(this.#parts.session.present, end))
    if (events === this.#told) return undefined
    const changedAt = differenceOf(motion, events)
    return changedAt === undefined ? undefined : { events, changedAt }
  }

  #read(): Promise<void> {
    const read = this.#reading?.then(() => this.#readOnce()) ?? this.#readOnce()
    this.#reading = read.catch(nothing)
    return read
  }

  async #readOnce(): Promise<void> {
    const read = new Set<string>()
    const { events } = this.#context
    this.#missed = []
    this.#isDirty = false
    this.#readTo = this.#line.newest
    const line = await storedLine(this.#parts.store, this.#context, (uuid) => read.add(uuid))
    const missed = this.#missed.filter(({ uuid }) => !read.has(uuid))
    this.#missed = undefined
    this.#line = line
    for (const moment of momentsOf(missed, this.#context)) this.#add(moment)
    if (this.#context.events !== events) await this.#readOnce()
  }
}

/** Watches the motion of a session that pauses or starts by itself; of another nothing is kept. */
export const watchMotion = (parts: MotionWatchParts): MotionWatch | undefined => {
  const { autoPause, autoStart } = parts.machine.snapshot.context
  return autoPause || autoStart ? new MotionWatch(parts) : undefined
}
