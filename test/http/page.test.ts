import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from './open-app.js'

let folder: string
let http: TestApp
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitald-page-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>vitald</title>')
  writeFileSync(join(folder, 'assets', 'main-1a2b3c.js'), 'export {}')
  http = await openApp({ dashboard: folder })
})
afterEach(async () => {
  await http.close()
  rmSync(folder, { recursive: true })
})

const browse = (url: string) => http.ask('GET', url, undefined, { accept: 'text/html,*/*' })

describe('the page', () => {
  it('is served to everybody and never from a cache unasked', async () => {
    expect(await browse('/')).toMatchObject({
      status: 200,
      text: '<title>vitald</title>',
      headers: { 'cache-control': 'no-cache' },
    })
  })

  it('has files that are named after their content and kept for a year', async () => {
    expect(await browse('/assets/main-1a2b3c.js')).toMatchObject({
      status: 200,
      headers: {
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringContaining('javascript'),
      },
    })
  })

  it('answers for the places within it', async () => {
    expect(await browse('/workouts/7')).toMatchObject({
      status: 200,
      text: '<title>vitald</title>',
      headers: { 'cache-control': 'no-cache' },
    })
  })

  it.each(['/v1/nothing', '/v1'])('does not answer for %s', async (url) => {
    expect(await browse(url)).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })

  it('does not answer a program for a file that is not there', async () => {
    expect(await http.ask('GET', '/assets/gone.js')).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })

  it.each(['/../open-app.ts', '/..%2f..%2fetc%2fpasswd', '/assets/..%2f..%2f..%2fetc%2fpasswd'])(
    'stays in its folder for %s',
    async (url) => {
      expect((await http.ask('GET', url)).status).toBeGreaterThanOrEqual(400)
    },
  )

  it('may be left out', async () => {
    const bare = await openApp()
    expect(await bare.ask('GET', '/')).toMatchObject({ status: 404, json: { code: 'notFound' } })
    await bare.close()
  })
})
