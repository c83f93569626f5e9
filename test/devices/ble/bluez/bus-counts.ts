import { type DbusConnection, openConnection } from '../../../../simulators/dbus/connection.js'

/** What a bus itself counts: its connections, and the match rules of the one that has the most, with its name. */
export interface BusCounts {
  readonly connections: number
  readonly mostRules: number
  readonly holder: string | undefined
}

/** Asks the bus over a connection of its own, which is not counted. */
export async function busCounts(address: string): Promise<BusCounts> {
  const asking = await openConnection(address)
  try {
    const rules = await call(asking, 'org.freedesktop.DBus.Debug.Stats', 'GetAllMatchRules')
    const names = await call(asking, 'org.freedesktop.DBus', 'ListNames')
    const unique = Array.isArray(names) ? names.filter((name) => String(name).startsWith(':')) : []
    const counts = Object.entries(rules ?? {}).map(
      ([name, each]) => [name, Array.isArray(each) ? each.length : 0] as const,
    )
    const [holder, mostRules = 0] = counts.sort(([, a], [, b]) => b - a)[0] ?? []
    return { connections: unique.length - 1, mostRules, holder }
  } finally {
    await asking.close()
  }
}

async function call(asking: DbusConnection, name: string, member: string): Promise<unknown> {
  const [answer] = await asking.call({
    ...{ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: name, member },
    ...{ signature: '', body: [] },
  })
  return answer
}
