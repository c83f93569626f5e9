import type { StreamedRecording } from '../exchange/recording.js'
import type { WorkoutSample } from '../health/sample.js'
import type { HealthStore } from '../store/health-store.js'
import type { RecordingOrigin } from './origin.js'
import { isSameRecorder } from './recorder.js'

/** Files have whole seconds: one of ours that comes back begins up to so much before what it was written from, ms. */
const fileStepMs = 1_000
/** The same ride in another format begins and ends within this, ms: not every format has a record of every second. */
const sameRideMs = 10_000
/** A record whose end is earlier by more is of less of the same ride, ms. */
export const sameEndMs = 1_000

/** Whose recordings are looked for, and where. */
interface Place {
  readonly store: HealthStore
  readonly user: string
}

/** A recording, and where its samples come from. */
interface Recorded {
  readonly recording: Pick<StreamedRecording, 'activityType' | 'start' | 'end' | 'device'>
  readonly origin: RecordingOrigin
}

/** The workouts of the same ride, the likeliest first; of a part of it, the longest. */
async function sameRides({ store, user }: Place, { recording, origin }: Recorded): Promise<readonly WorkoutSample[]> {
  const { start, end, activityType } = recording
  const near = { start: start - sameRideMs, end: start + sameRideMs + 1, strict: ['strictStartDate' as const] }
  const { items } = await store.samples(user, { types: ['workout'], ...near })
  const found = items.filter((sample) => sample.kind === 'workout').toSorted((one, other) => other.end - one.end)
  const together = found.filter((sample) => Math.abs(sample.start - start) < fileStepMs)
  return [
    ...together.filter(({ workout }) => workout.activityType === activityType),
    ...together.filter((sample) => sample.source === origin.source),
    ...found.filter((sample) => Math.abs(sample.end - end) <= sameRideMs),
  ]
}

/** The workouts that this one may have been merged into. */
async function mergedRides({ store, user }: Place, { recording, origin }: Recorded): Promise<readonly WorkoutSample[]> {
  const { start, end } = recording
  const { items } = await store.samples(user, { types: ['workout'], start, end })
  return items
    .filter((sample) => sample.kind === 'workout')
    .filter(({ metadata, workout }) => metadata.mergedFrom !== undefined && workout.sources.includes(origin.source))
    .filter((sample) => sample.start <= start && end - sample.end <= sameEndMs)
}

/** What is there of the ride that a recording is of. */
export interface KnownRide {
  /** What the same recorder has recorded, or what may be that. */
  readonly known: WorkoutSample | undefined
  /** Whether another recorder has recorded it, too. */
  readonly isBeside: boolean
}

/**
 * The workout that is there already, of the same recorder: of the same start and activity, or of the same start and source,
 * because a file that was cut short may not say what activity it was; or of about the same start and end, because another
 * format may know fewer activities. What another recorder has recorded of the same ride is another workout.
 */
export async function knownRide(place: Place, recorded: Recorded): Promise<KnownRide> {
  const { origin, recording } = recorded
  const rides = await sameRides(place, recorded)
  for (const ride of rides)
    if (await isSameRecorder(place, { origin, device: recording.device }, ride)) return { known: ride, isBeside: false }
  const [merged] = await mergedRides(place, recorded)
  return { known: merged, isBeside: rides.length > 0 }
}
