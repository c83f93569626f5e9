import type { AppleOrigin } from '../../exchange/apple/finding.js'
import { HealthError } from '../../health/error.js'
import type { NewCorrelationSample, NewSample, Reading } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'
import type { IsPlausible } from '../recording-samples.js'
import { type ExportOrigin, ExportOrigins } from './apple-origin.js'
import { correlationsToSave } from './correlations.js'
import { newSampleOf } from './new-sample.js'
import { counted, type Tallies } from './tallies.js'

/** How many samples are saved at once: of correlations fewer, since each has members. */
const batchMax = { samples: 1_000, correlations: 100 } as const
/** Origins take turns in an export; so many wait for their batches to fill. */
const openMax = 32

/** What samples are saved with. */
export interface BatchParts {
  readonly store: HealthStore
  readonly user: string
  readonly isPlausible: IsPlausible
  readonly tallies: Tallies
  /** Hears of every batch. */
  readonly onSaved: (samples: number) => void
}

interface Batch {
  readonly origin: ExportOrigin
  readonly samples: NewSample[]
  readonly correlations: NewCorrelationSample[]
}

const implausible = (count: number): string =>
  counted(count, 'sample was', 'samples were').concat(' left out: no body or sensor gives such values')
const unknownKind = (count: number): string =>
  counted(count, 'sample was', 'samples were').concat(' left out: its kind is not kept')

/** Whether it is a broken rule, which concerns the sample alone. */
const isRule = (error: unknown): error is HealthError =>
  error instanceof HealthError && error.code === 'invalidArgument'

/** The place in its batch that a fault points at. */
const placeOf = (pointer: string): number => Number(/^\/samples\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)

/**
 * Saves the samples of an export as they come, a batch for each origin, so that what the store is told of an origin holds
 * for the whole batch. What breaks a rule is left out and counted.
 */
export class SampleBatches {
  readonly #parts: BatchParts
  readonly #origins: ExportOrigins
  readonly #open = new Map<string, Batch>()
  #saved = 0
  #skipped = 0

  constructor(parts: BatchParts) {
    this.#parts = parts
    this.#origins = new ExportOrigins(parts.store.origins)
  }

  /** New samples so far. */
  get saved(): number {
    return this.#saved
  }

  /** Those that were there already. */
  get skipped(): number {
    return this.#skipped
  }

  /** Counts what need not even be made, because it is there. */
  skip(samples: number): void {
    this.#skipped += samples
  }

  originOf(origin: AppleOrigin): ExportOrigin {
    return this.#origins.of(origin)
  }

  /** Takes a reading; a promise when it has to be waited for, because a batch is being saved. */
  take(reading: Reading, from: AppleOrigin): Promise<void> | undefined {
    const origin = this.#origins.of(from)
    const sample = this.make(reading, origin)
    return sample === undefined ? undefined : this.#add(sample, origin)
  }

  /** Saves samples that are made already, at once. */
  async save(samples: readonly NewSample[], origin: ExportOrigin): Promise<readonly string[]> {
    const { store, user, onSaved } = this.#parts
    await this.#origins.describe(origin)
    let left = samples
    while (left.length > 0) {
      try {
        const { uuids, stored, duplicates } = await store.save(user, left, { replays: true })
        this.#saved += stored
        this.#skipped += duplicates
        onSaved(samples.length)
        return uuids
      } catch (error) {
        left = this.#without(left, error)
      }
    }
    return []
  }

  /** Saves what waits. */
  async flush(): Promise<void> {
    for (const [key, batch] of this.#open) await this.#close(key, batch)
  }

  /** The sample of a reading; undefined, and counted, when it breaks a rule. */
  make(reading: Reading, origin: ExportOrigin, uuid?: string): NewSample | undefined {
    const { user, isPlausible, tallies } = this.#parts
    try {
      if (!isPlausible(reading)) {
        tallies.add('implausible', implausible)
        return undefined
      }
      const sample = newSampleOf(reading, { user, origin, uuid })
      if (sample === undefined) tallies.add('badSamples', unknownKind)
      return sample
    } catch (error) {
      if (!isRule(error)) throw error
      this.#refuse(error, reading.type)
      return undefined
    }
  }

  #refuse(error: HealthError, type: string): void {
    const [{ pointer, message } = { pointer: '', message: error.message }] = error.errors
    const member = pointer.replace(/^\/samples\/\d+/, '').split('/')[1] ?? 'it'
    this.#parts.tallies.add('badSamples', (count) => `${count} of ${type} left out: ${member} ${message}`)
  }

  #add(sample: NewSample, origin: ExportOrigin): Promise<void> | undefined {
    const { key } = origin
    const batch = this.#open.get(key) ?? { origin, samples: [], correlations: [] }
    this.#open.set(key, batch)
    if (sample.kind === 'correlation') batch.correlations.push(sample)
    else batch.samples.push(sample)
    const isFull = batch.samples.length >= batchMax.samples || batch.correlations.length >= batchMax.correlations
    if (isFull) return this.#close(key, batch)
    if (this.#open.size <= openMax) return undefined
    const [oldest] = this.#open
    return oldest && this.#close(...oldest)
  }

  async #close(key: string, { origin, samples, correlations }: Batch): Promise<void> {
    this.#open.delete(key)
    // Members are told as samples of their own first.
    if (samples.length > 0) await this.save(samples, origin)
    if (correlations.length === 0) return
    const { store, user } = this.#parts
    const fresh = await correlationsToSave({ store, user }, correlations)
    this.#skipped += correlations.length - fresh.length
    if (fresh.length > 0) await this.save(fresh, origin)
  }

  #without(samples: readonly NewSample[], error: unknown): readonly NewSample[] {
    if (!isRule(error)) throw error
    const places = new Set(error.errors.map(({ pointer }) => placeOf(pointer)))
    const left = samples.filter((_, place) => !places.has(place))
    if (left.length === samples.length) throw error
    for (const place of places) this.#refuse(error, samples[place]?.type ?? 'samples')
    return left
  }
}
