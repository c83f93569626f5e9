/** What the page shows of an OpenAPI document. */
interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly parameters?: readonly object[]
  readonly requestBody?: unknown
  readonly responses?: Readonly<Record<string, unknown>>
}
interface Described {
  readonly info: { readonly title: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, unknown>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
const json = (value: unknown): string => `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`
const details = (title: string, body: string): string => `<details><summary>${title}</summary>${body}</details>`

const part = (title: string, value: unknown): string => (value === undefined ? '' : `<h4>${title}</h4>${json(value)}`)

const operationHtml = (path: string, method: string, operation: Operation): string =>
  details(
    `<b>${escapeHtml(method.toUpperCase())}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}`,
    part('Parameters', operation.parameters) +
      part('Body', operation.requestBody) +
      part('Answers', operation.responses),
  )

const operations = ({ paths = {} }: Described): readonly (readonly [tag: string, html: string])[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(
      ([method, operation]) => [operation.tags?.[0] ?? 'other', operationHtml(path, method, operation)] as const,
    ),
  )

const sections = (document: Described): string => {
  const all = operations(document)
  const tags = [...new Set(all.map(([tag]) => tag))]
  const section = (tag: string) => all.filter(([of]) => of === tag).map(([, html]) => html)
  return tags.map((tag) => `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${section(tag).join('')}`).join('')
}

const schemas = ({ components }: Described): string =>
  Object.entries(components?.schemas ?? {})
    .map(([name, schema]) => details(`<code>${escapeHtml(name)}</code>`, json(schema)))
    .join('')

/** An OpenAPI document as a page that needs no script. */
export const docsPage = (document: Described): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(document.info.title)} API</title><link rel="stylesheet" href="/docs/style.css">
<h1>${escapeHtml(document.info.title)}</h1><p>${escapeHtml(document.info.description ?? '')}
For programs: <a href="/v1/openapi.json">openapi.json</a>.</p>
${sections(document)}<h2>Schemas</h2>${schemas(document)}</html>`

export const docsStyle = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
summary { cursor: pointer; padding: .25rem 0 } summary b { display: inline-block; min-width: 4.5rem }
pre { overflow: auto; padding: 1rem; background: color-mix(in srgb, currentColor 7%, transparent); font-size: .85rem }
h4 { margin: .5rem 0 0 }`
