import { invalidArgument } from '../health/error.js'
import type { FileProblem } from './problem.js'
import { type ActivityFormat, readActivities } from './read-activities.js'
import { gathered, type Recording, recordingOf, type StreamedRecording } from './recording.js'

/** What a file holds, in its order. */
export type RecordingFinding =
  | { readonly type: 'recording'; readonly recording: StreamedRecording }
  | { readonly type: 'problem'; readonly problem: FileProblem }

/** Reads the workouts of a `.fit`, `.tcx` or `.gpx` file, packed or not; see `readActivities`. */
export async function* readRecordings(
  chunks: AsyncIterable<Uint8Array>,
  named?: ActivityFormat,
): AsyncGenerator<RecordingFinding> {
  for await (const found of readActivities(chunks, named)) {
    if (found.type === 'problem') yield found
    else {
      const recording = recordingOf(found.activity)
      if (typeof recording === 'string') yield { type: 'problem', problem: { code: recording } }
      else yield { type: 'recording', recording }
    }
  }
}

/** The words for a problem, to follow "the file". */
const words: Readonly<Record<FileProblem['code'], string>> = {
  unknownFormat: 'is neither FIT nor TCX nor GPX nor an export of the Health app',
  truncated: 'is cut short',
  badChecksum: 'is damaged: its checksum is wrong',
  undefinedMessage: 'is damaged: it has a message that it does not define',
  trailingBytes: 'goes on with something else',
  badMarkup: 'is damaged or cut short: its markup is broken',
  badValues: 'holds values that are no numbers or times: they were left out',
  course: 'holds a course, which is planned and not recorded',
  noRecords: 'holds no records with their times',
  noRunningTime: 'holds no running time',
  tooLong: 'is longer than any workout: what comes after was left out',
  tooManyLaps: 'holds more laps, pauses or sports than any workout has',
  leftOut: 'holds what is not kept here: it was left out',
  unknownType: 'holds samples of a type that nobody knows: they were left out',
  badUnit: 'holds quantities in no unit of their type: they were left out',
  badTimes: 'holds what ends before it begins, lasts too long or has no time: it was left out',
  badSamples: 'holds samples that break a rule of their type: they were left out',
}

/** A sentence about what is wrong with a file. */
export const problemText = ({ code, offset, subject, count }: FileProblem): string => {
  const facts = [
    subject,
    count === undefined ? undefined : `${count}×`,
    offset === undefined ? undefined : `byte ${offset}`,
  ]
  const known = facts.filter((fact) => fact !== undefined)
  return `the file ${words[code]}${known.length === 0 ? '' : ` (${known.join(', ')})`}`
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Reads the first workout of a file that has to be whole. Throws `invalidArgument` when it is not. */
export async function parseRecording(bytes: Uint8Array): Promise<Recording> {
  let first: StreamedRecording | undefined
  for await (const found of readRecordings(once(bytes))) {
    if (found.type === 'problem') throw invalidArgument(problemText(found.problem))
    first ??= found.recording
  }
  if (first === undefined) throw invalidArgument('the file holds no workout')
  return gathered(first)
}
