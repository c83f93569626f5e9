/** How fast the feed is followed; all in ms. */
export interface Pace {
  /** After a failure: doubled with each one that follows. */
  readonly firstPause: number
  readonly longestPause: number
  /** Between two writes when there is little to write, so that a busy feed makes fewer and larger ones. */
  readonly spacing: number
  /** Between two saves of the anchor. What is written in between is written again after a crash, which is harmless. */
  readonly save: number
  /** Between two looks at a server that nothing is written to. */
  readonly probe: number
}

export const usualPace: Pace = { firstPause: 1_000, longestPause: 30_000, spacing: 5, save: 1_000, probe: 10_000 }

/** How long to leave the server alone after so many failures in a row, ms. */
export const pauseAfter = (failures: number, { firstPause, longestPause }: Pace): number =>
  Math.min(longestPause, firstPause * 2 ** Math.max(0, failures - 1))

const fewest = 50
const most = 20_000
const pointsWanted = 20_000

/** How many samples to read next, so that a page of long series does not fill the memory. */
export const nextLimit = (limit: number, { samples, points }: { samples: number; points: number }): number =>
  samples === 0 ? limit : Math.round(Math.max(fewest, Math.min(most, limit * 2, (pointsWanted * samples) / points)))
