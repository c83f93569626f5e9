import { HealthError, invalidArgument } from '../../health/error.js'
import type { History } from '../archive/history.js'
import type { GroupCommit } from '../commit/group-commit.js'
import type { StoreFigures } from '../health-store.js'
import type { Database } from '../sqlite/database.js'
import { openPageTable, type PageTable } from '../sqlite/page-table.js'
import { checkSteps } from './check.js'
import { checkFile, rewriteFile } from './chore.js'
import { canUseChoreThread, type RunningChore, startChore } from './chore-worker.js'
import { Findings } from './findings.js'
import type { CheckReport, ChoreOptions, Housekeeping, Progress, VacuumReport } from './housekeeping.js'
import type { Purger } from './purger.js'
import { vacuumSteps } from './vacuum.js'

/** What a housekeeper works on. */
export interface HousekeeperParts {
  readonly database: Database
  readonly history: History
  readonly commits: Pick<GroupCommit, 'hold' | 'settled'>
  readonly purger: Purger
  readonly turn: () => Promise<void>
  /** `:memory:` when there is none. */
  readonly file: string
}

const nobody = (): void => undefined

/** Keeps one store's file sound and small, one piece of work at a time. */
export class Housekeeper implements Housekeeping {
  readonly #parts: HousekeeperParts
  readonly #pages: PageTable
  #running: Promise<unknown> | undefined
  #chore: RunningChore | undefined
  #isOpen = true

  constructor(parts: HousekeeperParts) {
    this.#parts = parts
    this.#pages = openPageTable(parts.database)
  }

  pages(): Pick<StoreFigures, 'pages' | 'freePages'> {
    return { pages: this.#pages.all(), freePages: this.#pages.free() }
  }

  purge(): Promise<number> {
    return this.#parts.purger.purge()
  }

  vacuum({ full = false, onProgress = nobody }: ChoreOptions = {}): Promise<VacuumReport> {
    return this.#alone(async () => {
      const [pagesBefore, pageSize] = [this.#pages.all(), this.#pages.size()]
      if (full) await this.#parts.commits.hold(() => this.#rewrite())
      else await this.#giveBack(onProgress)
      return { mode: full ? 'full' : 'incremental', pagesBefore, pagesAfter: this.#pages.all(), pageSize }
    })
  }

  check({ full = false, onProgress = nobody }: ChoreOptions = {}): Promise<CheckReport> {
    return this.#alone(async () => {
      const { file } = this.#parts
      await this.#parts.commits.settled()
      if (file === ':memory:') return this.#checkHere(full, onProgress)
      if (canUseChoreThread()) {
        this.#chore = startChore(file, { kind: 'check', full }, onProgress)
        return (await this.#chore.report) ?? new Findings().report()
      }
      return checkFile(file, full, (progress) => {
        onProgress(progress)
        return true
      })
    })
  }

  /** Resolves when the work in progress has come to an end that leaves the file whole. */
  async close(): Promise<void> {
    this.#isOpen = false
    this.#chore?.stop()
    await this.#running?.catch(nobody)
  }

  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running) throw new HealthError('conflict', 'the store is being checked or made smaller already')
    if (!this.#isOpen) throw new HealthError('databaseInaccessible', 'the store is closed')
    const running = work()
    this.#running = running
    try {
      return await running
    } finally {
      this.#running = undefined
      this.#chore = undefined
    }
  }

  async #giveBack(onProgress: (progress: Progress) => void): Promise<void> {
    if (!this.#pages.isIncremental())
      throw invalidArgument('this file gives back free pages only after a full vacuum', [
        { pointer: '/full', message: 'is needed once for a file of an earlier version' },
      ])
    await this.#takeTurns(vacuumSteps(this.#pages), onProgress)
  }

  async #rewrite(): Promise<void> {
    const { file } = this.#parts
    if (file === ':memory:') this.#pages.rewrite()
    else if (canUseChoreThread()) await startChore(file, { kind: 'rewrite' }, nobody).report
    else rewriteFile(file)
  }

  async #checkHere(full: boolean, onProgress: (progress: Progress) => void): Promise<CheckReport> {
    const { database, history } = this.#parts
    const findings = new Findings()
    await this.#takeTurns(checkSteps({ database, history, full, findings }), onProgress)
    return findings.report()
  }

  async #takeTurns(steps: Generator<Progress>, onProgress: (progress: Progress) => void): Promise<void> {
    for (;;) {
      await this.#parts.turn()
      const step = this.#isOpen ? steps.next() : undefined
      if (step === undefined || step.done) return
      onProgress(step.value)
    }
  }
}
