import { HealthError } from '../../health/error.js'
import type { Sample } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'

/** Whose sample it is, and which. */
interface SampleId {
  readonly user: string
  readonly uuid: string
}

/** The sample; `notFound` when there is none. */
export const knownSample = async (store: HealthStore, { user, uuid }: SampleId): Promise<Sample> => {
  const sample = await store.find(user, uuid)
  if (sample === undefined) throw new HealthError('notFound', 'there is no such sample')
  return sample
}

/** The sample, which has to be of this kind; `notFound` when there is none. */
export async function sampleOfKind<Kind extends Sample['kind']>(
  store: HealthStore,
  { user, uuid }: SampleId,
  kind: Kind,
): Promise<Extract<Sample, { kind: Kind }>> {
  const sample = await store.find(user, uuid)
  const isWanted = (found: Sample | undefined): found is Extract<Sample, { kind: Kind }> => found?.kind === kind
  if (!isWanted(sample)) throw new HealthError('notFound', `there is no such ${kind}`)
  return sample
}
