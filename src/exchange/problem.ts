/** What is wrong with a file; the rest of it is read. */
export type FileProblemCode =
  /** Neither FIT nor TCX nor GPX, also not packed. */
  | 'unknownFormat'
  | 'truncated'
  | 'badChecksum'
  | 'undefinedMessage'
  | 'trailingBytes'
  | 'badMarkup'
  /** Numbers or times that are none; they are left out. */
  | 'badValues'
  /** Holds a way that is planned, not one that was gone. */
  | 'course'
  /** Holds nothing that a workout could be made of. */
  | 'noRecords'
  | 'noRunningTime'
  /** Longer than is read: its beginning was. */
  | 'tooLong'
  /** More than any workout has; nothing is made of it. */
  | 'tooManyLaps'

/** A problem, and at which byte of the unpacked input it shows, when that is known. */
export interface FileProblem {
  readonly code: FileProblemCode
  readonly offset?: number | undefined
}
