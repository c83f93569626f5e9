import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { validateFileName } from 'yauzl'
import { bounded } from './bounded.js'
import { entriesMax, type ZipEntry } from './zip-entry.js'

// APPNOTE.TXT § 4.3.7: what stands before each file in a zip archive, and tells enough of it when the directory is gone.
const headerBytes = 30
const signature = 0x04034b50
const encrypted = 1
/** The sizes stand behind the file, not before it. */
const streamed = 8
const stored = 0
const deflated = 8
/** A data descriptor has at most so many bytes. */
const descriptorBytes = 24
const unknownSize = 0xffffffff

/** A file as it stands in the archive. */
interface Found {
  readonly path: string
  readonly flags: number
  readonly method: number
  readonly start: number
  /** Packed; undefined when it is not told. */
  readonly size: number | undefined
}

/** How long the archive is, and how long what is in it may be. */
interface Bounds {
  readonly packed: number
  readonly bytesMax: number
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function headerAt(file: FileHandle, position: number): Promise<Found | undefined> {
  const header = await bytesAt(file, position, headerBytes)
  if (header.length < headerBytes || header.readUInt32LE(0) !== signature) return undefined
  const [flags, method] = [header.readUInt16LE(6), header.readUInt16LE(8)]
  const [size, nameLength, extraLength] = [header.readUInt32LE(18), header.readUInt16LE(26), header.readUInt16LE(28)]
  const path = (await bytesAt(file, position + headerBytes, nameLength)).toString('utf8')
  const isTold = (flags & streamed) === 0 && size !== unknownSize
  const start = position + headerBytes + nameLength + extraLength
  return { path, flags, method, start, size: isTold ? size : undefined }
}

/** Unpacks it; `onEnd` hears how many bytes it took. What is stored and does not say how long it is cannot be read. */
async function* unpackedFrom(
  archive: string,
  { start, method, size }: Found,
  onEnd: (packed: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  if (size === 0) return
  const raw = createReadStream(archive, { start, ...(size !== undefined && { end: start + size - 1 }) })
  if (method === stored) {
    if (size !== undefined) yield* raw
    return
  }
  const inflate = createInflateRaw()
  // What goes wrong ends the iteration below.
  pipeline(raw, inflate, () => undefined)
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array
    onEnd(inflate.bytesWritten)
  } finally {
    raw.destroy()
  }
}

/** Where the file ends; undefined when it does not, or is not to be believed. */
async function endOf(archive: string, found: Found, bounds: Bounds): Promise<number | undefined> {
  if (found.size !== undefined) return found.start + found.size
  if (found.method !== deflated) return undefined
  let packed: number | undefined
  try {
    const unpacked = unpackedFrom(archive, found, (bytes) => {
      packed = bytes
    })
    // Only how long it is is wanted.
    for await (const _ of bounded(unpacked, bounds));
  } catch {
    return undefined
  }
  return packed === undefined ? undefined : found.start + packed
}

async function nextAfter(file: FileHandle, end: number): Promise<number> {
  const behind = await bytesAt(file, end, descriptorBytes + 4)
  const at = behind.indexOf(Buffer.from([0x50, 0x4b, 0x03, 0x04]))
  return at < 0 ? end : end + at
}

const isReadable = ({ path, flags, method }: Found): boolean =>
  (flags & encrypted) === 0 &&
  (method === stored || method === deflated) &&
  !path.endsWith('/') &&
  validateFileName(path) === null

/** The files of an archive whose directory is gone, one after the other, as far as they go; the last may be cut off. */
export async function foundEntries(archive: string, bytesMax: number): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = []
  const file = await open(archive, 'r')
  try {
    const { size: length } = await file.stat()
    let position: number | undefined = 0
    for (let count = 0; position !== undefined && count < entriesMax; count += 1) {
      const found = await headerAt(file, position)
      if (found === undefined) break
      const end = await endOf(archive, found, { packed: length, bytesMax })
      const packed = Math.min(end ?? length, length) - found.start
      const read = () => bounded(unpackedFrom(archive, found), { packed, bytesMax })
      if (isReadable(found)) entries.push({ path: found.path, packed, read })
      position = end === undefined ? undefined : await nextAfter(file, end)
    }
  } finally {
    await file.close()
  }
  return entries
}
