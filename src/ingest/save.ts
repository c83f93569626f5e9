import { HealthError } from '../health/error.js'
import type { NewSample, Reading } from '../health/sample.js'
import type { HealthStore } from '../store/health-store.js'
import { Refusal } from './delivery-rules.js'

/** What a reading gets that does not name its own. */
interface Origin {
  readonly source: string
  readonly device?: string | undefined
}

/** What the store made of readings: their UUIDs in order, and how many of them were new. */
export interface Saved {
  readonly uuids: readonly string[]
  readonly stored: number
  readonly duplicates: number
}

export type Save = (user: string, readings: readonly Reading[], origin: Origin) => Promise<Saved>

// The objects of a correlation are of the same origin as the whole.
function sampleOf(reading: Reading, origin: Origin): NewSample {
  const facts = { source: reading.source ?? origin.source, device: reading.device ?? origin.device }
  if (reading.kind !== 'correlation') return { ...reading, ...facts }
  return { ...reading, ...facts, objects: reading.objects.map((object) => ({ ...object, ...facts })) }
}

/** Saves readings as samples of this origin. What is not new is a duplicate, so that the two add up to the readings. */
export const createSave =
  (store: Pick<HealthStore, 'save'>): Save =>
  async (user, readings, origin) => {
    const samples = readings.map((reading) => sampleOf(reading, origin))
    const { uuids, stored } = await store.save(user, samples)
    return { uuids, stored, duplicates: readings.length - stored }
  }

/**
 * By what reason the ledger counts this failure; undefined when it is not the readings' fault and they are to be tried
 * again: then they count once they have come to an end, not at every try.
 */
export function refusalReason(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.reason
  if (!(error instanceof HealthError)) return undefined
  return error.code === 'databaseInaccessible' || error.code === 'tooManyRequests' ? undefined : error.code
}
