import type { Nature, WorkloadSize } from './workload.js'

/** What a contender of the storage bench is told: its folder, and the workload. */
export interface Words {
  readonly folder: string
  readonly size: WorkloadSize
  readonly nature: Nature
}

/** The words `folder people count nature` of a command line. */
export const wordsOf = ([, , folder = '', people = '', count = '', nature = '']: readonly string[]): Words => ({
  folder,
  size: { people: Number(people), count: Number(count) },
  nature: nature === 'jittered' ? 'jittered' : 'smooth',
})
