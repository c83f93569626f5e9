import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { openZip } from '../../../src/imports/archive/open-zip.js'
import { madeZip } from './made-zip.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitald-zip-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What an archive holds by its paths; of a damaged file, that it is. */
async function held(bytes: Uint8Array): Promise<{ isWhole: boolean; files: Record<string, string> }> {
  const path = join(folder, 'archive.zip')
  await writeFile(path, bytes)
  const { entries, isWhole, close } = await openZip(path)
  const files: Record<string, string> = {}
  for (const { path: name, read } of entries)
    files[name] = await text(Readable.from(read())).catch((error: Error) => `! ${error.message}`)
  close()
  return { isWhole, files }
}

/** An archive whose files were packed as they came, so that their sizes stand behind them. */
async function streamedZip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addReadStream(Readable.from([Buffer.from(content)]), path)
  zip.end()
  return buffer(zip.outputStream)
}

const long = 'abcdefghij'.repeat(50_000)
const files = { 'export/export.xml': long, 'export/workout-routes/a.gpx': '<gpx/>' }
const directory = (bytes: Buffer): number => bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))

describe('a zip archive', () => {
  it('gives its files', async () => {
    expect(await held(await madeZip(files))).toEqual({ isWhole: true, files })
  })

  it.each([
    ['sizes before its files', madeZip],
    ['sizes behind its files', streamedZip],
  ])('gives those that are whole when its directory is gone: %s', async (_how, make) => {
    const bytes = await make(files)
    expect(await held(bytes.subarray(0, directory(bytes)))).toEqual({ isWhole: false, files })
  })

  it('gives what there is of a file that is cut off', async () => {
    const noise = Array.from({ length: 400_000 }, (_, at) => String.fromCharCode(32 + ((at * at * 7919) % 90))).join('')
    const bytes = await streamedZip({ 'export.xml': noise })
    const { isWhole, files: found } = await held(bytes.subarray(0, bytes.length >> 1))
    expect(isWhole).toBe(false)
    expect(Object.keys(found)).toEqual(['export.xml'])
  })

  it('has no file that leads out of it', async () => {
    const honest = await madeZip({ 'aa/aa/evil': 'x', 'aa/fine': 'y' })
    const hostile = Buffer.from(honest.toString('latin1').replaceAll('aa/aa/evil', '../../evil'), 'latin1')
    expect((await held(hostile)).files).toEqual({ 'aa/fine': 'y' })
    const cut = hostile.subarray(0, directory(hostile))
    expect((await held(cut)).files).toEqual({ 'aa/fine': 'y' })
  })

  it('is not unpacked further than any honest file goes', async () => {
    const { files: found } = await held(await madeZip({ bomb: Buffer.alloc(64 * 1024 * 1024) }))
    expect(found.bomb).toMatch(/^! a packed file has more than \d+ bytes$/)
  })

  it('that is none holds nothing', async () => {
    expect(await held(Buffer.from('no archive at all'))).toEqual({ isWhole: false, files: {} })
    expect(await held(Buffer.alloc(0))).toEqual({ isWhole: false, files: {} })
  })
})
