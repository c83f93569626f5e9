import { parentPort, workerData } from 'node:worker_threads'
import { newBlock } from '../archive/new-block.js'
import { FreshHistory } from '../reader/fresh-history.js'
import { openReader } from '../sqlite/database.js'
import type { NewBlock } from '../sqlite/series-table.js'
import { blocksUpTo } from './journal-blocks.js'
import { packBlocks } from './packed-blocks.js'
import type { PackingJob, PackingMessage } from './packer.js'

// The thread that makes the blocks of one condensing, so that the live path has the processor for itself.

const { file, upto, quantitiesPerStep, isAbandoned } = workerData as PackingJob
const database = openReader(file)
let waiting: NewBlock[] = []
let size = 0

const send = (): void => {
  const packed = packBlocks(waiting)
  parentPort?.postMessage(packed satisfies PackingMessage, [packed.numbers.buffer, packed.bytes.buffer])
  waiting = []
  size = 0
}

const fresh = new FreshHistory(database)
fresh.read(() => {
  for (const { stream, quantities } of blocksUpTo(fresh.history, upto)) {
    if (Atomics.load(isAbandoned, 0) !== 0) return
    waiting.push(newBlock(stream, quantities))
    size += quantities.starts.length
    if (size >= quantitiesPerStep) send()
  }
})
send()
database.close()
parentPort?.postMessage('done' satisfies PackingMessage)
