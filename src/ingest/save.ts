import { HealthError } from '../health/error.js'
import type { NewSample, Reading } from '../health/sample.js'
import type { HealthStore, SaveResult } from '../store/health-store.js'
import { Refusal } from './delivery-rules.js'

/** What a reading gets that does not name its own. */
interface Origin {
  readonly source: string
  readonly device?: string | undefined
  /** Whether it delivers again what was not acknowledged. */
  readonly replays?: boolean | undefined
  /** The workout that they are added to. */
  readonly workout?: string | undefined
}

export type Save = (user: string, readings: readonly Reading[], origin: Origin) => Promise<SaveResult>

// The objects of a correlation are of the same origin as the whole.
function sampleOf(reading: Reading, origin: Origin): NewSample {
  const { source = origin.source, device = origin.device } = reading
  if (reading.kind !== 'correlation') return { ...reading, source, device }
  return { ...reading, source, device, objects: reading.objects.map((object) => ({ ...object, source, device })) }
}

/** Saves readings as samples of this origin. */
export const createSave =
  (store: Pick<HealthStore, 'save'>): Save =>
  (user, readings, origin) =>
    store.save(
      user,
      readings.map((reading) => sampleOf(reading, origin)),
      origin,
    )

/**
 * By what reason the ledger counts this failure; undefined when it is not the readings' fault and they are to be tried
 * again: then they count once they have come to an end, not at every try.
 */
export function refusalReason(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.reason
  if (!(error instanceof HealthError)) return undefined
  return error.code === 'databaseInaccessible' || error.code === 'tooManyRequests' ? undefined : error.code
}
