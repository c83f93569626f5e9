import type { RecordingDevice } from '../exchange/recording/recorded-activity.js'
import type { WorkoutSample } from '../health/sample.js'
import type { HealthStore } from '../store/health-store.js'
import type { RecordingOrigin } from './origin.js'

/** Formats write the same device as `Edge 800` and `edge800`. */
const squeezed = (words: string): string => words.toLowerCase().replace(/[^a-z0-9]/g, '')

// What writes files of what something else has recorded, this engine among them, tells nothing of that.
const writers = /vitald|connect|strava|gpsbabel|goldencheetah|trainingpeaks|runkeeper|komoot|runalyze/i
const namesNothing: readonly string[] = ['', 'import', 'vitald']

/** The recorder that a file names, by make and model, and with its serial number; undefined when it names none. */
function recorderOf({ source, device = source }: RecordingOrigin, named: RecordingDevice | undefined) {
  if (named === undefined || namesNothing.includes(source) || writers.test(named.name ?? '')) return undefined
  return { model: squeezed(source), whole: squeezed(device), serial: squeezed(named.serial ?? '') }
}

/** Shorter ones are no serial numbers, and the end of many a name. */
const serialLength = 5

const sampleMax = 100

/** What recorded a workout: by the devices of its first samples, and what saved it. */
async function recordersOf(store: HealthStore, user: string, record: WorkoutSample): Promise<readonly string[]> {
  const { source, start, end, workout } = record
  const sources = workout.sources.includes(source) ? [source] : workout.sources
  const { items } = await store.samples(user, { start, end: end + 1, sources, limit: sampleMax })
  const devices = items.flatMap(({ device }) => device ?? [])
  const named = [source, ...devices].filter((name) => !namesNothing.includes(name) && !writers.test(name))
  return [...new Set(named.map(squeezed))]
}

/** Whether two workouts of the same time may be of one recorder: what is not known to be another one is the same. */
export async function isSameRecorder(
  { store, user }: { readonly store: HealthStore; readonly user: string },
  { origin, device }: { readonly origin: RecordingOrigin; readonly device: RecordingDevice | undefined },
  record: WorkoutSample,
): Promise<boolean> {
  const recorder = recorderOf(origin, device)
  if (recorder === undefined) return true
  const known = await recordersOf(store, user, record)
  if (known.length === 0 || known.includes(recorder.whole)) return true
  const { serial } = recorder
  if (serial.length >= serialLength && known.some((name) => name.endsWith(serial))) return true
  // The model is the same. A device of it with another serial number is another one.
  const serials = known.filter((name) => name.startsWith(recorder.model) && name !== recorder.model)
  return known.includes(recorder.model) && (serials.length === 0 || recorder.whole === recorder.model)
}
