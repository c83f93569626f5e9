import type { ActivityRecord } from './recorded-activity.js'
import { type Records, RecordTable, timesOf } from './records.js'

/** As far as records may be from those in the middle: no workout is longer, and a clock that was not set is decades off, ms. */
const farMs = 14 * 86_400_000

const isRising = (times: Float64Array): boolean =>
  times.every((at, row) => row === 0 || at > (times[row - 1] ?? Number.NaN))

/** The rows in time order, those of one time as they were, without those that a wrong clock has written. */
function rowsInOrder(times: Float64Array): readonly number[] {
  const middle = times.toSorted()[times.length >> 1] ?? 0
  const rows = [...times.keys()].filter((row) => Math.abs((times[row] ?? Number.NaN) - middle) <= farMs)
  return rows.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other)
}

const present = (record: ActivityRecord | undefined): Partial<ActivityRecord> =>
  Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined))

/**
 * In time order, one a time, without those that a wrong clock has written: of two values for the same field and time the
 * later one wins. Most files have them so already.
 */
export function mergedRecords(records: Records): Records {
  const times = timesOf(records)
  const length = (times.at(-1) ?? 0) - (times[0] ?? 0)
  if (length <= farMs && isRising(times)) return records
  const merged = new RecordTable()
  let last: ActivityRecord | undefined
  for (const row of rowsInOrder(times)) {
    const record = records.at(row)
    if (record === undefined) continue
    if (last !== undefined && last.at !== record.at) merged.push(last)
    last = { ...(last?.at === record.at && last), ...present(record), at: record.at }
  }
  if (last !== undefined) merged.push(last)
  return merged
}
