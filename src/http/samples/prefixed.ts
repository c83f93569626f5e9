/** Puts what a query says as `PREFIX.NAME=VALUE` under the prefix. */
export const gatherPrefixed =
  (prefix: string) =>
  (query: unknown): unknown => {
    const entries = Object.entries(query as Readonly<Record<string, unknown>>)
    const start = `${prefix}.`
    const under = entries
      .filter(([name]) => name.startsWith(start))
      .map(([name, value]) => [name.slice(start.length), value])
    const rest = entries.filter(([name]) => !name.startsWith(start))
    return Object.fromEntries(under.length === 0 ? rest : [...rest, [prefix, Object.fromEntries(under)]])
  }
