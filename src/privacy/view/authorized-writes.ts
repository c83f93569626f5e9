import { HealthError } from '../../health/error.js'
import { partsOf } from '../../health/permission/grant.js'
import type { NewSample, Reading } from '../../health/sample.js'
import type { SampleTypeName } from '../../health/type.js'
import type { HealthStore } from '../../store/health-store.js'
import { checkShare } from '../authorization.js'
import type { ViewParts } from './authorized-reads.js'
import { namesOf } from './reach.js'

/** The types whose permission these samples need: of a correlation those of its objects. */
export const typesIn = (samples: readonly (NewSample | Reading)[]): ReadonlySet<SampleTypeName> =>
  new Set(
    samples.flatMap((sample) =>
      sample.kind === 'correlation' ? sample.objects.map(({ type }) => type) : [sample.type],
    ),
  )

/** Fails unless nothing names another source than the program that saves it. */
export function checkSource(client: string, samples: readonly (NewSample | Reading)[]): void {
  const isForeign = ({ source }: NewSample | Reading): boolean => source !== undefined && source !== client
  const errors = samples.flatMap((sample, at) =>
    isForeign(sample) ? [{ pointer: `/samples/${at}/source`, message: 'has to be the program that saves it' }] : [],
  )
  if (errors.length > 0) throw new HealthError('authorizationDenied', 'a program speaks for itself alone', errors)
}

/** Saving and deleting, of what the program may share, and of its own samples alone. */
export const authorizedWrites = ({
  store,
  grantsOf,
}: ViewParts): Pick<HealthStore, 'save' | 'associate' | 'delete' | 'deleteMatching'> => ({
  save: async (user, samples, options) => {
    const grants = grantsOf(user)
    checkSource(grants.client, samples)
    checkShare(grants, typesIn(samples))
    const { workout, replaces } = options ?? {}
    if (replaces !== undefined) throw new HealthError('authorizationDenied', 'only the owner may do that')
    if (workout !== undefined && (await store.find(user, workout))?.source !== grants.client)
      throw new HealthError('notFound', 'there is no such workout')
    return store.save(user, samples, options)
  },
  associate: async (user, workout, uuids) => {
    const grants = grantsOf(user)
    const found = await Promise.all([workout, ...uuids].map((uuid) => store.find(user, uuid)))
    const own = found.flatMap((sample) => (sample?.source === grants.client ? [sample] : []))
    if (own.length < found.length) throw new HealthError('notFound', 'a sample or the workout is not there')
    checkShare(grants, typesIn(own))
    await store.associate(user, workout, uuids)
  },
  delete: async (user, uuids) => {
    const grants = grantsOf(user)
    const found = await Promise.all(uuids.map((uuid) => store.find(user, uuid)))
    const own = found.filter((sample) => sample?.source === grants.client)
    // Whether a foreign one is there is not told, so it fails as one that is not.
    checkShare(grants, typesIn(own.flatMap((sample) => sample ?? [])))
    await store.delete(user, uuids, grants.client)
  },
  deleteMatching: async (user, query) => {
    const grants = grantsOf(user)
    const { client } = grants
    checkShare(grants, new Set(namesOf(query.types).flatMap(partsOf)))
    const { sources = [client] } = query
    return sources.includes(client) ? store.deleteMatching(user, { ...query, sources: [client] }) : 0
  },
})
