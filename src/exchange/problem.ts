/** What is wrong with a file; the rest of it is read. */
export type FileProblemCode =
  /** Neither FIT nor TCX nor GPX nor what the Health app exports, also not packed. */
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
  /** Elements of a kind that is not kept here. */
  | 'leftOut'
  /** Samples or workouts of a type that nobody knows. */
  | 'unknownType'
  /** Quantities in no unit of their type. */
  | 'badUnit'
  /** What ends before it begins, lasts too long or is of no time; it is left out. */
  | 'badTimes'
  /** What breaks another rule of its type; it is left out. */
  | 'badSamples'

/** A problem, and at which byte of the unpacked input it shows, when that is known. */
export interface FileProblem {
  readonly code: FileProblemCode
  readonly offset?: number | undefined
  /** What it is about: an element, a type, a unit. */
  readonly subject?: string | undefined
  /** How often it occurs, when that was counted; `offset` is of the first. */
  readonly count?: number | undefined
}
