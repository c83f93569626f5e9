import type { ActivityRecord } from './recorded-activity.js'

/** As far as records may be from those in the middle: no workout is longer, and a clock that was not set is decades off, ms. */
const farMs = 14 * 86_400_000

const ofOneTime = (records: readonly ActivityRecord[]): readonly ActivityRecord[] => {
  const middle = records.map(({ at }) => at).toSorted((one, other) => one - other)[records.length >> 1] ?? 0
  return records.filter(({ at }) => Math.abs(at - middle) <= farMs)
}

/** In time order, one a time, without those that a wrong clock has written: of two values for the same field and time the later one wins. */
export const mergedRecords = (records: readonly ActivityRecord[]): readonly ActivityRecord[] => {
  const byTime = new Map<number, ActivityRecord>()
  for (const record of ofOneTime(records)) {
    const present = Object.entries(record).filter(([, value]) => value !== undefined)
    byTime.set(record.at, { ...byTime.get(record.at), ...Object.fromEntries(present), at: record.at })
  }
  return [...byTime.values()].toSorted((one, other) => one.at - other.at)
}
