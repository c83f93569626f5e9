import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, connect } from '../../../src/client.js'
import { openBrowser } from '../../dashboard/browser.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'

let daemon: Daemon
let client: Client
beforeAll(async () => {
  daemon = await startDaemon()
  client = connect({ url: daemon.http, token: (await readFile(join(daemon.data, 'token'), 'utf8')).trim() })
})
afterAll(() => daemon.close())

const beat = (second: number) => ({ type: 'heartRate', value: 60 + second, start: second * 1_000, source: 'test' })

describe('a client of the daemon', () => {
  it('follows the feed through kills and restarts, without loss and without doubling', async () => {
    const me = client.user('me')
    const seen: unknown[] = []
    const following = (async () => {
      for await (const { added } of me.changes({ types: ['heartRate'] })) {
        seen.push(...added.map(({ value }) => value))
        if (seen.includes(69)) return
      }
    })()
    await me.save(beat(0))
    await expect.poll(() => seen).toEqual([60])
    for (let second = 1; second < 10; second += 1) {
      await me.save(beat(second))
      if (second % 4 !== 3) continue
      await daemon.stop('SIGKILL')
      await expect(me.statistics({ type: 'heartRate' })).rejects.toMatchObject({ code: 'databaseInaccessible' })
      await daemon.start()
    }
    await following
    expect(seen).toEqual([60, 61, 62, 63, 64, 65, 66, 67, 68, 69])
  })
})

/** The client as one script for a browser. */
const bundle = async (): Promise<string> => {
  const lib = { entry: resolve('src/client.ts'), formats: ['iife'], name: 'vitald' } as const
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { ...lib, formats: [...lib.formats] } },
  })
  const { output } = ([built].flat() as Rolldown.RolldownOutput[])[0] ?? { output: [] }
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
}

describe('the client in a browser', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    const { body } = await daemon.send('POST', '/v1/sign-in-links')
    page = await browser.newPage()
    await page.goto(new URL((body as { path: string }).path, daemon.http).href)
  })
  afterAll(() => browser.close())

  it('is one script that asks for nothing of Node', async () => {
    const code = await bundle()
    expect(code).not.toMatch(/node:|browser-external|\bprocess\.env\b|\brequire\(/)
    await page.route('**/client.js', (route) => route.fulfill({ contentType: 'text/javascript', body: code }))
    await page.addScriptTag({ url: '/client.js' })
  })

  it('saves, asks and follows, signed in by the page, under its content security policy', async () => {
    const told = await page.evaluate(`(async () => {
      const anna = vitald.connect({ url: location.origin }).user('me')
      const [uuid] = await anna.save({ type: 'bodyMass', value: 70, unit: 'kg', start: 1000, source: 'page' })
      const { value } = await anna.sample(uuid)
      const changes = anna.changes({ types: ['bodyMass'] })
      const first = await changes.next()
      await anna.delete(uuid)
      const second = await changes.next()
      await changes.return()
      const refused = await anna.save({ type: 'bodyMass', value: 70, unit: 's', start: 1000 }).catch((error) => error)
      return {
        value,
        added: first.value.added.length,
        deleted: second.value.deleted.length,
        code: refused instanceof vitald.HealthError && refused.code,
      }
    })()`)
    expect(told).toEqual({ value: 70, added: 1, deleted: 1, code: 'invalidArgument' })
  })
})
