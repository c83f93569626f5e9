import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeAll(async () => {
  http = await openApp({ guide: 'docs' })
})
afterAll(() => http.close())

const get = (path: string) => http.ask('GET', path, undefined, {})

describe('the pages for people', () => {
  it('are for everybody, and lead to each other and to the API', async () => {
    const { status, headers, text } = await get('/guide/plans')
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toContain('<h2 id="kept-plans">Kept plans</h2>')
    expect(text).toContain('<a href="/guide/plans" aria-current="page">Plans</a>')
    expect(text).toContain('<a href="/docs">HTTP API</a>')
    expect((await get('/guide')).headers.location).toBe('/guide/riders')
    expect((await get('/guide/style.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it('are all there, and every link between them leads somewhere', async () => {
    const names = (await readdir('docs')).filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3))
    const texts = new Map<string, string>()
    for (const name of names) texts.set(`/guide/${name}`, (await get(`/guide/${name}`)).text)
    for (const [page, text] of texts) {
      const links = [...text.matchAll(/href="((?:\/guide\/[a-z]+)?)(?:#([^"]+))?"/g)]
      for (const [link, target, anchor] of links) {
        const found = texts.get(target || page)
        expect([page, link, found !== undefined && (!anchor || found.includes(`id="${anchor}"`))]).toEqual([
          page,
          link,
          true,
        ])
      }
    }
  })

  it.each(['/guide/nothing', '/guide/__proto__', '/guide/..%2Fpackage', '/guide/plan.schema.json'])(
    'do not have %s',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it('are not there without their folder', async () => {
    const without = await openApp()
    expect((await without.ask('GET', '/guide/plans', undefined, {})).status).toBe(404)
    await without.close()
  })
})
