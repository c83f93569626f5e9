import type { ActivityRecord } from './recorded-activity.js'

/** In time order, one a time: of two values for the same field and time the later one wins. */
export const mergedRecords = (records: readonly ActivityRecord[]): readonly ActivityRecord[] => {
  const byTime = new Map<number, ActivityRecord>()
  for (const record of records) {
    const present = Object.entries(record).filter(([, value]) => value !== undefined)
    byTime.set(record.at, { ...byTime.get(record.at), ...Object.fromEntries(present), at: record.at })
  }
  return [...byTime.values()].toSorted((one, other) => one.at - other.at)
}
