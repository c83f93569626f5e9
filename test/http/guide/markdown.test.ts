import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { markdownHtml } from '../../../src/http/guide/markdown.js'

const html = (text: string) => markdownHtml(text, (target) => (target.startsWith('#') ? target : undefined))

describe('Markdown as HTML', () => {
  it.each([
    ['## A *plan*, kept', '<h2 id="a-plan-kept">A *plan*, kept</h2>'],
    ['one\ntwo\n\nthree', '<p>one two</p>\n<p>three</p>'],
    ['- one\n  more\n- two', '<ul><li>one more</li><li>two</li></ul>'],
    ['1. one\n   more\n2. two', '<ol><li>one more</li><li>two</li></ol>'],
    ['text:\n- one', '<p>text:</p>\n<ul><li>one</li></ul>'],
    ['```sh\na < b\n\n# c\n```\nd', '<pre><code>a &lt; b\n\n# c</code></pre>\n<p>d</p>'],
    ['**bold** and `a **b** <c>`', '<p><strong>bold</strong> and <code>a **b** &lt;c&gt;</code></p>'],
    ['[`here`](#x) [there](../y)', '<p><a href="#x"><code>here</code></a> there</p>'],
    ['<script>"&', '<p>&lt;script&gt;&quot;&amp;</p>'],
    ['```\nwithout an end', '<pre><code>without an end</code></pre>'],
    ['', ''],
  ])('turns %j', (text, expected) => {
    expect(html(text)).toBe(expected)
  })

  it('turns a table, whose cells may hold an escaped bar', () => {
    expect(html('| a | b |\n| --- | --- |\n| `x\\|y` | 1 |')).toBe(
      '<div class="table"><table><tr><th>a</th><th>b</th></tr><tr><td><code>x|y</code></td><td>1</td></tr></table></div>',
    )
  })

  it('leaves nothing of the marks in our own pages', async () => {
    for (const name of (await readdir('docs')).filter((file) => file.endsWith('.md'))) {
      const text = html(await readFile(`docs/${name}`, 'utf8'))
      const prose = text.replaceAll(/<(pre|code)>[\s\S]*?<\/\1>/g, '')
      expect([name, prose.match(/\]\(|\*\*|```|^\||^#|<p>-|[.:)] \d+\. [A-Z]/m)]).toEqual([name, null])
    }
  })
})
