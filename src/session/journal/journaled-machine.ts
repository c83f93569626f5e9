import { type Actor, createActor, type Snapshot, transition, waitFor } from 'xstate'
import type { Documents } from '../../store/documents.js'
import { type Hole, withHole } from '../interruptions/hole.js'
import type { SessionInput, SessionTransition, sessionMachine } from '../machine.js'
import type { SessionSnapshot } from '../transition.js'
import { type CommandIds, withId } from './command-ids.js'
import { dropSession, type KeptSession, keepSession } from './kept-session.js'

/** A session is new, or goes on from what was kept of it. */
export type SessionOrigin = { readonly input: SessionInput } | KeptSession

/** What is to happen to a session. */
export interface Step {
  readonly event: SessionTransition
  /** Throws when the event is not possible in the state that it finds. */
  readonly check: (snapshot: SessionSnapshot) => void
  /** By which the command is known when it comes again. */
  readonly id?: string | undefined
}

const holesMax = 256
const nothing = (): void => undefined

/**
 * A session's machine that acts on an event only when what follows from it is durable, so that nobody can learn of a state
 * that a crash would undo. What cannot be kept is refused, and changes nothing.
 */
export class JournaledMachine {
  readonly #machine: typeof sessionMachine
  readonly #documents: Documents
  #state: SessionSnapshot
  /** Only from when the machine waits for something on: ten thousand actors would weigh more than what they tell. */
  #actor: Actor<typeof sessionMachine> | undefined
  #ids: CommandIds
  #holes: readonly Hole[]
  #isStopped = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(machine: typeof sessionMachine, documents: Documents, origin: SessionOrigin) {
    this.#machine = machine
    this.#documents = documents
    // The compiler wants an input even beside a snapshot; it is not looked at then.
    const [input, kept] = 'input' in origin ? [origin.input] : [{} as SessionInput, origin]
    this.#state = createActor(machine, { input, ...(kept && { snapshot: kept.snapshot }) }).getSnapshot()
    this.#ids = kept?.ids ?? []
    this.#holes = kept?.holes ?? []
  }

  get snapshot(): SessionSnapshot {
    return this.#actor?.getSnapshot() ?? this.#state
  }

  /** Whether it was started, whatever came of it. */
  get isStarted(): boolean {
    const { value } = this.snapshot
    return value !== 'notStarted' && value !== 'prepared'
  }

  get ids(): CommandIds {
    return this.#ids
  }

  /** When the engine was down and nothing was heard, oldest first; the last few of very many. */
  get holes(): readonly Hole[] {
    return this.#holes
  }

  /** Starts it where it is: what was invoked there is invoked again. */
  start(): void {
    if (this.#state.matches('stopped')) this.#begin()
  }

  /** What is kept by now is acted on when it is started again. */
  stop(): void {
    this.#isStopped = true
    this.#actor?.stop()
  }

  /** Does one thing after the other. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(nothing)
    return done
  }

  /** Acts on an event once what follows is durable. To be called in turn. */
  async take({ event, check, id }: Step): Promise<void> {
    const ids = withId(this.#ids, id)
    check(this.snapshot)
    if (this.snapshot.status !== 'active') return
    for (let before: SessionSnapshot | undefined; before !== this.snapshot; ) {
      before = this.snapshot
      await this.#keep(transition(this.#machine, before, event)[0], ids)
      // A drain or a save may have come to its end meanwhile: then the event meets another state.
      if (before !== this.snapshot) await this.#recheck(check)
    }
    this.#ids = ids
    this.#act(event)
  }

  /** The engine was down, and nothing was heard. Kept with the next chance when the disk is full. */
  async interrupt(hole: Hole): Promise<void> {
    this.#holes = withHole(this.#holes, hole).slice(-holesMax)
    await this.inTurn(() => this.#keepPresent()).catch(nothing)
  }

  /** A replay has reached the present. Whoever reads the facts again would find that out again. */
  catchUp(): void {
    this.#act({ type: 'catchUp' })
    void this.inTurn(() => this.#keepPresent()).catch(nothing)
  }

  /** Resolves when the machine is in such a state. */
  async reaches(isReached: (snapshot: SessionSnapshot) => boolean): Promise<void> {
    if (this.#actor !== undefined) await waitFor(this.#actor, isReached)
  }

  /** Forgets what was kept; resolves once that is durable. */
  forget(): Promise<void> {
    return dropSession(this.#documents, this.snapshot.context.id)
  }

  #act(event: SessionTransition): void {
    if (this.#isStopped) return
    const next = this.#actor === undefined ? transition(this.#machine, this.#state, event)[0] : undefined
    if (next?.matches('stopped')) this.#begin()
    if (this.#actor !== undefined) this.#actor.send(event)
    else if (next !== undefined) this.#state = next
  }

  #begin(): void {
    this.#actor = createActor(this.#machine, {
      input: this.#state.context,
      snapshot: this.#machine.getPersistedSnapshot(this.#state),
    })
    this.#actor.start()
  }

  async #recheck(check: Step['check']): Promise<void> {
    try {
      check(this.snapshot)
    } catch (error) {
      await this.#keepPresent()
      throw error
    }
  }

  // Of one that is over nothing is kept any more.
  async #keepPresent(): Promise<void> {
    if (this.snapshot.status === 'active') await this.#keep(this.snapshot, this.#ids)
  }

  #keep(snapshot: SessionSnapshot, ids: CommandIds): Promise<void> {
    const kept: Snapshot<unknown> = this.#machine.getPersistedSnapshot(snapshot)
    return keepSession(this.#documents, snapshot.context.id, { snapshot: kept, ids, holes: this.#holes })
  }
}
