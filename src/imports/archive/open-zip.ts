import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { bounded } from './bounded.js'
import { foundEntries } from './found-entries.js'
import { entriesMax, type ZipArchive, type ZipEntry } from './zip-entry.js'

/** An unpacked entry may have this many bytes: the largest exports have about four thousand million. */
const entryMax = 16 * 1024 * 1024 * 1024

/** Its path; undefined of one that leads out of the archive, of a folder, and of what cannot be read. */
const pathOf = (entry: Entry): string | undefined => {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
  const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
  if (validateFileName(path) !== null || path.endsWith('/') || entry.isEncrypted()) return undefined
  return entry.canDecodeFileData() ? path : undefined
}

async function* readingFrom(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry)
  try {
    yield* stream
  } finally {
    stream.destroy()
  }
}

const entryOf = (zip: ZipFile, entry: Entry): readonly ZipEntry[] => {
  const path = pathOf(entry)
  const packed = entry.compressedSize
  if (path === undefined) return []
  return [{ path, packed, read: () => bounded(readingFrom(zip, entry), { packed, bytesMax: entryMax }) }]
}

async function listed(zip: ZipFile): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = []
  for await (const entry of zip.eachEntry()) {
    entries.push(...entryOf(zip, entry))
    if (zip.entriesRead >= entriesMax) break
  }
  return entries
}

const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false } as const

/** Opens a zip archive; of one whose directory is damaged or cut off, what can be found. */
export async function openZip(path: string): Promise<ZipArchive> {
  const zip = await openPromise(path, options).catch(() => undefined)
  // What is wrong is told where it is read; nobody else would hear of it, and Node would end.
  zip?.on('error', () => undefined)
  try {
    if (zip !== undefined) return { entries: await listed(zip), isWhole: true, close: () => zip.close() }
  } catch {
    zip?.close()
  }
  return { entries: await foundEntries(path, entryMax), isWhole: false, close: () => undefined }
}
