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

/**
 * A file may hold this many records, intervals between beats, laps and the like: two weeks, the longest workout that is
 * believed, have fewer at one a second of both. They take about 80 bytes each.
 */
export const recordsMax = 2_500_000
