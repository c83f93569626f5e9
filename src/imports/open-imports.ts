import { problemText, type RecordingFinding, readRecordings } from '../exchange/read-recordings.js'
import type { StreamedRecording } from '../exchange/recording.js'
import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import { type ImportedRecording, importRecording, type RecordingParts } from './import-recording.js'
import type {
  ImportFile,
  ImportProblem,
  ImportProgress,
  ImportReport,
  ImportStatus,
  Imports,
  StartedImport,
} from './imports.js'

export interface ImportsParts extends RecordingParts {
  readonly clock: Clock
  /** Told what went wrong that is nobody's mistake but the network's or ours. */
  readonly onFault: (error: unknown) => void
}

const bytesMax = 256 * 1024 * 1024
const runningMax = 16
/** How many reports are kept. */
const keptMax = 200
const problemsMax = 100
const dayMs = 86_400_000
/** Nobody trains for longer in one go; what says so is damaged. */
const lengthMax = 14 * dayMs

/** A recording that cannot be right. */
const faultOf = ({ start, end }: StreamedRecording, now: number): ImportProblem | undefined => {
  if (end - start > lengthMax) return { code: 'tooLong', message: 'a workout lasts more than 14 days' }
  return start > now + dayMs ? { code: 'inFuture', message: 'a workout lies in the future' } : undefined
}

/** One file on its way in. */
class RunningImport {
  readonly id: string
  readonly user: string
  readonly listeners = new Set<(status: ImportStatus) => void>()
  #state: ImportStatus['state'] = 'running'
  #progress: ImportProgress = { bytes: 0, samples: 0 }
  #report: ImportReport = { workouts: [], samples: 0, skipped: 0, problems: [] }

  constructor(id: string, user: string) {
    this.id = id
    this.user = user
  }

  get isOver(): boolean {
    return this.#state !== 'running'
  }

  status(): ImportStatus {
    const { id, user } = this
    return { id, user, state: this.#state, progress: this.#progress, ...(this.isOver && { report: this.#report }) }
  }

  /** The chunks, counted; throws `dataSizeExceeded` when they are too many. */
  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.advance({ bytes: this.#progress.bytes + chunk.length })
      if (this.#progress.bytes > bytesMax)
        throw new HealthError('dataSizeExceeded', `the file has more than ${bytesMax} bytes`)
      yield chunk
    }
  }

  advance(progress: Partial<ImportProgress>): void {
    this.#progress = { ...this.#progress, ...progress }
    this.#tell()
  }

  saved(samples: number): void {
    this.advance({ samples: this.#progress.samples + samples })
  }

  add({ workout, saved, skipped, problems }: ImportedRecording): void {
    const { workouts, samples, skipped: before } = this.#report
    this.#report = { ...this.#report, workouts: [...new Set([...workouts, workout])] }
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

  #tell(): void {
    if (this.listeners.size === 0) return
    const status = this.status()
    for (const listener of this.listeners) listener(status)
  }
}

class OpenImports implements Imports {
  readonly #parts: ImportsParts
  readonly #imports = new Map<string, RunningImport>()
  readonly #running = new Set<Promise<void>>()
  /** The last recording of each person: two at once would not see each other. */
  readonly #lastOf = new Map<string, Promise<unknown>>()

  constructor(parts: ImportsParts) {
    this.#parts = parts
  }

  start(user: string, file: ImportFile): StartedImport {
    if (this.#running.size >= runningMax) throw new HealthError('tooManyRequests', 'enough files are being imported')
    const running = new RunningImport(this.#parts.newId(), user)
    this.#keep(running)
    const read = new Promise<void>((resolve, reject) => {
      const ended = this.#run(running, file, resolve).catch((error: unknown) => {
        this.#fail(running, error)
        reject(error)
      })
      this.#running.add(ended)
      ended.finally(() => this.#running.delete(ended))
    })
    return { id: running.id, read }
  }

  find(user: string, id: string): ImportStatus | undefined {
    const found = this.#imports.get(id)
    return found?.user === user ? found.status() : undefined
  }

  subscribe(id: string, listener: (status: ImportStatus) => void): () => void {
    const { listeners } = this.#imports.get(id) ?? {}
    listeners?.add(listener)
    return () => listeners?.delete(listener)
  }

  async close(): Promise<void> {
    await Promise.all(this.#running)
  }

  #keep(running: RunningImport): void {
    this.#imports.set(running.id, running)
    for (const [id, { isOver }] of this.#imports) {
      if (this.#imports.size <= keptMax) return
      if (isOver) this.#imports.delete(id)
    }
  }

  async #run(running: RunningImport, { chunks, format }: ImportFile, onRead: () => void): Promise<void> {
    async function* wholly(): AsyncGenerator<Uint8Array> {
      yield* running.counted(chunks)
      onRead()
    }
    for await (const finding of readRecordings(wholly(), format)) await this.#take(running, finding)
    onRead()
    running.end('done')
  }

  async #take(running: RunningImport, finding: RecordingFinding): Promise<void> {
    if (finding.type === 'problem') {
      const { code, offset } = finding.problem
      running.note({ code, message: problemText(finding.problem), ...(offset !== undefined && { offset }) })
      return
    }
    const { recording } = finding
    const fault = faultOf(recording, this.#parts.clock())
    if (fault === undefined) running.add(await this.#inTurn(running, recording))
    else running.note(fault)
  }

  #inTurn(running: RunningImport, recording: StreamedRecording): Promise<ImportedRecording> {
    const { user } = running
    const before = this.#lastOf.get(user) ?? Promise.resolve()
    const next = before
      .catch(() => undefined)
      .then(() => importRecording(this.#parts, { user, recording }, (samples) => running.saved(samples)))
    this.#lastOf.set(user, next)
    const forget = () => {
      if (this.#lastOf.get(user) === next) this.#lastOf.delete(user)
    }
    next.then(forget, forget)
    return next
  }

  #fail(running: RunningImport, error: unknown): void {
    const isExpected = error instanceof HealthError
    if (!isExpected) this.#parts.onFault(error)
    running.note({
      code: isExpected ? error.code : 'unreadable',
      message: isExpected ? error.message : 'the file did not arrive whole',
    })
    running.end('failed')
  }
}

/** Opens the imports of workouts from files. */
export const openImports = (parts: ImportsParts): Imports => new OpenImports(parts)
