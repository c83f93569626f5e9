import { isAppleHealth } from '../../exchange/apple/apple-format.js'
import { AppleReader } from '../../exchange/apple/apple-reader.js'
import type { AppleFinding } from '../../exchange/apple/finding.js'
import { startOf } from '../../exchange/file-start.js'
import type { FileProblem } from '../../exchange/problem.js'
import { HealthError } from '../../health/error.js'
import { openZip } from '../archive/open-zip.js'
import type { ZipArchive, ZipEntry } from '../archive/zip-entry.js'
import type { Spool } from '../spool.js'

/** What an archive of the Health app holds. */
export interface HealthArchive {
  /** What its document says, as it unpacks, by chunks of it. Ends with the document, and throws where that does. */
  readonly findings: AsyncIterable<Iterable<AppleFinding>>
  /** The file that the document refers to by a path from its own folder, as it unpacks; undefined when it is not there. */
  readonly fileAt: (path: string) => AsyncIterable<Uint8Array> | undefined
  readonly electrocardiograms: number
  readonly clinicalRecords: number
}

const depthOf = (path: string): number => path.split('/').length
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** As deep as the document lies: in the archive's only folder. */
const deepest = 2
/** A foreign archive may hold many documents that are none of ours. */
const candidatesMax = 20

async function beginsAsOurs(entry: ZipEntry): Promise<boolean> {
  try {
    return isAppleHealth(await startOf(entry.read()))
  } catch {
    return false
  }
}

/** The document: its name is in the language of the phone, and what is beside it is one of clinical documents. */
async function documentIn(entries: readonly ZipEntry[]): Promise<ZipEntry | undefined> {
  const candidates = entries
    .filter(({ path }) => path.toLowerCase().endsWith('.xml') && depthOf(path) <= deepest)
    .toSorted((one, other) => Number(other.path.endsWith('export.xml')) - Number(one.path.endsWith('export.xml')))
  for (const entry of candidates.slice(0, candidatesMax)) if (await beginsAsOurs(entry)) return entry
  return undefined
}

async function* findingsIn(document: AsyncIterable<Uint8Array>): AsyncGenerator<Iterable<AppleFinding>> {
  const reader = new AppleReader()
  let fault: { readonly error: unknown } | undefined
  try {
    for await (const chunk of document) yield reader.push(chunk)
  } catch (error) {
    fault = { error }
  }
  yield reader.end()
  if (fault !== undefined) throw fault.error
}

type Note = (problem: FileProblem) => void

/** The bytes to where they cannot be unpacked any more. */
async function* toTheDamage(bytes: AsyncIterable<Uint8Array>, note: Note): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    note({ code: error instanceof HealthError ? 'tooLong' : 'truncated', subject: 'export.xml' })
  }
}

/** What of an archive is the Health app's; undefined when it is something else. */
async function healthArchive({ entries }: ZipArchive, note: Note): Promise<HealthArchive | undefined> {
  const document = await documentIn(entries)
  if (document === undefined) return undefined
  const folder = folderOf(document.path)
  const files = new Map(entries.map((entry) => [entry.path.normalize(), entry]))
  const countIn = (name: RegExp): number => entries.filter(({ path }) => name.test(path.slice(folder.length))).length
  return {
    findings: findingsIn(toTheDamage(document.read(), note)),
    fileAt: (path) => files.get(`${folder}${path}`.normalize())?.read(),
    electrocardiograms: countIn(/^electrocardiograms\/.+\.csv$/i),
    clinicalRecords: countIn(/^clinical[-_ ]records\/.+\.json$/i),
  }
}

/** A document that comes without the files that it refers to. */
export const bareDocument = (document: AsyncIterable<Uint8Array>): HealthArchive => ({
  findings: findingsIn(document),
  fileAt: () => undefined,
  electrocardiograms: 0,
  clinicalRecords: 0,
})

/** An archive as it arrives, where it is kept meanwhile, and who hears what is wrong with it. */
interface ArrivingArchive {
  readonly spool: Spool
  readonly bytes: AsyncIterable<Uint8Array>
  readonly note: Note
}

/** Keeps an archive for as long as `work` reads what is the Health app's of it; a foreign one is a problem, and no work. */
export async function withArchive(
  { spool, bytes, note }: ArrivingArchive,
  work: (archive: HealthArchive) => Promise<void>,
): Promise<void> {
  const file = await spool.keep(bytes)
  try {
    const zip = await openZip(file.path)
    try {
      if (!zip.isWhole) note({ code: 'truncated' })
      const archive = await healthArchive(zip, note)
      if (archive === undefined) note({ code: 'unknownFormat', offset: 0 })
      else await work(archive)
    } finally {
      zip.close()
    }
  } finally {
    await file.remove()
  }
}
