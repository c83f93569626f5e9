import type { SampleContext } from '../../../health/predicate/matcher.js'
import type { Sample } from '../../../health/sample.js'
import type { Workout } from '../../../health/workout.js'
import type { Stream } from '../../archive/streams.js'
import type { Shelf } from '../shelf.js'

/** A workout's record, and the samples that were added to it by hand. */
export interface Holder extends Pick<Workout, 'start' | 'end' | 'sources'> {
  readonly added: ReadonlySet<string>
}

/** A person's workout with what was added to it; undefined when there is none. */
export const holderOf = (shelf: Shelf, user: string, id: string): Holder | undefined => {
  const sample = shelf.find(user, id)?.sample
  return sample?.kind === 'workout' ? { ...sample.workout, added: new Set(shelf.associated(id)) } : undefined
}

// A route names its workout itself, and is added to it when it is saved.
const isCollectable = ({ kind }: Sample): boolean => kind !== 'workout' && kind !== 'workoutRoute'

/** Whether a workout's session collected a sample: one of its sources' that starts in its time. */
const isCollected = (sample: Sample, { start, end, sources }: Holder): boolean =>
  sample.start >= start && sample.start <= end && sources.includes(sample.source) && isCollectable(sample)

const isOf = (sample: Sample, holder: Holder): boolean =>
  isCollected(sample, holder) ||
  // Only asked when there are any, because the UUID of a packed quantity costs as much as all else.
  (holder.added.size > 0 && holder.added.has(sample.uuid))

/** What the samples of each stream do not say of themselves. A workout is looked up once, for as long as this is kept. */
export function contextsOf(shelf: Shelf): (stream: Stream) => SampleContext {
  const holders = new Map<string, Holder | undefined>()
  const known = (user: string, workout: string): Holder | undefined => {
    const name = `${user} ${workout}`
    if (!holders.has(name)) holders.set(name, holderOf(shelf, user, workout))
    return holders.get(name)
  }
  return ({ user, origin }) => ({
    origin: () => origin,
    isOfWorkout: (sample, workout) => {
      const holder = known(user, workout)
      return holder !== undefined && isOf(sample, holder)
    },
    isCorrelated: ({ uuid }) => shelf.isCorrelated(uuid),
  })
}
