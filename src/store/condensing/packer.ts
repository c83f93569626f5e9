import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { HealthError } from '../../health/error.js'
import type { NewBlock } from '../sqlite/series-table.js'
import { type PackedBlocks, unpackBlocks } from './packed-blocks.js'

/** What the thread is to do: the blocks of a file's journal up to a commit, about so many quantities at a time. */
export interface PackingJob {
  readonly file: string
  readonly upto: number
  readonly quantitiesPerStep: number
  /** Not zero once nobody wants the blocks any more. */
  readonly isAbandoned: Int32Array
}

/** What the thread tells. */
export type PackingMessage = PackedBlocks | 'done'

const threadFile = new URL('./packing-thread.js', import.meta.url)

/** Whether the thread's program is there to be run; it is not when TypeScript is run without being built. */
export const canUsePackingThread = (): boolean => existsSync(fileURLToPath(threadFile))

/** Blocks that another thread makes, some at a time, in their order. */
export class Packer {
  readonly #isAbandoned = new Int32Array(new SharedArrayBuffer(4))
  readonly #ended: Promise<unknown>
  #arrived: PackedBlocks[] = []
  #isDone = false
  #failure: unknown
  #tell: () => void = () => undefined

  constructor(job: Omit<PackingJob, 'isAbandoned'>) {
    const workerData: PackingJob = { ...job, isAbandoned: this.#isAbandoned }
    const worker = new Worker(threadFile, { workerData })
    worker.on('message', (message: PackingMessage) => this.#take(message))
    worker.on('error', (error) => this.#fail(error))
    this.#ended = new Promise<void>((resolve) => {
      worker.on('exit', () => {
        this.#fail(new HealthError('databaseInaccessible', 'the packing thread ended'))
        resolve()
      })
    })
  }

  /** Whether all blocks were taken. */
  get isDone(): boolean {
    return this.#isDone && this.#arrived.length === 0
  }

  /** Some blocks more; undefined when none have arrived. Throws when the thread failed. */
  take(): readonly NewBlock[] | undefined {
    const packed = this.#arrived.shift()
    if (packed === undefined && !this.#isDone && this.#failure !== undefined) throw this.#failure
    return packed && unpackBlocks(packed)
  }

  /** Resolves when there is something to take, or nothing will come. */
  async arrival(): Promise<void> {
    if (this.#arrived.length > 0 || this.#isDone || this.#failure !== undefined) return
    await new Promise<void>((resolve) => {
      this.#tell = resolve
    })
  }

  /** Tells the thread to end, and resolves when it has: cut off in the midst of SQLite it could take the process with it. */
  abandon(): Promise<unknown> {
    Atomics.store(this.#isAbandoned, 0, 1)
    return this.#ended
  }

  #take(message: PackingMessage): void {
    if (message === 'done') this.#isDone = true
    else this.#arrived.push(message)
    this.#tell()
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#tell()
  }
}
