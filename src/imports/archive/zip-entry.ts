/** A file in a zip archive. */
export interface ZipEntry {
  /** Relative, with slashes; never leads out of the archive. */
  readonly path: string
  /** How many bytes it takes packed. */
  readonly packed: number
  /** Unpacks it from its beginning, as often as it is asked for. Throws in the middle when it is damaged. */
  readonly read: () => AsyncIterable<Uint8Array>
}

/** What a zip archive holds. */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[]
  /** Whether its directory is there and whole; else the entries are those that were found. */
  readonly isWhole: boolean
  close(): void
}

/** More than any archive of the Health app has: it has one file for each workout's way. */
export const entriesMax = 100_000
