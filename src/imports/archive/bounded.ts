import { HealthError } from '../../health/error.js'

/** An honest document packs to a tenth or a twentieth; this many times as much is a bomb. */
const ratioMax = 250
/** What is small may be packed as well as it likes. */
const freeBytes = 16 * 1024 * 1024

/** The chunks of what was packed in `packed` bytes; throws `dataSizeExceeded` beyond `bytesMax`, or what no packing does. */
export async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  { packed, bytesMax }: { readonly packed: number; readonly bytesMax: number },
): AsyncGenerator<Uint8Array> {
  const most = Math.min(bytesMax, freeBytes + packed * ratioMax)
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > most) throw new HealthError('dataSizeExceeded', `a packed file has more than ${most} bytes`)
    yield chunk
  }
}
