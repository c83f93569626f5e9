import { sampleJson } from '../../health/json/sample-json.js'
import { workoutJson } from '../../health/json/workout-json.js'
import type { Sample } from '../../health/sample.js'
import { isoTime } from '../../health/time.js'
import type { ExportedWorkout } from './exported-workout.js'

/** What a sample holds by the thousand, which the API gives page by page. */
const bulkOf = (sample: Sample): object => {
  switch (sample.kind) {
    case 'series': {
      const { times, ends, values } = sample
      return { times: times.map(isoTime), ...(ends === undefined ? {} : { ends: ends.map(isoTime) }), values }
    }
    case 'heartbeatSeries':
      return { beats: sample.beats }
    case 'workoutRoute':
      return { locations: sample.locations.map(({ time, ...place }) => ({ time: isoTime(time), ...place })) }
    default:
      return {}
  }
}

/** A finished workout as the API gives it, with `samples`: all that was recorded in it, values, beats and places too. */
export function* jsonFile({ workout, samples }: ExportedWorkout): Generator<string> {
  yield JSON.stringify(workoutJson(workout)).slice(0, -1)
  yield ',"samples":['
  for (const [index, sample] of samples.entries())
    yield `${index === 0 ? '' : ','}\n${JSON.stringify({ ...sampleJson(sample), ...bulkOf(sample) })}`
  yield ']}\n'
}
