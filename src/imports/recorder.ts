import type { RecordingDevice } from '../exchange/recording/recorded-activity.js'
import type { DeviceProperties } from '../health/origin.js'
import type { Sample, WorkoutSample } from '../health/sample.js'
import type { HealthStore } from '../store/health-store.js'
import { originOf, type RecordingOrigin } from './origin.js'

/** Formats write the same device as `Edge 800` and `edge800`. */
const squeezed = (words: string): string => words.toLowerCase().replace(/[^a-z0-9]/g, '')

// What writes files of what something else has recorded, this engine among them, tells nothing of that.
const writers = /vitald|connect|strava|gpsbabel|goldencheetah|trainingpeaks|runkeeper|komoot|runalyze/i
const namesNothing: readonly string[] = ['', 'import', 'vitald']

/** Whether something of this name writes what something else has recorded. */
export const passesOn = (name: string): boolean => writers.test(name)

/** The recorder that a file names, by make and model, and with its serial number; undefined when it names none. */
function recorderOf({ source, device = source }: RecordingOrigin, named: RecordingDevice | undefined) {
  if (named === undefined || namesNothing.includes(source) || writers.test(named.name ?? '')) return undefined
  return { model: squeezed(source), whole: squeezed(device), serial: squeezed(named.serial ?? '') }
}

/** Shorter ones are no serial numbers, and the end of many a name. */
const serialLength = 5

const sampleMax = 100

/** Where a person's samples are. */
interface Place {
  readonly store: HealthStore
  readonly user: string
}

/** What the devices of samples said of themselves when these were saved. */
async function propertiesIn({ store, user }: Place, samples: readonly Sample[]): Promise<readonly DeviceProperties[]> {
  const byDevice = new Map(samples.map(({ device, uuid }) => [device, uuid]))
  const origins = await store.origins.of(user, [...byDevice.values()])
  return origins.flatMap((origin) => origin?.device ?? [])
}

/** One may be short for the other: `Wahoo` of `wahoo_fitness`; who names none contradicts nobody. */
const mayBeSameMake = (one = '', other = ''): boolean =>
  squeezed(one).startsWith(squeezed(other)) || squeezed(other).startsWith(squeezed(one))

/** What a device would be called if it wrote files: as the file at hand has it, when make and model are the same. */
function namesOf({ manufacturer, model, localIdentifier: serial }: DeviceProperties, named: RecordingDevice) {
  const isModel = model !== undefined && squeezed(model) === squeezed(named.name ?? '')
  const isNamed = isModel && mayBeSameMake(manufacturer, named.manufacturer)
  const { manufacturer: make, name } = isNamed ? named : { manufacturer, name: model }
  const { source, device } = originOf({ manufacturer: make, name, serial })
  // A serial number alone is no model.
  return name === undefined ? [serial] : [source, device]
}

/** What recorded a workout: what saved it, the devices of its first samples, and what these say of themselves. */
async function recordersOf(place: Place, record: WorkoutSample, named: RecordingDevice): Promise<readonly string[]> {
  const { source, start, end, workout } = record
  const sources = workout.sources.includes(source) ? [source] : workout.sources
  const { items } = await place.store.samples(place.user, { start, end: end + 1, sources, limit: sampleMax })
  const devices = items.flatMap(({ device }) => device ?? [])
  const said = (await propertiesIn(place, items)).flatMap((properties) => namesOf(properties, named))
  const names = [source, ...devices, ...said].flatMap((name) => name ?? [])
  return [...new Set(names.filter((name) => !namesNothing.includes(name) && !writers.test(name)).map(squeezed))]
}

/** Whether two workouts of the same time may be of one recorder: what is not known to be another one is the same. */
export async function isSameRecorder(
  place: Place,
  { origin, device }: { readonly origin: RecordingOrigin; readonly device: RecordingDevice | undefined },
  record: WorkoutSample,
): Promise<boolean> {
  const recorder = recorderOf(origin, device)
  if (recorder === undefined || device === undefined) return true
  const known = await recordersOf(place, record, device)
  if (known.length === 0 || known.includes(recorder.whole)) return true
  const { serial } = recorder
  if (serial.length >= serialLength && known.some((name) => name.endsWith(serial))) return true
  // The model is the same. A device of it with another serial number is another one.
  const serials = known.filter((name) => name.startsWith(recorder.model) && name !== recorder.model)
  return known.includes(recorder.model) && (serials.length === 0 || recorder.whole === recorder.model)
}
