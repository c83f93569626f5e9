import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FileProblem } from './problem.js'

/** A stream of bytes, and what was wrong with it once it has ended. */
interface Unpacked {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly problems: () => readonly FileProblem[]
}

/** More than any recording holds; a bomb of zeros holds more. */
const unpackedMax = 1024 * 1024 * 1024

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b

async function* startingWith(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Until two bytes are there: one alone does not tell gzip. */
async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start = new Uint8Array()
  while (start.length < 2) {
    const { done, value } = await chunks.next()
    if (done) break
    start = new Uint8Array(Buffer.concat([start, value]))
  }
  return start
}

async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  { problems, bytesMax }: { readonly problems: FileProblem[]; readonly bytesMax: () => number },
): AsyncGenerator<Uint8Array> {
  let length = 0
  try {
    const gunzip = createGunzip()
    // What goes wrong in either ends the iteration below.
    pipeline(Readable.from(packed), gunzip, () => undefined)
    for await (const chunk of gunzip) {
      length += (chunk as Uint8Array).length
      if (length > bytesMax()) throw new RangeError('too long')
      yield chunk as Uint8Array
    }
  } catch {
    problems.push({ code: length > bytesMax() ? 'tooLong' : 'truncated', offset: length })
  }
}

/**
 * Unpacks what is gzip, and gives everything else as it is. A packed stream that is cut off ends where it is. How many
 * bytes it may have unpacked is asked for while it is read, because that is known once its format is.
 */
export function unpacked(chunks: AsyncIterable<Uint8Array>, bytesMax = () => unpackedMax): Unpacked {
  const problems: FileProblem[] = []
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const source = chunks[Symbol.asyncIterator]()
    const start = await firstBytes(source)
    const all = startingWith(start, source)
    yield* isGzip(start) ? gunzipped(all, { problems, bytesMax }) : all
  }
  return { bytes: bytes(), problems: () => problems }
}
