import { invalidArgument } from '../health/error.js'
import type { DeviceProperties, Origin, SourceRevision } from '../health/origin.js'
import { isSlug } from '../health/slug.js'
import { isTimeZone } from '../health/time-zone.js'
import type { History } from './archive/history.js'
import { uuidBytes } from './archive/identity.js'
import type { Stream } from './archive/streams.js'
import type { Description } from './commit/describer.js'
import type { GroupCommit } from './commit/group-commit.js'
import type { OriginBook } from './origins.js'

const textMax = 256

const refuse = (name: string, message: string) =>
  invalidArgument(`the ${name} ${message}`, [{ pointer: `/${name}`, message }])

/** The facts that are there. */
const present = <Facts extends object>(facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).filter(([name, fact]) => {
      if (typeof fact === 'string' && fact.length > textMax) throw refuse(name, `is longer than ${textMax} characters`)
      return fact !== undefined && fact !== ''
    }),
  ) as Facts

const checkSlug = (name: string, slug: string): void => {
  if (!isSlug(slug)) throw refuse(name, 'is no slug')
}

const streamOf = (history: History, user: string, uuid: string): Stream | undefined => {
  const row = history.tables.samples.byUuid(uuidBytes(uuid))
  const id = row?.stream ?? history.identity.read(uuid)?.stream
  const stream = id === undefined ? undefined : history.streams.byId(id)
  return stream?.user === user ? stream : undefined
}

const originsOf = (streams: readonly Stream[]): readonly Origin[] => {
  const byText = new Map(streams.map(({ origin }) => [JSON.stringify(origin), origin]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, origin]) => origin)
}

/** The book over what a store holds. */
export function createOriginBook(history: History, commits: Pick<GroupCommit, 'submit'>): OriginBook {
  const describe = async (description: Description): Promise<void> => {
    await commits.submit({ kind: 'describe', description })
  }
  return {
    describeSource: async ({ source, ...facts }: SourceRevision) => {
      checkSlug('source', source)
      await describe({ what: 'source', source, facts: present(facts) })
    },
    describeDevice: async (device: string, properties: DeviceProperties) => {
      checkSlug('device', device)
      await describe({ what: 'device', device, properties: present(properties) })
    },
    setTimeZone: async (user, timeZone) => {
      if (!isTimeZone(timeZone)) throw refuse('timeZone', 'is not an IANA time zone')
      await describe({ what: 'person', user, timeZone })
    },
    timeZoneOf: (user) => history.origins.zones.get(user),
    of: async (user, uuids) => uuids.map((uuid) => streamOf(history, user, uuid.toLowerCase())?.origin),
    all: (user, types) => {
      const names = types && new Set<string>(types)
      return originsOf(
        history.matching((stream) => names?.has(stream.type) ?? true, user).filter((stream) => history.hasSome(stream)),
      )
    },
  }
}
