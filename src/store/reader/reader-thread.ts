import { parentPort, workerData } from 'node:worker_threads'
import { buffersOf } from '../feed/packed-columns.js'
import { openReader } from '../sqlite/database.js'
import { FreshHistory } from './fresh-history.js'
import { type ReaderMessage, type ReadRequest, toSent } from './reader-messages.js'
import { createReader, type StoreReader } from './store-reader.js'

// The thread that answers reads which may take long, on a connection of its own, so that they never hold a commit.

const { file } = workerData as { readonly file: string }
const database = openReader(file)
const fresh = new FreshHistory(database)
const reader = createReader(fresh.history, () => fresh.head)

type Result = ReturnType<StoreReader[keyof StoreReader]>

const perform = ({ method, args }: ReadRequest): Result => {
  const read = reader[method] as (...args: Parameters<StoreReader[typeof method]>) => Result
  return fresh.read(() => read(...args))
}

/** What need not be copied on its way. */
const transferable = (result: Result): readonly ArrayBuffer[] =>
  typeof result === 'object' && 'quantities' in result ? buffersOf(result.quantities) : []

const answer = (request: ReadRequest): void => {
  try {
    const result = perform(request)
    parentPort?.postMessage({ id: request.id, result }, transferable(result))
  } catch (error) {
    parentPort?.postMessage({ id: request.id, error: toSent(error) })
  }
}

/** Nothing is left to do afterwards, so the thread ends. */
const close = (): void => {
  database.close()
  parentPort?.close()
}

parentPort?.on('message', (message: ReaderMessage) => (message === 'close' ? close() : answer(message)))
