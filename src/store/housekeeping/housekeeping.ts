/** How far a long piece of work has come. */
export interface Progress {
  readonly step: 'file' | 'batches' | 'blocks' | 'samples' | 'deletions' | 'journal' | 'references' | 'vacuum'
  readonly done: number
  /** How much there is to do in this step; the unit is the step's: rows or pages. */
  readonly of: number
}

/** Something in the file that is not as it has to be. */
export interface StoreFault {
  /** What it concerns: `series 12`, `batch 3`, `file`. */
  readonly place: string
  readonly problem: string
}

/** What a check of the store found. */
export interface CheckReport {
  readonly ok: boolean
  /** The first hundred. */
  readonly faults: readonly StoreFault[]
  /** How many there are, those that are not listed included. */
  readonly faultCount: number
  /** How many rows of each kind were looked at. */
  readonly checked: {
    readonly batches: number
    readonly blocks: number
    readonly samples: number
    readonly deletions: number
    readonly journal: number
  }
}

/** What a vacuum did. A full one has written the file anew. */
export interface VacuumReport {
  readonly mode: 'incremental' | 'full'
  readonly pagesBefore: number
  readonly pagesAfter: number
  /** Bytes. */
  readonly pageSize: number
}

export interface ChoreOptions {
  /**
   * Of a check: compares every index with its table, too, which takes several times as long. Of a vacuum: writes the
   * whole file anew; writes wait until it is done.
   */
  readonly full?: boolean | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** What keeps a store's file sound and small. One piece of work at a time; a second one is a `conflict`. */
export interface Housekeeping {
  /** Forgets deletions that are older than the stated period, and says how many; the store does so by itself. */
  purge(): Promise<number>
  /**
   * Gives free pages back to the file system, a few at a time between commits. A file of before version 2 of the schema
   * cannot do that: `invalidArgument` without `full`, which makes a file that can.
   */
  vacuum(options?: ChoreOptions): Promise<VacuumReport>
  /** Whether the file is sound: SQLite's own check, and ours of what lies in it. Reads only. */
  check(options?: ChoreOptions): Promise<CheckReport>
}
