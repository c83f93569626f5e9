import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDaemon, vitald } from '../setup/daemon.js'
import { tempFolder } from '../setup/process.js'

let folder: string
let data: string
let taken: Server
let takenPort: number

beforeEach(async () => {
  folder = await tempFolder()
  data = join(folder, 'data')
  taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  takenPort = typeof address === 'object' && address !== null ? address.port : 0
})

afterEach(async () => {
  taken.close()
  await rm(folder, { recursive: true, force: true })
})

const start = (ports: { readonly http?: number; readonly mqtt?: number } = {}) => {
  const flags = ['--http-port', String(ports.http ?? 0), '--mqtt-port', String(ports.mqtt ?? 0)]
  return vitald(['start', '--data', data, '--log-level', 'warn', '--ble-enabled', 'false', ...flags], folder)
}

/** One line without a stack, status 1, and no note of a daemon that is not there. */
async function expectRefusal(ended: ReturnType<typeof start>, line: RegExp): Promise<void> {
  const { status, out, error } = await ended
  expect(error).toMatch(line)
  expect([status, out, error.trimEnd().split('\n').length]).toEqual([1, '', 1])
  expect(existsSync(join(data, 'daemon.json'))).toBe(false)
}

describe('a start that cannot be', () => {
  it('names the port that is taken, and leaves the token for the next', async () => {
    await expectRefusal(start({ http: takenPort }), /^cannot open the page on 127\.0\.0\.1:\d+: the port is taken/)
    const token = await readFile(join(data, 'token'), 'utf8')
    await expectRefusal(start({ mqtt: takenPort }), /^cannot open the broker on 127\.0\.0\.1:\d+: the port is taken/)
    expect(await readFile(join(data, 'token'), 'utf8')).toBe(token)
  })

  it('names the store that is damaged, and leaves it as it is', async () => {
    await mkdir(data)
    const file = join(data, 'vitald.sqlite')
    await writeFile(file, 'no store at all, but something that somebody may want to look at'.repeat(100))
    const before = await readFile(file)
    await expectRefusal(start(), /^cannot open the store .*vitald\.sqlite: it is damaged/)
    expect(await readFile(file)).toEqual(before)
  })

  it('names the store that was cut short', async () => {
    const daemon = await startDaemon()
    await daemon.stop()
    data = daemon.data
    await truncate(join(data, 'vitald.sqlite'), 6_000)
    await expectRefusal(start(), /^cannot open the store .*vitald\.sqlite: it is damaged/)
    await daemon.close()
  })

  it('names the folder that is none', async () => {
    await writeFile(data, '')
    await expectRefusal(start(), /^cannot use the data folder .*data: there is something else of that name/)
  })

  it('names the daemon that runs there already, which goes on', async () => {
    const daemon = await startDaemon()
    data = daemon.data
    const { status, error } = await start()
    expect([status, error]).toEqual([1, `a daemon runs on this data folder already (process ${daemon.pid()})\n`])
    expect(await daemon.get('/healthz')).toBeDefined()
    expect((await readdir(data)).filter((name) => name.startsWith('daemon'))).toEqual(['daemon.json'])
    await daemon.close()
  })
})
