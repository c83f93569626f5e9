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

/** Does a chore in a thread of its own. */
export const inChoreThread = (
  file: string,
  chore: Chore,
  onProgress: (progress: Progress) => void,
): Promise<CheckReport | undefined> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(threadFile, { workerData: { file, chore } })
    worker.on('message', (message: ChoreMessage) => {
      if ('progress' in message) onProgress(message.progress)
      else if ('error' in message) reject(fromSent(message.error))
      else resolve(message.report)
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new HealthError('databaseInaccessible', 'the thread of the chore ended')))
  })
