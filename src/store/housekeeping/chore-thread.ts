import { parentPort, workerData } from 'node:worker_threads'
import { toSent } from '../reader/reader-messages.js'
import { checkFile, rewriteFile } from './chore.js'
import type { ChoreMessage, ChoreOrder } from './chore-worker.js'

// The thread that does one piece of long work, apart from the one that answers reads, so that neither waits for it.

const { file, chore, stopped } = workerData as ChoreOrder
const tell = (message: ChoreMessage): void => parentPort?.postMessage(message)

try {
  if (chore.kind === 'rewrite') {
    rewriteFile(file)
    tell({ report: undefined })
  } else {
    const report = checkFile(file, chore.full, (progress) => {
      tell({ progress })
      return Atomics.load(stopped, 0) === 0
    })
    tell({ report })
  }
} catch (error) {
  tell({ error: toSent(error) })
}
