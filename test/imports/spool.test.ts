import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSpool } from '../../src/imports/spool.js'
import { countedId, inChunks } from './open.js'

let data: string
let folder: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'vitald-spool-'))
  folder = join(data, 'imports')
})
afterEach(() => rm(data, { recursive: true, force: true }))

const bytes = Buffer.from('a person’s own data'.repeat(1_000))

describe('a spool', () => {
  it('keeps a file for its person alone, until it is removed', async () => {
    const { path, remove } = await openSpool(folder, countedId).keep(inChunks(bytes))
    expect(await readFile(path)).toEqual(bytes)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await remove()
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing of what did not arrive whole', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytes
      throw new Error('the line is dead')
    }
    await expect(openSpool(folder, countedId).keep(broken())).rejects.toThrow('the line is dead')
    expect(await readdir(folder)).toEqual([])
  })

  it('removes what a crash has left', async () => {
    const { path } = await openSpool(folder, countedId).keep(inChunks(bytes))
    await writeFile(`${path}.too`, 'rest')
    openSpool(folder, countedId)
    expect(await readdir(data)).toEqual([])
  })
})
