import { HealthError } from '../../health/error.js'
import type { SaveResult } from '../health-store.js'
import type { Database } from '../sqlite/database.js'
import type { DocumentTable } from '../sqlite/document-table.js'
import type { Associator } from './associator.js'
import type { Describer } from './describer.js'
import type { Draft, Drafted } from './draft.js'
import type { Operation, Outcome, Pending, PendingQueue, SaveOperation } from './pending.js'
import type { Remover } from './remover.js'
import type { Saver } from './saver.js'

/** What a commit is made of, and who is told. */
export interface CommitParts {
  readonly database: Database
  readonly queue: PendingQueue
  readonly draft: Draft
  readonly saver: Saver
  readonly remover: Remover
  readonly associator: Associator
  readonly describer: Describer
  readonly documents: DocumentTable
  /** Called after every commit that changed samples, once its promises are resolved. */
  readonly onCommit: (drafted: Drafted) => void
  /** Called for every batch of samples that was saved or deleted. */
  readonly onOutcome: (outcome: Outcome) => void
  /** Called when a commit fails, and with undefined when one works. */
  readonly onHealth: (error: unknown) => void
}

interface Written {
  /** What became of each operation: its outcome, or why it was refused. */
  readonly results: readonly (Outcome | HealthError)[]
  readonly drafted: Drafted | undefined
}

/**
 * One transaction for all that waits. The next one starts when the last is done: an idle store answers at once, a busy
 * one groups by itself.
 */
export class GroupCommit {
  readonly #parts: CommitParts
  readonly #begin: { run(): void }
  readonly #commit: { run(): void }
  readonly #rollback: { run(): void }
  #seq: number
  #scheduled = false
  #held: Promise<unknown> | undefined
  #commits = 0

  constructor(parts: CommitParts, seq: number) {
    this.#parts = parts
    this.#seq = seq
    this.#begin = parts.database.prepare('begin immediate')
    this.#commit = parts.database.prepare('commit')
    this.#rollback = parts.database.prepare('rollback')
  }

  /** The number of the newest commit that changed samples. */
  get seq(): number {
    return this.#seq
  }

  get commits(): number {
    return this.#commits
  }

  /** Puts an operation in line. */
  submit(operation: SaveOperation): Promise<SaveResult>
  submit(operation: Operation): Promise<Outcome>
  submit(operation: Operation): Promise<Outcome> {
    return new Promise<Outcome>((resolve, reject) => {
      this.#parts.queue.add({ operation, resolve, reject })
      this.#schedule()
    })
  }

  /** Resolves when all that was submitted so far has been committed or has failed. */
  async settled(): Promise<void> {
    if (this.#parts.queue.length === 0) return
    await this.submit({ kind: 'mark' }).catch(() => undefined)
  }

  /** Commits until nothing waits. */
  flush(): void {
    while (this.#parts.queue.length > 0) this.#run()
  }

  /** Lets nothing be committed while `work` goes on; what comes meanwhile waits in line. */
  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.free()
    const held = work()
    this.#held = held.catch(() => undefined)
    try {
      return await held
    } finally {
      this.#held = undefined
      if (this.#parts.queue.length > 0) this.#schedule()
    }
  }

  /** Resolves when nothing holds the commits. */
  async free(): Promise<void> {
    while (this.#held) await this.#held
  }

  #schedule(): void {
    if (this.#scheduled || this.#held) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#held) return
      this.#run()
      if (this.#parts.queue.length > 0) this.#schedule()
    })
  }

  #run(): void {
    const group = this.#parts.queue.takeGroup()
    if (group.length === 0) return
    const written = this.#attempt(group)
    if (written) this.#finish(group, written)
  }

  #attempt(group: readonly Pending[]): Written | undefined {
    try {
      return this.#write(group)
    } catch (cause) {
      this.#fail(group, cause)
      return undefined
    }
  }

  #write(group: readonly Pending[]): Written {
    const { draft, describer } = this.#parts
    draft.begin(this.#seq + 1)
    this.#begin.run()
    const results: (Outcome | HealthError)[] = []
    for (const { operation } of group) results.push(this.#apply(operation))
    describer.finish()
    const drafted = draft.finish()
    this.#commit.run()
    return { results, drafted }
  }

  // A batch that breaks a rule has changed nothing yet, so the others go on without it.
  #apply(operation: Operation): Outcome | HealthError {
    try {
      return this.#perform(operation)
    } catch (error) {
      if (!(error instanceof HealthError) || error.code === 'databaseInaccessible') throw error
      return error
    }
  }

  #perform(operation: Operation): Outcome {
    const { saver, remover, associator, describer, documents } = this.#parts
    if (operation.kind === 'save') return saver.save(operation)
    if (operation.kind === 'delete') return remover.remove(operation)
    if (operation.kind === 'associate') return associator.associate(operation)
    if (operation.kind === 'describe') describer.describe(operation.description)
    if (operation.kind === 'put') documents.put(operation.document, operation.id, operation.json)
    if (operation.kind === 'remove') documents.remove(operation.document, operation.id)
    return 0
  }

  #finish(group: readonly Pending[], { results, drafted }: Written): void {
    if (drafted) this.#seq = drafted.seq
    this.#commits += 1
    this.#parts.draft.written()
    this.#parts.remover.written()
    this.#parts.describer.written()
    // One that wrote nothing has not tried the disk.
    if (group.some(({ operation }) => operation.kind !== 'mark')) this.#parts.onHealth(undefined)
    for (let at = 0; at < group.length; at += 1)
      this.#answer(group[at] as Pending, results[at] as Outcome | HealthError)
    if (drafted) this.#parts.onCommit(drafted)
  }

  #answer({ resolve, reject, operation }: Pending, result: Outcome | HealthError): void {
    if (result instanceof HealthError) {
      reject(result)
      return
    }
    if (operation.kind === 'save' || operation.kind === 'delete') this.#parts.onOutcome(result)
    resolve(result)
  }

  #fail(group: readonly Pending[], cause: unknown): void {
    const { database, draft, remover, describer, onHealth } = this.#parts
    draft.undo()
    remover.undo()
    describer.undo()
    // SQLite has ended the transaction by itself when the disk is full.
    if (database.inTransaction) this.#rollback.run()
    onHealth(cause)
    const error = new HealthError('databaseInaccessible', 'the store cannot be written at present', [], cause)
    for (const { reject } of group) reject(error)
  }
}
