import type { Sample } from '../../health/sample.js'
import type { SampleQuery } from '../health-store.js'
import type { AsyncReader } from '../reader/thread-reader.js'
import type { Removal } from './remover.js'

/** What deletes: where samples are found, and how they go. */
interface Deletion {
  readonly reader: Pick<AsyncReader, 'samples'>
  readonly remove: (removal: Removal) => Promise<number>
}

// A commit of so many holds the live path for about as long as the largest batch that is saved.
const deletedAtOnce = 5_000
// Correlations take their members along, so a page must not have so many that a commit has no place for all of them.
const readAtOnce = 120

const rowsOf = (sample: Sample): number => (sample.kind === 'correlation' ? 1 + sample.objects.length : 1)

/** The next samples that match, and where to go on; a page may end early, so it takes several to fill a step. */
const nextStep = async ({ reader }: Deletion, user: string, query: SampleQuery & { cursor: string | undefined }) => {
  const uuids: string[] = []
  let [{ cursor }, rows] = [query, 0]
  do {
    const page = await reader.samples(user, { ...query, cursor, limit: Math.min(readAtOnce, deletedAtOnce - rows) })
    uuids.push(...page.items.map(({ uuid }) => uuid))
    rows += page.items.reduce((sum, sample) => sum + rowsOf(sample), 0)
    cursor = page.cursor
  } while (cursor !== undefined && rows < deletedAtOnce)
  return { uuids, cursor }
}

/** Deletes all that matches, in as few commits as can be; returns how many samples that were. */
export async function deleteMatching(deletion: Deletion, user: string, query: SampleQuery): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const step = await nextStep(deletion, user, { ...query, cursor })
    // A member may be gone with its correlation by the time it comes up.
    if (step.uuids.length > 0)
      count += await deletion.remove({ user, uuids: step.uuids, source: undefined, unknown: 'skip' })
    cursor = step.cursor
  } while (cursor !== undefined)
  return count
}
