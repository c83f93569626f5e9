import type { Fault } from '../../health/error.js'

/** The attributes of an element, whatever their case; knows which of them nobody asked for. */
export class ZwoAttributes {
  readonly #values: ReadonlyMap<string, { readonly name: string; readonly text: string }>
  readonly #asked = new Set<string>()

  constructor(given: Readonly<Record<string, string>>) {
    this.#values = new Map(Object.entries(given).map(([name, text]) => [name.toLowerCase(), { name, text }]))
  }

  text(name: string): string | undefined {
    this.#asked.add(name)
    return this.#values.get(name)?.text
  }

  /** The first of these that is a number. */
  number(...names: readonly string[]): number | undefined {
    for (const name of names) {
      const text = this.#values.get(name)?.text.trim() ?? ''
      const value = text === '' ? Number.NaN : Number(text)
      if (!Number.isFinite(value)) continue
      this.#asked.add(name)
      return value
    }
    return undefined
  }

  /** What was not read: of no meaning to a plan, or no number where one is needed. */
  unread(element: string): readonly Fault[] {
    return [...this.#values]
      .filter(([key]) => !this.#asked.has(key))
      .map(([, { name }]) => ({ pointer: '', message: `has \`${name}\` of <${element}>, which is left out` }))
  }
}
