import { HealthError } from '../../health/error.js'
import type { NewSample, Reading, Sample } from '../../health/sample.js'
import type { SampleTypeName } from '../../health/type.js'
import type { Ingest } from '../../ingest/ingest.js'
import type { HealthStore } from '../../store/health-store.js'
import { type Owner, saveReadings } from '../samples/readings.js'
import type { Placed, Problem } from './export-metrics.js'

/** Where it goes and whose it is. */
export interface TakeOver {
  readonly store: HealthStore
  readonly ingest: Ingest
  readonly owner: Owner
}

/** What became of what was sent. */
export interface Outcome {
  readonly saved: number
  /** There already, with the same value. */
  readonly skipped: number
  readonly problems: readonly Problem[]
}

const chunkMax = 1_000
const pageMax = 10_000

const contentOf = (sample: Sample | Reading): string => {
  if (sample.kind === 'correlation') return sample.objects.map((object) => object.value).join()
  return 'value' in sample ? `${sample.value} ${sample.end}` : ''
}

/** What is there of these, by the name that the app's measurement has. */
async function knownOf({ store, owner }: TakeOver, placed: readonly Placed[]): Promise<ReadonlyMap<unknown, string>> {
  const readings = placed.map(({ reading }) => reading)
  const starts = readings.map(({ start }) => start)
  const types = [...new Set(readings.map(({ type }) => type))]
  const start = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const end = starts.reduce((a, b) => Math.max(a, b), 0) + 1
  const known = new Map<unknown, string>()
  const query = { types, start, end, strict: ['strictStartDate' as const], sources: [owner.source], limit: pageMax }
  let cursor: string | undefined
  do {
    const page = await store.samples(owner.user, { ...query, cursor })
    for (const sample of page.items) known.set(sample.metadata.syncIdentifier, contentOf(sample))
    cursor = page.cursor
  } while (cursor !== undefined)
  return known
}

const faultAt = /^\/samples\/(\d+)(.*)$/

/** The problems that a refusal names, and what it does not; undefined when it is not about single readings. */
function sortOut(error: unknown, chunk: readonly Placed[]) {
  if (!(error instanceof HealthError)) return undefined
  const found = error.errors.flatMap(({ pointer, message }) => {
    const index = Number(faultAt.exec(pointer)?.[1] ?? Number.NaN)
    const at = chunk[index]?.pointer
    return at === undefined ? [] : [{ index, problem: { pointer: at, message } }]
  })
  const bad = new Set(found.map(({ index }) => index))
  if (bad.size === 0) return undefined
  return { problems: found.map(({ problem }) => problem), rest: chunk.filter((_, index) => !bad.has(index)) }
}

/** Saves these, without those that are refused one by one. Throws what is no single reading's fault. */
async function saveChunk(parts: TakeOver, chunk: readonly Placed[]): Promise<Outcome> {
  const problems: Problem[] = []
  let left = chunk
  while (left.length > 0) {
    try {
      await saveReadings(
        parts.ingest,
        parts.owner,
        left.map(({ reading }) => reading),
      )
      break
    } catch (error) {
      const sorted = sortOut(error, left)
      if (sorted === undefined) throw error
      problems.push(...sorted.problems)
      left = sorted.rest
    }
  }
  return { saved: left.length, skipped: 0, problems }
}

/** A program that may not share a type is told so in its place: the others are taken all the same. */
async function saveType(parts: TakeOver, type: SampleTypeName, placed: readonly Placed[]): Promise<Outcome> {
  const [first] = placed
  try {
    return await saveNew(parts, placed)
  } catch (error) {
    const isDenied = error instanceof HealthError && error.code.startsWith('authorization')
    if (!isDenied || first === undefined) throw error
    return { saved: 0, skipped: 0, problems: [{ pointer: first.pointer, message: `${type}: ${error.message}` }] }
  }
}

async function saveNew(parts: TakeOver, placed: readonly Placed[]): Promise<Outcome> {
  const known = await knownOf(parts, placed)
  const isNew = ({ reading }: Placed): boolean => known.get(reading.metadata.syncIdentifier) !== contentOf(reading)
  const fresh = placed.filter(isNew)
  let outcome: Outcome = { saved: 0, skipped: placed.length - fresh.length, problems: [] }
  for (let at = 0; at < fresh.length; at += chunkMax) {
    outcome = add(outcome, await saveChunk(parts, fresh.slice(at, at + chunkMax)))
  }
  return outcome
}

/** Both together. */
export const add = (one: Outcome, other: Outcome): Outcome => ({
  saved: one.saved + other.saved,
  skipped: one.skipped + other.skipped,
  problems: [...one.problems, ...other.problems],
})

/** Of two that are sent at once with one name the later counts, as it does when they come apart. */
const withoutRepeats = (placed: readonly Placed[]): readonly Placed[] => [
  ...new Map(placed.map((each) => [each.reading.metadata.syncIdentifier, each])).values(),
]

/** Saves what is not there yet, type by type. What stays out is told, and counted by ingest. */
export async function takeOver(parts: TakeOver, placed: readonly Placed[]): Promise<Outcome> {
  const byType = new Map<SampleTypeName, Placed[]>()
  for (const each of withoutRepeats(placed)) {
    const { type } = each.reading
    const list = byType.get(type) ?? []
    byType.set(type, list)
    list.push(each)
  }
  let outcome: Outcome = { saved: 0, skipped: 0, problems: [] }
  for (const [type, list] of byType) outcome = add(outcome, await saveType(parts, type, list))
  return outcome
}

/** The workout's own sample. */
export const workoutReading = (workout: Extract<NewSample, { kind: 'workout' }>['workout']): Reading => ({
  ...{ kind: 'workout', type: 'workout', uuid: workout.id, start: workout.start, end: workout.end },
  ...{ metadata: {}, workout },
})
