import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../sqlite/database.js'
import { FreshHistory } from './fresh-history.js'
import { type ReadAnswer, type ReadRequest, toSent } from './reader-messages.js'
import { createReader, type StoreReader } from './store-reader.js'

// The thread that answers reads which may take long, on a connection of its own, so that they never hold a commit.

const { file } = workerData as { readonly file: string }
const fresh = new FreshHistory(openReader(file))
const reader = createReader(fresh.history, () => fresh.head)

const perform = ({ method, args }: ReadRequest): unknown => {
  const read = reader[method] as (...args: Parameters<StoreReader[typeof method]>) => unknown
  return fresh.read(() => read(...args))
}

const answer = (request: ReadRequest): ReadAnswer => {
  try {
    return { id: request.id, result: perform(request) }
  } catch (error) {
    return { id: request.id, error: toSent(error) }
  }
}

parentPort?.on('message', (request: ReadRequest) => parentPort?.postMessage(answer(request)))
