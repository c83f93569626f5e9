import FitParser from 'fit-file-parser'
import { z } from 'zod'
import { HealthError } from '../../src/health/error.js'
import type { ActivityRecord, RecordedActivity } from './recorded-activity.js'
import { type TimerMark, timerSpans } from './timer.js'

/** A field of another form than expected counts as absent: a device may give its own meaning to any of them. */
const number = z.number().optional().catch(undefined)
const text = z.string().optional().catch(undefined)
const time = z.date().optional().catch(undefined)

const fitSchema = z.object({
  records: z.array(
    z.object({
      timestamp: time,
      heart_rate: number,
      power: number,
      cadence: number,
      speed: number,
      enhanced_speed: number,
      distance: number,
      position_lat: number,
    }),
  ),
  events: z.array(z.object({ timestamp: time, event: text, event_type: text })),
  laps: z.array(z.object({ start_time: time, total_timer_time: number })),
  sessions: z.array(z.object({ sport: text, sub_sport: text, total_timer_time: number, total_distance: number })),
  hrv: z.array(z.object({ time: z.array(z.unknown()).catch([]) })),
})

type Fit = z.infer<typeof fitSchema>

/** Reads a FIT activity file. Throws `invalidArgument` when it is damaged, cut short or fails its checksum. */
export const parseFit = async (bytes: Uint8Array): Promise<RecordedActivity> => activityOf(await decode(bytes))

const decode = async (bytes: Uint8Array): Promise<Fit> => {
  try {
    const parser = new FitParser({ force: false, speedUnit: 'm/s', lengthUnit: 'm', mode: 'list' })
    return fitSchema.parse(await parser.parseAsync(Buffer.from(bytes)))
  } catch (cause) {
    throw new HealthError('invalidArgument', 'The FIT file is damaged or cut short', [], cause)
  }
}

const activityOf = (fit: Fit): RecordedActivity => {
  const records = fit.records.flatMap(recordOf)
  const [session] = fit.sessions
  const end = records.reduce((last, record) => Math.max(last, record.at), 0)
  return {
    sport: session?.sport ?? 'other',
    subSport: session?.sub_sport,
    hasPosition: fit.records.some((record) => record.position_lat !== undefined),
    records,
    timer: timerSpans(fit.events.flatMap(timerMarkOf), end),
    laps: fit.laps.flatMap(({ start_time: start, total_timer_time: timer }) =>
      start === undefined ? [] : [{ start: start.getTime(), timer }],
    ),
    summary: {
      timer: total(fit.sessions.map((one) => one.total_timer_time)),
      distance: total(fit.sessions.map((one) => one.total_distance)),
    },
    rrIntervals: fit.hrv
      .flatMap((message) => message.time.filter(isNumber))
      .map((seconds) => Math.round(seconds * 1000)),
  }
}

const recordOf = (record: Fit['records'][number]): readonly ActivityRecord[] => {
  if (record.timestamp === undefined) return []
  const { heart_rate: heartRate, power, cadence, distance } = record
  const speed = record.enhanced_speed ?? record.speed
  return [{ at: record.timestamp.getTime(), heartRate, power, cadence, speed, distance }]
}

const timerMarkOf = ({ timestamp, event, event_type: type = '' }: Fit['events'][number]): readonly TimerMark[] => {
  if (event !== 'timer' || timestamp === undefined) return []
  if (type !== 'start' && !type.startsWith('stop')) return []
  return [{ at: timestamp.getTime(), running: type === 'start' }]
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

/** The sum; undefined unless every session says something. */
const total = (values: readonly (number | undefined)[]): number | undefined =>
  values.length > 0 && values.every(isNumber) ? values.reduce((sum, value) => sum + value, 0) : undefined
