import { isAppleHealth } from '../exchange/apple/apple-format.js'
import { type BegunFile, begunFile, isZip } from '../exchange/file-start.js'
import type { FileProblem } from '../exchange/problem.js'
import { problemText, type RecordingFinding, readRecordings } from '../exchange/read-recordings.js'
import { unpacked } from '../exchange/unpack.js'
import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import { bareDocument, type HealthArchive, withArchive } from './apple/health-archive.js'
import { type ExportListener, importExport } from './apple/import-export.js'
import { importRecording, type RecordingParts } from './import-recording.js'
import type { ImportFile, ImportProblem, ImportStatus, Imports, StartedImport } from './imports.js'
import { impossible } from './impossible.js'
import { RunningImport } from './running-import.js'
import type { Spool } from './spool.js'

export interface ImportsParts extends RecordingParts {
  readonly clock: Clock
  /** Where archives wait to be read. */
  readonly spool: Spool
  /** Told what went wrong that is nobody's mistake but the network's or ours. */
  readonly onFault: (error: unknown) => void
}

const runningMax = 16
/** How many reports are kept. */
const keptMax = 200

const noteOf = (problem: FileProblem): ImportProblem => ({
  code: problem.code,
  message: problemText(problem),
  ...(problem.offset !== undefined && { offset: problem.offset }),
})

class OpenImports implements Imports {
  readonly #parts: ImportsParts
  readonly #imports = new Map<string, RunningImport>()
  readonly #running = new Set<Promise<void>>()
  #isClosing = false
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
    this.#isClosing = true
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
    const { bytes, problems } = unpacked(wholly(), () => running.unpackedMax)
    const file = await begunFile(bytes)
    if (format === 'apple-health' || isZip(file.start) || isAppleHealth(file.start))
      await this.#runExport(running, file)
    else for await (const finding of readRecordings(file.bytes, format)) await this.#take(running, finding)
    for (const problem of problems()) running.note(noteOf(problem))
    onRead()
    running.end('done')
  }

  async #runExport(running: RunningImport, { start, bytes }: BegunFile): Promise<void> {
    const { user } = running
    const { spool } = this.#parts
    running.allowExport()
    const listener: ExportListener = {
      user,
      onSaved: (samples) => running.saved(samples),
      add: (addition) => running.add(addition),
      inTurn: (work) => this.#inTurn(user, work),
      isWanted: () => !this.#isClosing,
    }
    const run = (archive: HealthArchive) => importExport(this.#parts, archive, listener)
    if (isZip(start)) await withArchive({ spool, bytes, note: (problem) => running.note(noteOf(problem)) }, run)
    else await run(bareDocument(bytes))
  }

  async #take(running: RunningImport, finding: RecordingFinding): Promise<void> {
    if (finding.type === 'problem') {
      running.note(noteOf(finding.problem))
      return
    }
    const { user } = running
    const { recording } = finding
    const fault = impossible(recording, this.#parts.clock())
    if (fault !== undefined) {
      running.note(fault)
      return
    }
    const onSaved = (samples: number): void => running.saved(samples)
    const { workout, ...rest } = await this.#inTurn(user, () =>
      importRecording(this.#parts, { user, recording }, onSaved),
    )
    running.add({ ...rest, workouts: [workout] })
  }

  #inTurn<Result>(user: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#lastOf.get(user) ?? Promise.resolve()
    const next = before.catch(() => undefined).then(work)
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
