import type { AppleFinding, AppleOrigin, AppleWorkout } from '../../../src/exchange/apple/finding.js'
import type { Metadata, Reading } from '../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { HealthArchive } from '../../../src/imports/apple/health-archive.js'
import { importExport } from '../../../src/imports/apple/import-export.js'
import type { ImportReport } from '../../../src/imports/imports.js'
import { RunningImport } from '../../../src/imports/running-import.js'
import { isPlausible } from '../../../src/ingest/sanity.js'
import { recordPastWorkout } from '../../../src/session/past-workout.js'
import type { HealthStore } from '../../../src/store/health-store.js'

/** Epoch ms. */
export const noon = Date.parse('2024-05-01T12:00:00Z')
export const minute = 60_000

export const watch: AppleOrigin = {
  source: { name: 'Kim’s Apple\u00a0Watch', version: '10.4' },
  device: { name: 'Apple Watch', manufacturer: 'Apple Inc.', model: 'Watch', hardwareVersion: 'Watch6,2' },
}
export const phone: AppleOrigin = { source: { name: 'iPhone', version: '17.4' }, device: { name: 'iPhone' } }
export const app: AppleOrigin = { source: { name: 'Runner', version: '3' } }

interface Measured {
  readonly at?: number
  readonly minutes?: number
  readonly metadata?: Metadata
}

/** A quantity; an instant at noon unless it is told otherwise. */
export const quantity = (
  type: QuantityTypeName,
  value: number,
  { at = noon, minutes = 0, metadata = {} }: Measured = {},
): Reading => ({ kind: 'quantity', type, value, start: at, end: at + minutes * minute, metadata })

export const sample = (reading: Reading, origin: AppleOrigin = watch): AppleFinding => ({
  type: 'sample',
  reading,
  origin,
})

/** A run of half an hour from noon on, unless it is told otherwise. */
export const workout = (told: Partial<AppleWorkout> = {}): AppleFinding => ({
  type: 'workout',
  workout: {
    ...{ activityType: 'running', location: 'outdoor', start: noon, end: noon + 30 * minute, origin: watch },
    ...{ metadata: {}, events: [], activities: [], declared: {}, routes: [] },
    ...told,
  },
})

async function* lists(findings: readonly AppleFinding[]): AsyncGenerator<readonly AppleFinding[]> {
  yield findings
}

/** An archive that holds these, and files by their paths. */
export const archiveOf = (
  findings: readonly AppleFinding[],
  files: Readonly<Record<string, string>> = {},
): HealthArchive => ({
  findings: lists(findings),
  fileAt: (path) => {
    const text = files[path]
    return text === undefined ? undefined : bytesOf(text)
  },
  electrocardiograms: 0,
  clinicalRecords: 0,
})

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** Lands an archive and tells what the import's report would. */
export async function landed(store: HealthStore, archive: HealthArchive, user = 'me'): Promise<ImportReport> {
  const running = new RunningImport('import', user)
  const parts = {
    ...{ store, isPlausible, clock: () => Date.parse('2026-11-22T10:00:00Z') },
    record: (past: Parameters<typeof recordPastWorkout>[1]) => recordPastWorkout({ store, profile: () => ({}) }, past),
  }
  await importExport(parts, archive, {
    user,
    onSaved: (samples) => running.saved(samples),
    add: (addition) => running.add(addition),
    isWanted: () => true,
    inTurn: (work) => work(),
  })
  running.end('done')
  const { report } = running.status()
  if (report === undefined) throw new Error('it is over')
  return report
}
