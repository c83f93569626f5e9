import type { RecordedActivity } from '../recording/recorded-activity.js'
import { some, tableOf } from '../recording/records.js'
import { epochOfFit } from './message.js'

/** Times below this are seconds since the device was switched on (FIT profile, `date_time`). */
const firstDate = 0x10000000

const isSincePowerUp = (at: number): boolean => at < epochOfFit(firstDate)

/** Whether a file's clock was not set when it began to record. */
export const isUnset = ({ records }: RecordedActivity): boolean => some(records, ({ at }) => isSincePowerUp(at))

/** The activity with times since power-up moved to when they were; `shift` in ms. */
export function inRealTime(activity: RecordedActivity, shift: number): RecordedActivity {
  const moved = (at: number): number => (isSincePowerUp(at) ? at + shift : at)
  const { records, timer, laps, beats, parts, summary } = activity
  return {
    ...activity,
    records: tableOf([...records].map((record) => ({ ...record, at: moved(record.at) }))),
    timer: timer.map(({ start, end }) => ({ start: moved(start), end: moved(end) })),
    laps: laps.map((lap) => ({ ...lap, start: moved(lap.start) })),
    beats: beats.map((beat) => ({ ...beat, at: moved(beat.at) })),
    parts: parts.map((part) => ({ ...part, start: moved(part.start), end: moved(part.end) })),
    summary: {
      ...summary,
      ...(summary.start !== undefined && { start: moved(summary.start) }),
      ...(summary.end !== undefined && { end: moved(summary.end) }),
    },
  }
}
