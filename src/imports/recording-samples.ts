import type { StreamedRecording } from '../exchange/recording.js'
import { HealthError } from '../health/error.js'
import { locationsMax } from '../health/kinds/location.js'
import { heartbeatSeriesSample, workoutRouteSample } from '../health/kinds/new-samples.js'
import type { NewSample, Reading } from '../health/sample.js'
import { quantitySample } from '../health/sample-rules.js'

/** Where samples come from and in which zone. */
export interface Facts {
  readonly source: string
  readonly device?: string | undefined
  readonly timeZone?: string | undefined
}

/** What a body can do, as the rules for devices have it. */
export type IsPlausible = (reading: Reading) => boolean

/** The sample that `make` gives; undefined when it would break a rule. */
function checked(make: () => NewSample): NewSample | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof HealthError && error.code === 'invalidArgument') return undefined
    throw error
  }
}

/** Every sample of a recording but its route, one by one; undefined in the place of one that no body or sensor gives. */
export function* samplesOf(
  { readings, heartbeats }: StreamedRecording,
  facts: Facts,
  isPlausible: IsPlausible,
): Generator<NewSample | undefined> {
  for (const reading of readings) {
    const { kind: _, ...given } = reading
    yield isPlausible(reading) ? checked(() => quantitySample({ ...given, ...facts })) : undefined
  }
  for (const series of heartbeats) {
    const { kind: _, type: __, ...given } = series
    yield isPlausible(series) ? checked(() => heartbeatSeriesSample({ ...given, ...facts })) : undefined
  }
}

/** As many at once as are asked for, the rest last. */
function* inLots<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let lot: Item[] = []
  for (const item of items) {
    lot.push(item)
    if (lot.length < size) continue
    yield lot
    lot = []
  }
  if (lot.length > 0) yield lot
}

/** The route of a recording, in as many samples as it takes. */
export function* routesOf(
  { route }: StreamedRecording,
  facts: Facts,
  workoutUuid: string,
): Generator<NewSample | undefined> {
  for (const locations of inLots(route, locationsMax))
    yield checked(() => workoutRouteSample({ ...facts, workoutUuid, locations }))
}
