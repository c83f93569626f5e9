/**
 * Where a sample or a tombstone stands in the feed: the commit it came in and its place there, in one whole number that
 * a double holds exactly for 2^38 commits. It is also the number of its row, so that the feed needs no index of its own.
 */
export const placesPerCommit = 2 ** 15

export const positionOf = (seq: number, place: number): number => seq * placesPerCommit + place

export const seqOf = (position: number): number => Math.floor(position / placesPerCommit)
