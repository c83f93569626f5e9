import type { DeletedSample, Sample } from '../../health/sample.js'
import type { Commit } from '../../store/health-store.js'

/** What a commit brought and took of one person, as far as it can change a figure of a workout. */
export interface Measured {
  readonly user: string
  readonly added: readonly Sample[]
  readonly deleted: readonly DeletedSample[]
}

const figureKinds: ReadonlySet<Sample['kind']> = new Set(['quantity', 'series', 'heartbeatSeries', 'workoutRoute'])
/** Whether it can change a figure: nothing else does, and the saved workout itself comes by here, too. */
export const isFigure = ({ kind }: Sample | DeletedSample): boolean => figureKinds.has(kind)

const grouped = <Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, readonly Value[]> => {
  const groups = new Map<string, Value[]>()
  for (const [user, value] of entries) {
    const group = groups.get(user)
    if (group) group.push(value)
    else groups.set(user, [value])
  }
  return groups
}

/** A commit person by person, without those of whom nothing was measured. */
export const measuredIn = ({ added, deleted }: Commit): readonly Measured[] => {
  const samples = grouped(
    added.filter(({ sample }) => isFigure(sample)).map(({ user, sample }) => [user, sample] as const),
  )
  const removed = grouped(deleted.filter(isFigure).map((sample) => [sample.user, sample] as const))
  return [...new Set([...removed.keys(), ...samples.keys()])].map((user) => ({
    user,
    added: samples.get(user) ?? [],
    deleted: removed.get(user) ?? [],
  }))
}
