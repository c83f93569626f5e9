/** Puts what a query says as `PREFIX.NAME=VALUE` under the prefix. */
export const gatherPrefixed =
  (prefix: string) =>
  (query: unknown): unknown => {
    const entries = Object.entries(query as Readonly<Record<string, unknown>>)
    const start = `${prefix}.`
    // A record leaves `__proto__` out, and with it a condition; with the rest it is refused as unknown.
    const isUnder = (name: string): boolean => name.startsWith(start) && name !== `${start}__proto__`
    const under = entries.filter(([name]) => isUnder(name)).map(([name, value]) => [name.slice(start.length), value])
    const rest = entries.filter(([name]) => !isUnder(name))
    return Object.fromEntries(under.length === 0 ? rest : [...rest, [prefix, Object.fromEntries(under)]])
  }
