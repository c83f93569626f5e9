import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { markdownHtml } from '../../../src/http/guide/markdown.js'

const html = (text: string) => markdownHtml(text, (target) => (target.startsWith('#') ? target : undefined)).trim()

describe('Markdown as HTML', () => {
  it.each([
    ['## A *plan*, kept: `x_y`', '<h2 id="a-plan-kept-x_y">A <em>plan</em>, kept: <code>x_y</code></h2>'],
    ['[`here`](#x) [there](../y)', '<p><a href="#x"><code>here</code></a> there</p>'],
    ['[here](#"><script>)', '<p><a href="#&quot;&gt;&lt;script&gt;">here</a></p>'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a <b>"&', '<p>a &lt;b&gt;&quot;&amp;</p>'],
    ['', ''],
  ])('turns %j', (text, expected) => {
    expect(html(text)).toBe(expected)
  })

  it('lets a table scroll by itself', () => {
    const table = html('| a |\n| --- |\n| `x\\|y` |').replaceAll('\n', '')
    expect(table).toMatch(/^<div class="table"><table>.*<td><code>x\|y<\/code><\/td>.*<\/table><\/div>$/)
  })

  it('leaves nothing of the marks in our own pages', async () => {
    for (const name of (await readdir('docs')).filter((file) => file.endsWith('.md'))) {
      const text = html(await readFile(`docs/${name}`, 'utf8'))
      const prose = text.replaceAll(/<(pre|code)[^>]*>[\s\S]*?<\/\1>/g, '')
      expect([name, prose.match(/\]\(|\*\*|```|^\||^#|<p>-/m)]).toEqual([name, null])
    }
  })
})
