import { HealthError } from '../../health/error.js'
import type { HealthStore } from '../../store/health-store.js'
import { authorizedFeed, authorizedReads, type ViewParts } from './authorized-reads.js'
import { authorizedWrites } from './authorized-writes.js'
import { wholeTypes } from './reach.js'

const refuse = (): never => {
  throw new HealthError('authorizationDenied', 'only the owner may do that')
}

const refused = async (): Promise<never> => refuse()

const authorizedOrigins = ({ store, grantsOf }: ViewParts, find: HealthStore['find']): HealthStore['origins'] => ({
  describeSource: refused,
  describeDevice: refused,
  setTimeZone: refused,
  timeZoneOf: () => undefined,
  of: async (user, uuids) => {
    const origins = await store.origins.of(user, uuids)
    const visible = await Promise.all(uuids.map((uuid) => find(user, uuid)))
    return origins.map((origin, at) => (visible[at] === undefined ? undefined : origin))
  },
  all: (user, types) => {
    const grants = grantsOf(user)
    const whole = wholeTypes(grants, types)
    const own = store.origins.all(user, types).filter(({ source }) => source.source === grants.client)
    const others = whole.length === 0 ? [] : store.origins.all(user, whole)
    return [...own, ...others.filter(({ source }) => source.source !== grants.client)]
  },
})

/**
 * The store as a program may use it (semantics § 2): it reads its own samples and those of types that it was granted,
 * and cannot tell what it may not read from what is not there; it saves and deletes by itself alone.
 */
export function authorizedStore(parts: ViewParts): HealthStore {
  const { store } = parts
  const reads = authorizedReads(parts)
  return {
    documents: { get: refuse, all: refuse, put: refused, remove: refused },
    housekeeping: { purge: refused, vacuum: refused, check: refused },
    origins: authorizedOrigins(parts, reads.find),
    ...authorizedWrites(parts),
    ...reads,
    ...authorizedFeed(parts),
    anchor: () => store.anchor(),
    settled: () => store.settled(),
    condense: refused,
    health: () => store.health(),
    figures: refuse,
    close: refused,
  }
}
