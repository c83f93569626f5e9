import type { NewCorrelationSample } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'
import { identityUuid } from './identity.js'

/** Whose samples, in which store. */
interface Place {
  readonly store: HealthStore
  readonly user: string
}

type Member = NewCorrelationSample['objects'][number]

const present = (uuids: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(uuids.flatMap((uuid) => uuid ?? [])),
]

async function there({ store, user }: Place, asked: readonly string[], correlated?: boolean): Promise<Set<string>> {
  if (asked.length === 0) return new Set()
  const predicate = correlated === undefined ? undefined : { correlated }
  const { items } = await store.samples(user, { uuids: asked, predicate, limit: asked.length })
  return new Set(items.map(({ uuid }) => uuid))
}

/** The member under its own UUID, or where another correlation has one that says the same, under one of both. */
function placed(member: Member, correlation: NewCorrelationSample, taken: Set<string>): Member {
  if (member.uuid === undefined) return member
  const own = taken.has(member.uuid) ? identityUuid([correlation.uuid, member.uuid]) : member.uuid
  if (taken.has(own)) return { ...member, uuid: undefined }
  taken.add(own)
  return { ...member, uuid: own }
}

/**
 * The correlations that are not stored yet, ready to be saved. An export lists their members a second time, as samples of
 * their own (semantics § 23): such a one makes room, so that it is there once, as a member.
 */
export async function correlationsToSave(
  place: Place,
  correlations: readonly NewCorrelationSample[],
): Promise<readonly NewCorrelationSample[]> {
  const known = await there(place, present(correlations.map(({ uuid }) => uuid)))
  const fresh = new Map(correlations.filter(({ uuid = '' }) => !known.has(uuid)).map((one) => [one.uuid, one]))
  const members = present([...fresh.values()].flatMap(({ objects }) => objects.map(({ uuid }) => uuid)))
  const alone = await there(place, members, false)
  if (alone.size > 0) await place.store.delete(place.user, [...alone])
  const taken = await there(place, members)
  return [...fresh.values()].map((correlation) => ({
    ...correlation,
    objects: correlation.objects.map((member) => placed(member, correlation, taken)),
  }))
}
