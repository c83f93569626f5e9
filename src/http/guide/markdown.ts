const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** Where a link of the text leads; undefined for what cannot be reached from here, whose words stay. */
export type Link = (target: string) => string | undefined

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

// A sign that no text has stands for what is held.
const held = /\uE000(\d+)\uE000/g

/** A line's words: code, bold, links. What is code stays as it is. */
function inline(text: string, link: Link): string {
  const codes: string[] = []
  const hold = (_: string, code: string): string => `\uE000${codes.push(`<code>${escapeHtml(code)}</code>`) - 1}\uE000`
  return escapeHtml(text.replaceAll('\uE000', '').replace(/`([^`]+)`/g, hold))
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, words: string, target: string) => {
      const href = link(target)
      return href === undefined ? words : `<a href="${href}">${words}</a>`
    })
    .replace(held, (_, index: string) => codes[Number(index)] ?? '')
}

const cellsOf = (row: string): readonly string[] =>
  row
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

function table([head = '', , ...rows]: readonly string[], link: Link): string {
  const line = (row: string, tag: string): string =>
    `<tr>${cellsOf(row)
      .map((cell) => `<${tag}>${inline(cell, link)}</${tag}>`)
      .join('')}</tr>`
  return `<div class="table"><table>${line(head, 'th')}${rows.map((row) => line(row, 'td')).join('')}</table></div>`
}

const itemStart = /^(?:-|\d+\.) /

/** List items, each with the lines that go on with it. */
function list(lines: readonly string[], link: Link): string {
  const items: string[] = []
  for (const line of lines) {
    if (itemStart.test(line)) items.push(line.replace(itemStart, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  const tag = lines[0]?.startsWith('-') ? 'ul' : 'ol'
  return `<${tag}>${items.map((item) => `<li>${inline(item, link)}</li>`).join('')}</${tag}>`
}

function heading(line: string, link: Link): string {
  const [, signs = '', words = ''] = /^(#+) (.*)$/.exec(line) ?? []
  return `<h${signs.length} id="${anchorOf(words)}">${inline(words, link)}</h${signs.length}>`
}

/** A kind of block: how its first line looks, which lines go on with it, and its HTML. */
interface Kind {
  readonly starts: RegExp
  readonly goesOn: RegExp
  readonly html: (lines: readonly string[], link: Link) => string
}

const never = /(?!)/
const kinds: readonly Kind[] = [
  { starts: /^#{1,6} /, goesOn: never, html: ([line = ''], link) => heading(line, link) },
  { starts: /^\|/, goesOn: /^\|/, html: table },
  { starts: itemStart, goesOn: /^(?:- |\d+\. |\s+\S)/, html: list },
]
const paragraph: Kind = {
  starts: /^/,
  goesOn: /^(?!#{1,6} |\||- |```)\S/,
  html: (lines, link) => `<p>${inline(lines.join(' '), link)}</p>`,
}

/** The lines of the block at `from`, fences included. */
function blockEnd(lines: readonly string[], from: number, goesOn: RegExp): number {
  let end = from + 1
  while (end < lines.length && goesOn.test(lines[end] ?? '')) end += 1
  return end
}

const isFence = (line: string | undefined): boolean => line?.startsWith('```') === true

function fenceEnd(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, index) => index > from && isFence(line))
  return end < 0 ? lines.length : end
}

/** The Markdown that our pages are written in as HTML: headings, paragraphs, lists, tables, code. */
export function markdownHtml(text: string, link: Link): string {
  const lines = text.split('\n')
  const blocks: string[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const end = isFence(line) ? fenceEnd(lines, at) : undefined
    if (end !== undefined) blocks.push(`<pre><code>${escapeHtml(lines.slice(at + 1, end).join('\n'))}</code></pre>`)
    const kind = kinds.find(({ starts }) => starts.test(line)) ?? paragraph
    const next = end === undefined ? blockEnd(lines, at, kind.goesOn) : end + 1
    if (end === undefined && line.trim() !== '') blocks.push(kind.html(lines.slice(at, next), link))
    at = line.trim() === '' ? at + 1 : next
  }
  return blocks.join('\n')
}
