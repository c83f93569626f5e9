import type { ActivityFormat } from '../exchange/read-activities.js'

/** What files may be in; an export of the Health app is its `export.xml` or the archive that it comes in. */
export type ImportFormat = ActivityFormat | 'apple-health'

/** What was wrong with a file, or with what it holds. */
export interface ImportProblem {
  readonly code: string
  readonly message: string
  /** At which byte of the unpacked file it shows, when that is known. */
  readonly offset?: number | undefined
}

/** What became of a file. */
export interface ImportReport {
  /** The ids of its workouts, those that were there already included. */
  readonly workouts: readonly string[]
  /** Samples that are new in the store. */
  readonly samples: number
  /** Samples that were there already. */
  readonly skipped: number
  readonly problems: readonly ImportProblem[]
}

/** How far an import has come: bytes of the file as it was sent, and samples that were dealt with. */
export interface ImportProgress {
  readonly bytes: number
  readonly samples: number
}

/** An import that is going on, or was. */
export interface ImportStatus {
  readonly id: string
  readonly user: string
  readonly state: 'running' | 'done' | 'failed'
  readonly progress: ImportProgress
  /** What became of it; of one that failed, what was saved before. */
  readonly report?: ImportReport | undefined
}

/** A file that somebody sends. */
export interface ImportFile {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Told by the first bytes when it is left out. */
  readonly format?: ImportFormat | undefined
}

/** An import that has begun. */
export interface StartedImport {
  readonly id: string
  /** Resolves when no more of the file is wanted; rejects when it cannot be read to its end, or is too long. */
  readonly read: Promise<void>
}

/** Workouts and samples from files. The reports of the last ones are kept while the daemon runs. */
export interface Imports {
  /** Reads a file and saves what is whole of it. `tooManyRequests` when enough are going on. */
  start(user: string, file: ImportFile): StartedImport
  /** Undefined for an import that this person never had, or that was too long ago. */
  find(user: string, id: string): ImportStatus | undefined
  /** Calls `listener` whenever an import gets on, and when it is over. Returns the function that ends it. */
  subscribe(id: string, listener: (status: ImportStatus) => void): () => void
  /** Resolves when those that are going on have ended; an export of the Health app, which takes minutes, breaks off. */
  close(): Promise<void>
}
