import { parentPort, workerData } from 'node:worker_threads'
import { toSent } from '../reader/reader-messages.js'
import { type Chore, checkFile, rewriteFile } from './chore.js'
import type { ChoreMessage } from './chore-worker.js'

// The thread that does one piece of long work, apart from the one that answers reads, so that neither waits for it.

const { file, chore } = workerData as { readonly file: string; readonly chore: Chore }
const tell = (message: ChoreMessage): void => parentPort?.postMessage(message)

try {
  if (chore.kind === 'rewrite') {
    rewriteFile(file)
    tell({ report: undefined })
  } else {
    tell({ report: checkFile(file, chore.full, (progress) => tell({ progress })) })
  }
} catch (error) {
  tell({ error: toSent(error) })
}
