import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecordings } from '../../src/exchange/read-recordings.js'
import type { Sample } from '../../src/health/sample.js'
import type { Workout } from '../../src/health/workout.js'
import type { ImportReport, Imports } from '../../src/imports/imports.js'
import { type ImportsParts, openImports } from '../../src/imports/open-imports.js'
import { openSpool, type Spool } from '../../src/imports/spool.js'
import { isPlausible } from '../../src/ingest/sanity.js'
import { recordPastWorkout } from '../../src/session/past-workout.js'
import type { Profile } from '../../src/session/profile.js'
import type { HealthStore } from '../../src/store/health-store.js'

let ids = 0
/** Ids in their order. */
export const countedId = (): string => {
  ids += 1
  return `0193e0a0-0000-7000-8000-${String(ids).padStart(12, '0')}`
}

/** The bytes, in chunks of so many. */
export async function* inChunks(bytes: Uint8Array, size = 4_096): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A spool in a folder of its own, which is there only while something is in it. */
export const testSpool = (): Spool => openSpool(join(tmpdir(), `vitald-spool-${process.pid}-${countedId()}`), countedId)

/** Imports into a store as the daemon has them. */
export const importsInto = (store: HealthStore, profile: Profile = {}, other: Partial<ImportsParts> = {}): Imports =>
  openImports({
    store,
    isPlausible,
    newId: countedId,
    spool: testSpool(),
    clock: () => Date.parse('2026-11-22T10:00:00Z'),
    record: (past) => recordPastWorkout({ store, profile: () => profile }, past),
    onFault: (error) => {
      throw error
    },
    ...other,
  })

/** Imports a file and waits for its end. */
export async function report(imports: Imports, bytes: Uint8Array): Promise<ImportReport> {
  const { id, read } = imports.start('me', { chunks: inChunks(bytes) })
  await read.catch(() => undefined)
  await new Promise<void>((over) => {
    const check = () => {
      if (imports.find('me', id)?.state !== 'running') over()
    }
    imports.subscribe(id, check)
    check()
  })
  const found = imports.find('me', id)?.report
  if (found === undefined) throw new Error('the import has no report')
  return found
}

/** How many recordings a file holds that are whole. */
export async function recordingsIn(bytes: Uint8Array): Promise<number> {
  let count = 0
  for await (const { type } of readRecordings(inChunks(bytes))) if (type === 'recording') count += 1
  return count
}

/** All that is in a store. */
export async function everything(store: HealthStore): Promise<readonly Sample[]> {
  const found: Sample[] = []
  let cursor: string | undefined
  do {
    const page = await store.samples('me', { cursor, limit: 10_000 })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

export const workoutsIn = (samples: readonly Sample[]): readonly Workout[] =>
  samples.flatMap((sample) => (sample.kind === 'workout' ? [sample.workout] : []))
