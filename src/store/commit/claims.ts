import { type Fault, invalidArgument } from '../../health/error.js'
import type { NewSample } from '../../health/sample.js'
import type { History } from '../archive/history.js'
import { uuidBytes } from '../archive/identity.js'
import { membersOf } from '../archive/sample-row.js'
import type { Stream } from '../archive/streams.js'
import type { SampleRow } from '../sqlite/sample-table.js'

/** Whether a sample says of which sample it is a version. */
export const isSynced = ({ metadata }: NewSample): boolean => typeof metadata.syncIdentifier === 'string'

/** What must be the same for a UUID that comes a second time to be the same sample. */
type Claim = Pick<NewSample, 'type' | 'start'> & { readonly user: string; readonly syncIdentifier: unknown }

const claimOf = (user: string, { type, start, metadata }: NewSample): Claim => ({
  user,
  type,
  start,
  syncIdentifier: metadata.syncIdentifier,
})

const agree = (a: Claim, b: Claim): boolean =>
  a.user === b.user &&
  a.type === b.type &&
  (a.start === b.start || (a.syncIdentifier !== undefined && a.syncIdentifier === b.syncIdentifier))

/** What clients claim of their samples: their own UUIDs, and which older version a sample replaces. */
export class Claims {
  readonly #history: History

  constructor(history: History) {
    this.#history = history
  }

  /** Fails when a UUID is already that of another sample, in the store or in the batch itself. */
  check(user: string, samples: readonly NewSample[]): void {
    let batch: Map<string, Claim> | undefined
    for (let at = 0; at < samples.length; at += 1) {
      const sample = samples[at] as NewSample
      if (sample.uuid === undefined && sample.kind !== 'correlation') continue
      batch ??= new Map()
      const faults = this.#faults({ user, sample, batch }, `/samples/${at}`)
      if (faults.length > 0) throw invalidArgument('a UUID is that of another sample', faults)
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

  #faults(claimed: { user: string; sample: NewSample; batch: Map<string, Claim> }, pointer: string): Fault[] {
    const { user, sample, batch } = claimed
    const own = this.#conflicts(claimOf(user, sample), sample.uuid, batch)
    const faults = own ? [{ pointer: `${pointer}/uuid`, message: 'is the UUID of another sample' }] : []
    const inner = membersOf(sample).flatMap((member, at) =>
      this.#faults({ user, sample: member, batch }, `${pointer}/objects/${at}`),
    )
    return [...faults, ...inner]
  }

  #conflicts(claim: Claim, uuid: string | undefined, batch: Map<string, Claim>): boolean {
    if (uuid === undefined) return false
    const held = batch.get(uuid) ?? this.#held(uuid)
    batch.set(uuid, claim)
    return held !== undefined && !agree(held, claim)
  }

  #held(uuid: string): Claim | undefined {
    const row = this.#history.tables.samples.byUuid(uuidBytes(uuid))
    if (row) {
      const { user, type } = this.#history.stream(row.stream)
      return { user, type, start: row.start, syncIdentifier: row.sync_identifier ?? undefined }
    }
    const found = this.#history.derived(uuid)
    return found && { ...found.stream, start: found.quantity.start, syncIdentifier: undefined }
  }
}
