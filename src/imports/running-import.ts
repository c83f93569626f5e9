import { HealthError } from '../health/error.js'
import type { ImportProblem, ImportProgress, ImportReport, ImportStatus } from './imports.js'

/** What an import may add to its report. */
export interface Addition {
  readonly workouts?: readonly string[] | undefined
  readonly saved?: number | undefined
  readonly skipped?: number | undefined
  readonly problems?: readonly ImportProblem[] | undefined
}

/** A file with one recording, or a few. */
const recordingBytes = 256 * 1024 * 1024
/** More than any recording holds; a bomb of zeros holds more. */
const unpackedBytes = 1024 * 1024 * 1024
/** All that a phone has kept in ten years and more. */
const exportBytes = 16 * 1024 * 1024 * 1024
const problemsMax = 100

/** One file on its way in. */
export class RunningImport {
  readonly id: string
  readonly user: string
  readonly listeners = new Set<(status: ImportStatus) => void>()
  #state: ImportStatus['state'] = 'running'
  #progress: ImportProgress = { bytes: 0, samples: 0 }
  #report: ImportReport = { workouts: [], samples: 0, skipped: 0, problems: [] }
  readonly #workouts = new Set<string>()
  #bytesMax = recordingBytes

  constructor(id: string, user: string) {
    this.id = id
    this.user = user
  }

  get isOver(): boolean {
    return this.#state !== 'running'
  }

  status(): ImportStatus {
    const { id, user } = this
    const report = { ...this.#report, workouts: [...this.#workouts] }
    return { id, user, state: this.#state, progress: this.#progress, ...(this.isOver && { report }) }
  }

  /** How many bytes it may have once it is unpacked. */
  get unpackedMax(): number {
    return Math.max(this.#bytesMax, unpackedBytes)
  }

  /** Lets it be as long as all that a person's phone has kept. */
  allowExport(): void {
    this.#bytesMax = exportBytes
  }

  /** The chunks, counted; throws `dataSizeExceeded` when they are too many. */
  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#advance({ bytes: this.#progress.bytes + chunk.length })
      if (this.#progress.bytes > this.#bytesMax)
        throw new HealthError('dataSizeExceeded', `the file has more than ${this.#bytesMax} bytes`)
      yield chunk
    }
  }

  saved(samples: number): void {
    this.#advance({ samples: this.#progress.samples + samples })
  }

  add({ workouts = [], saved = 0, skipped = 0, problems = [] }: Addition): void {
    for (const workout of workouts) this.#workouts.add(workout)
    const { samples, skipped: before } = this.#report
    this.#report = { ...this.#report, samples: samples + saved, skipped: before + skipped }
    for (const problem of problems) this.note(problem)
  }

  note(problem: ImportProblem): void {
    if (this.#report.problems.length >= problemsMax) return
    this.#report = { ...this.#report, problems: [...this.#report.problems, problem] }
  }

  end(state: 'done' | 'failed'): void {
    this.#state = state
    this.#tell()
    this.listeners.clear()
  }

  #advance(progress: Partial<ImportProgress>): void {
    this.#progress = { ...this.#progress, ...progress }
    this.#tell()
  }

  #tell(): void {
    if (this.listeners.size === 0) return
    const status = this.status()
    for (const listener of this.listeners) listener(status)
  }
}
