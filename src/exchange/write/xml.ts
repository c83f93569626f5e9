const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// What XML 1.0 has no way to write at all.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text as it stands in an element or an attribute. */
export const escaped = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"]/g, (character) => entities[character] ?? character)

type Attributes = Readonly<Record<string, string>>

const opened = (name: string, attributes: Attributes): string =>
  [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(' ')

/** An element with what is in it, which is markup already. */
export const element = (name: string, content: readonly string[] | string, attributes: Attributes = {}): string =>
  `<${opened(name, attributes)}>${typeof content === 'string' ? content : content.join('')}</${name}>`

/** An element with text in it; nothing when there is none. */
export const leaf = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : element(name, escaped(String(value)))

/** A whole document. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
