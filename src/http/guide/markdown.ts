import { Marked, Renderer, type Tokens } from 'marked'

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

class PageRenderer extends Renderer {
  readonly #link: Link

  constructor(link: Link) {
    super()
    this.#link = link
  }

  override heading({ depth, text, tokens }: Tokens.Heading): string {
    return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
  }

  override link({ href, tokens }: Tokens.Link): string {
    const [target, words] = [this.#link(href), this.parser.parseInline(tokens)]
    return target === undefined ? words : `<a href="${escapeHtml(target)}">${words}</a>`
  }

  // Wide ones scroll by themselves on a phone.
  override table(token: Tokens.Table): string {
    return `<div class="table">${super.table(token)}</div>\n`
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    return escapeHtml(text)
  }
}

/** Markdown as HTML, whose headings can be linked to and which holds no HTML of its own. */
export const markdownHtml = (text: string, link: Link): string =>
  new Marked().parse(text, { async: false, renderer: new PageRenderer(link) })
