import { plainText } from './encoding.js'

/** As much of a file as its format is told by. */
const prologue = 4_096

/** A stream whose first bytes were looked at. */
export interface BegunFile {
  /** The first bytes, or all there are. */
  readonly start: Uint8Array
  /** All of it, from the start. */
  readonly bytes: AsyncIterable<Uint8Array>
}

async function* wholly(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** Puts the first chunks together until there is enough to tell the format by. */
export async function begunFile(chunks: AsyncIterable<Uint8Array>): Promise<BegunFile> {
  const source = chunks[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  let length = 0
  while (length < prologue) {
    const { done, value } = await source.next()
    if (done) break
    parts.push(value)
    length += value.length
  }
  const start = new Uint8Array(Buffer.concat(parts))
  return { start, bytes: wholly(start, source) }
}

/** The first bytes of a stream of which nothing further is wanted. */
export async function startOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    length += chunk.length
    if (length >= prologue) break
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** Whether a file that begins so is a zip archive. */
export const isZip = (start: Uint8Array): boolean => plainText(start.subarray(0, 4)) === 'PK\u0003\u0004'
