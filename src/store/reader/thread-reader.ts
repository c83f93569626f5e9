import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { HealthError } from '../../health/error.js'
import { fromSent, type ReadAnswer, type ReaderMessage, type ReadRequest } from './reader-messages.js'
import type { StoreReader } from './store-reader.js'

/** The reads, wherever they are done. */
export type AsyncReader = {
  readonly [Method in keyof StoreReader]: (
    ...args: Parameters<StoreReader[Method]>
  ) => ReturnType<StoreReader[Method]> | Promise<ReturnType<StoreReader[Method]>>
} & { close(): Promise<void> }

const threadFile = new URL('./reader-thread.js', import.meta.url)

/** Whether the thread's program is there to be run; it is not when TypeScript is run without being built. */
export const canUseThread = (): boolean => existsSync(fileURLToPath(threadFile))

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

const mostWaiting = 1_000
// A read in progress is waited for so long; what it answers, nobody hears.
const closingMs = 2_000

/** A thread that reads, started when it is first needed, and again when it has died. */
class ReaderThread {
  readonly #file: string
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #last = 0
  #isClosed = false

  constructor(file: string) {
    this.#file = file
  }

  ask(request: Pick<ReadRequest, 'method' | 'args'>): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new HealthError('databaseInaccessible', 'the store is closed'))
    if (this.#waiting.size >= mostWaiting) {
      return Promise.reject(new HealthError('tooManyRequests', 'too many reads wait to be answered'))
    }
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const worker = this.#running()
      worker.ref()
      worker.postMessage({ id, ...request })
    })
  }

  /** Ends the thread by its own doing: cutting it off in the midst of SQLite can take the process with it. */
  async close(): Promise<void> {
    this.#isClosed = true
    const worker = this.#worker
    if (worker === undefined) return
    const ended = once(worker, 'exit')
    worker.ref()
    worker.postMessage('close' satisfies ReaderMessage)
    this.#lose(worker, 'the store is closed')
    const late = setTimeout(() => worker.terminate(), closingMs)
    await ended
    clearTimeout(late)
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(threadFile, { workerData: { file: this.#file } })
    worker.on('message', (answer: ReadAnswer) => this.#take(answer))
    worker.on('error', () => this.#lose(worker, 'the reading thread failed'))
    worker.on('exit', () => this.#lose(worker, 'the reading thread ended'))
    this.#worker = worker
    return worker
  }

  #take(answer: ReadAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    // At rest it must not keep a program alive that has nothing else to do.
    if (this.#waiting.size === 0) this.#worker?.unref()
    if ('error' in answer) waiting?.reject(fromSent(answer.error))
    else waiting?.resolve(answer.result)
  }

  #lose(worker: Worker, reason: string): void {
    // It fails and ends, and by then another one may read.
    if (this.#worker !== worker) return
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(new HealthError('databaseInaccessible', reason))
    this.#waiting.clear()
  }
}

/** The reads in a thread with its own connection to the file. */
export function openThreadReader(file: string): AsyncReader {
  const thread = new ReaderThread(file)
  const via =
    <Method extends keyof StoreReader>(method: Method) =>
    (...args: Parameters<StoreReader[Method]>) =>
      // The answer to a request is what its method returns.
      thread.ask({ method, args }) as Promise<ReturnType<StoreReader[Method]>>
  return {
    samples: via('samples'),
    statistics: via('statistics'),
    collection: via('collection'),
    sources: via('sources'),
    packedChanges: via('packedChanges'),
    close: () => thread.close(),
  }
}
