import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { HealthError } from '../../health/error.js'
import { fromSent, type SentError } from '../reader/reader-messages.js'
import type { Chore } from './chore.js'
import type { CheckReport, Progress } from './housekeeping.js'

/** What the thread tells. */
export type ChoreMessage =
  | { readonly progress: Progress }
  | { readonly report: CheckReport | undefined }
  | { readonly error: SentError }

const threadFile = new URL('./chore-thread.js', import.meta.url)

/** Whether the thread's program is there to be run; it is not when TypeScript is run without being built. */
export const canUseChoreThread = (): boolean => existsSync(fileURLToPath(threadFile))

/** What the thread is given; `stopped` is no longer 0 once it is to end. */
export interface ChoreOrder {
  readonly file: string
  readonly chore: Chore
  readonly stopped: Int32Array
}

/** A chore that is being done in a thread of its own. */
export interface RunningChore {
  readonly report: Promise<CheckReport | undefined>
  /** Ends a check soon. Writing the file anew comes to its own end, because it is all or nothing. */
  stop(): void
}

// A step of SQLite's own cannot be ended from outside; who closes the store does not wait longer for it.
const closingMs = 2_000

export function startChore(file: string, chore: Chore, onProgress: (progress: Progress) => void): RunningChore {
  const stopped = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(threadFile, { workerData: { file, chore, stopped } satisfies ChoreOrder })
  const report = new Promise<CheckReport | undefined>((resolve, reject) => {
    worker.on('message', (message: ChoreMessage) => {
      if ('progress' in message) onProgress(message.progress)
      else if ('error' in message) reject(fromSent(message.error))
      else resolve(message.report)
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new HealthError('databaseInaccessible', 'the thread of the chore ended')))
  })
  const stop = (): void => {
    if (chore.kind !== 'check') return
    Atomics.store(stopped, 0, 1)
    const late = setTimeout(() => worker.terminate(), closingMs)
    worker.once('exit', () => clearTimeout(late))
  }
  return { report, stop }
}
