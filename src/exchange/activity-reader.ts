import type { FileProblem } from './problem.js'
import type { RecordedActivity } from './recording/recorded-activity.js'

/** What a reader finds, in the order of the bytes. */
export type FileFinding =
  | { readonly type: 'activity'; readonly activity: RecordedActivity }
  | { readonly type: 'problem'; readonly problem: FileProblem }

/** Reads the activities of one format from chunks of any size. Never throws: what is not whole is a problem. */
export interface ActivityReader {
  push(chunk: Uint8Array): Iterable<FileFinding>
  end(): Iterable<FileFinding>
}

/** A file may hold this many records, laps and the like; a week at 1 Hz is less. */
export const recordsMax = 1_000_000
