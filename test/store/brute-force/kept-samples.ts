import type { NewQuantitySample, NewSeriesSample } from '../../../src/health/sample.js'
import type { Measured } from './readings.js'

/** A sample about to be saved. */
export type Fresh = NewQuantitySample | NewSeriesSample

const isSameReading = (a: Fresh, b: Fresh): boolean =>
  a.type === b.type && a.start === b.start && a.device === b.device && (a.device !== undefined || a.source === b.source)

const identifierOf = ({ metadata }: Fresh): unknown => metadata.syncIdentifier
const versionOf = ({ metadata }: Fresh): number => Number(metadata.syncVersion)

/** One person's samples of one type as a list: what should be in the store. */
export class KeptSamples {
  samples: Measured[] = []
  /** The sources, in the order in which they were first heard of. */
  readonly appeared: string[] = []

  save(samples: readonly Fresh[], uuids: readonly string[]): void {
    for (const [at, sample] of samples.entries()) {
      if (!this.appeared.includes(sample.source)) this.appeared.push(sample.source)
      this.#saveOne({ ...sample, uuid: uuids[at] ?? '' })
    }
  }

  remove(uuids: readonly string[]): void {
    this.samples = this.samples.filter(({ uuid }) => !uuids.includes(uuid))
  }

  #saveOne(sample: Measured): void {
    const identifier = identifierOf(sample)
    const older = this.samples.find(
      (other) => identifier !== undefined && identifierOf(other) === identifier && other.source === sample.source,
    )
    if (older && versionOf(older) >= versionOf(sample)) return
    if (identifier === undefined && this.samples.some((other) => isSameReading(other, sample))) return
    this.samples = [...this.samples.filter((other) => other !== older), sample]
  }
}
