import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyReply } from 'fastify'
import { docsStyle } from '../docs-page.js'
import type { HttpApp } from '../http-parts.js'
import { type Link, markdownHtml } from './markdown.js'

/** The pages for people, those first that everybody wants. */
const pages = {
  riders: 'For riders',
  plans: 'Plans',
  sessions: 'Sessions',
  figures: 'Figures of a workout',
  devices: 'Devices',
  exchange: 'Files',
  statistics: 'Buckets and rings',
  merging: 'Figures of several sources',
  dashboards: 'Dashboards',
  configuration: 'Configuration',
  samples: 'Samples',
  queries: 'Finding samples',
  following: 'Following what changes',
  programs: 'Programs',
  developers: 'For developers',
  client: 'The client',
  library: 'The library',
} as const
type PageName = keyof typeof pages

const isPage = (name: string): name is PageName => Object.hasOwn(pages, name)

const link: Link = (target) => {
  const [, name = '', anchor = ''] = /^([a-z]+)\.md(#[\w-]+)?$/.exec(target) ?? []
  if (isPage(name)) return `/guide/${name}${anchor}`
  return /^(#|https?:)/.test(target) ? target : undefined
}

const style = `${docsStyle}
header { padding-bottom: .5rem; border-bottom: 1px solid } nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem }
nav [aria-current] { font-weight: 700; color: inherit }
.table { overflow-x: auto } table { border-collapse: collapse } th, td { padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
code { overflow-wrap: anywhere } pre code { overflow-wrap: normal }`

const wantedMost = 5

const navigation = (current: PageName): string => {
  const links = Object.entries(pages).map(
    ([name, title]) => `<a href="/guide/${name}"${name === current ? ' aria-current="page"' : ''}>${title}</a>`,
  )
  const [first, others] = [links.slice(0, wantedMost).join(''), links.slice(wantedMost).join('')]
  const more = `<details><summary>More</summary><nav>${others}<a href="/docs">HTTP API</a></nav></details>`
  return `<header><nav><a href="/">‹ vitald</a>${first}</nav>${more}</header>`
}

const pageHtml = (name: PageName, text: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${pages[name]} · vitald</title><link rel="stylesheet" href="/guide/style.css"><link rel="icon" href="data:,">
${navigation(name)}
<main>${markdownHtml(text, link)}</main></html>`

const readOrNothing = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined)

/** The pages for people, from the Markdown in `folder`: they hold no data and are for everybody. */
export const guide = (app: HttpApp, folder: string | undefined): void => {
  if (folder === undefined) return
  const hidden = { schema: { hide: true } }
  const send = async (name: string, reply: FastifyReply): Promise<FastifyReply> => {
    const text = isPage(name) ? await readOrNothing(join(folder, `${name}.md`)) : undefined
    if (text === undefined || !isPage(name)) {
      reply.callNotFound()
      return reply
    }
    return reply.type('text/html; charset=utf-8').send(pageHtml(name, text))
  }
  app.get('/guide', hidden, (_request, reply) => reply.redirect('/guide/riders'))
  app.get('/guide/style.css', hidden, (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  app.get('/guide/:page', hidden, ({ params }, reply) => send((params as { readonly page: string }).page, reply))
}
