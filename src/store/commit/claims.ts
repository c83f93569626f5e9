import { type Fault, invalidArgument } from '../../health/error.js'
import type { NewSample } from '../../health/sample.js'
import type { History } from '../archive/history.js'
import { uuidBytes } from '../archive/identity.js'
import { membersOf } from '../archive/sample-row.js'
import type { Stream } from '../archive/streams.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import type { SaveOperation } from './pending.js'

/** Whether a sample says of which sample it is a version. */
export const isSynced = ({ metadata }: NewSample): boolean => typeof metadata.syncIdentifier === 'string'

/** What a UUID is claimed for. */
interface Claim extends Pick<NewSample, 'type' | 'start' | 'source' | 'device'> {
  readonly user: string
  readonly syncIdentifier: unknown
}

const claimOf = (user: string, { type, start, source, device, metadata }: NewSample): Claim => ({
  ...{ user, type, start, source, device },
  syncIdentifier: metadata.syncIdentifier,
})

const isSameReading = (a: Claim, b: Claim): boolean => a.start === b.start && a.device === b.device

/** Whether a UUID may come a second time: for the same reading of a repeated delivery, and for a version of its sample. */
const mayComeAgain = (a: Claim, b: Claim, replays: boolean): boolean => {
  if (a.user !== b.user || a.type !== b.type || a.source !== b.source) return false
  const isVersion = a.syncIdentifier !== undefined && a.syncIdentifier === b.syncIdentifier
  return isVersion || (replays && isSameReading(a, b))
}

/** A sample whose claim is looked at, and what its batch has claimed so far. */
interface Claiming {
  readonly user: string
  readonly sample: NewSample
  readonly replays: boolean
  readonly replaces: readonly string[]
  readonly batch: Map<string, Claim>
}

/** What clients claim of their samples: their own UUIDs, and which older version a sample replaces. */
export class Claims {
  readonly #history: History

  constructor(history: History) {
    this.#history = history
  }

  /** Fails when a UUID was there before, in the store or in the batch itself, and may not come again. */
  check({ user, samples, replays, replaces }: Omit<SaveOperation, 'kind' | 'rows' | 'workout'>): void {
    let batch: Map<string, Claim> | undefined
    for (let at = 0; at < samples.length; at += 1) {
      const sample = samples[at] as NewSample
      if (sample.uuid === undefined && sample.kind !== 'correlation') continue
      batch ??= new Map()
      const faults = this.#faults({ user, sample, replays, replaces, batch }, `/samples/${at}`)
      if (faults.length > 0) throw invalidArgument('a UUID was there before', faults)
    }
  }

  /** Whether a sample with this UUID is stored. */
  isTaken(uuid: string): boolean {
    return this.#held(uuid) !== undefined
  }

  /** The newest stored version of a sample with a sync identifier, of the same person, source and type. */
  synced({ metadata }: NewSample, { user, source, type }: Stream): SampleRow | undefined {
    const { syncIdentifier } = metadata
    if (typeof syncIdentifier !== 'string') return undefined
    const rows = this.#history.tables.samples.bySync(syncIdentifier).filter((row) => {
      const stream = this.#history.stream(row.stream)
      return stream.user === user && stream.source === source && stream.type === type
    })
    return rows.sort((a, b) => (b.sync_version ?? 0) - (a.sync_version ?? 0))[0]
  }

  #faults(claiming: Claiming, pointer: string): Fault[] {
    const own = this.#conflicts(claiming) ? [{ pointer: `${pointer}/uuid`, message: 'is that of another sample' }] : []
    const inner = membersOf(claiming.sample).flatMap((sample, at) =>
      this.#faults({ ...claiming, sample }, `${pointer}/objects/${at}`),
    )
    return [...own, ...inner]
  }

  #conflicts({ user, sample, replays, replaces, batch }: Claiming): boolean {
    const { uuid } = sample
    if (uuid === undefined) return false
    const claim = claimOf(user, sample)
    const held = batch.get(uuid) ?? (replaces.includes(uuid) ? undefined : this.#held(uuid))
    batch.set(uuid, claim)
    return held !== undefined && !mayComeAgain(held, claim, replays)
  }

  #held(uuid: string): Claim | undefined {
    const row = this.#history.tables.samples.byUuid(uuidBytes(uuid))
    if (row) {
      const { user, type, source, device } = this.#history.stream(row.stream)
      return { user, type, source, device, start: row.start, syncIdentifier: row.sync_identifier ?? undefined }
    }
    const found = this.#history.derived(uuid)
    return found && { ...found.stream, start: found.quantity.start, syncIdentifier: undefined }
  }
}
