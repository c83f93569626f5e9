import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ZipFile } from 'yazl'
import { isAppleHealth } from '../../exchange/apple/apple-format.js'
import { startOf } from '../../exchange/file-start.js'
import { CommandError } from '../command.js'

/** An unpacked export of the Health app: its document, and the ways of its workouts. */
export interface UnpackedExport {
  readonly document: string
  readonly routes: readonly string[]
}

/** Where the Health app puts the ways, beside its document. */
const routesFolder = 'workout-routes'

const isDocument = async (path: string): Promise<boolean> =>
  path.toLowerCase().endsWith('.xml') && isAppleHealth(await startOf(createReadStream(path)))

async function routesBeside(document: string): Promise<readonly string[]> {
  const folder = join(dirname(document), routesFolder)
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.toLowerCase().endsWith('.gpx'))
    .sort()
    .map((name) => join(folder, name))
}

/** The document in a folder: its name is in the language of the phone. */
async function documentIn(folder: string): Promise<string> {
  const paths = (await readdir(folder)).sort().map((name) => join(folder, name))
  for (const path of paths) if ((await stat(path)).isFile() && (await isDocument(path))) return path
  throw new CommandError('holds no export of the Health app')
}

/** The export that a path is of: of a folder, or of a document with ways beside it; undefined of any other file. */
export async function unpackedExport(path: string): Promise<UnpackedExport | undefined> {
  const isFolder = (await stat(path)).isDirectory()
  if (!isFolder && !(await isDocument(path))) return undefined
  const document = isFolder ? await documentIn(path) : path
  const routes = await routesBeside(document)
  return isFolder || routes.length > 0 ? { document, routes } : undefined
}

/** Quickly packed, because it mostly goes to the same machine. */
const packing = { compress: true, compressionLevel: 1 } as const

/** The export as the archive that the Health app makes of it, packed while it is read. */
export async function* packed({ document, routes }: UnpackedExport): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const failed = new Promise<never>((_, reject) => zip.on('error', reject))
  failed.catch(() => undefined)
  zip.addFile(document, basename(document), packing)
  for (const route of routes) zip.addFile(route, `${routesFolder}/${basename(route)}`, packing)
  zip.end()
  const chunks = zip.outputStream[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await Promise.race([chunks.next(), failed])
    if (done) return
    yield value as unknown as Uint8Array
  }
}
