import { readFileSync } from 'node:fs'
import { z } from 'zod'

const lap = z.object({
  start: z.string(),
  timer: z.number(),
  distance: z.number(),
  rec_hr: z.array(z.number()).optional(),
})

const recorded = z.object({
  files: z.array(
    z.looseObject({
      id: z.string(),
      timer: z.object({ pause_list: z.array(z.tuple([z.string(), z.number()])).optional() }).optional(),
      sessions: z
        .array(
          z.object({
            declared: z.looseObject({
              start: z.string(),
              sport: z.string(),
              total_timer_time: z.number(),
              total_elapsed_time: z.number(),
              total_distance: z.number(),
              max_heart_rate: z.number().optional(),
              avg_power: z.number().optional(),
              max_power: z.number().optional(),
            }),
            recomputed: z.looseObject({
              heart_rate_bpm: z.object({ mean_time_weighted: z.number() }).optional(),
              power_w: z.object({ mean: z.number().optional(), max: z.number().optional() }).optional(),
              power_1hz_grid: z.object({ np_w: z.number() }).optional(),
            }),
            agreement: z.record(
              z.string(),
              z.object({ declared: z.number(), recomputed: z.number(), ok: z.boolean() }),
            ),
          }),
        )
        .optional(),
      laps: z.array(lap).optional(),
    }),
  ),
})

const { files } = recorded.parse(JSON.parse(readFileSync('test/fixtures/workouts/expected.json', 'utf8')))

/** What decoders that are not ours say about a recorded ride. */
export interface RecordedFigures {
  readonly start: number
  readonly sport: string
  readonly timerSeconds: number
  readonly totalSeconds: number
  readonly distance: number | undefined
  readonly heartRate: { readonly average: number; readonly max: number } | undefined
  readonly power: { readonly average: number; readonly max: number; readonly normalized: number } | undefined
  readonly pauses: readonly { readonly start: number; readonly seconds: number }[]
  readonly laps: readonly { readonly start: number; readonly seconds: number; readonly distance: number | undefined }[]
}

const known = (value: number | undefined): number | undefined =>
  value === undefined || value === 0 ? undefined : value

/** Where a file contradicts itself (`ok` false), the figure from its records is the true one. */
export function recordedFigures(file: string): RecordedFigures {
  const entry = files.find(({ id }) => id === file)
  const session = entry?.sessions?.[0]
  if (entry === undefined || session === undefined) throw new Error(`${file} has no figures`)
  const { declared, recomputed, agreement } = session
  const average = agreement.avg_power?.ok === false ? agreement.avg_power.recomputed : declared.avg_power
  // Devices round what they declare: a mean of the records is what can be held to within a beat.
  const meanRate = recomputed.heart_rate_bpm?.mean_time_weighted
  const { max_heart_rate: maxRate } = declared
  return {
    start: Date.parse(declared.start),
    sport: declared.sport,
    timerSeconds: declared.total_timer_time,
    totalSeconds: declared.total_elapsed_time,
    distance: known(declared.total_distance),
    heartRate: meanRate === undefined || maxRate === undefined ? undefined : { average: meanRate, max: maxRate },
    power:
      average === undefined || declared.max_power === undefined
        ? undefined
        : { average, max: declared.max_power, normalized: recomputed.power_1hz_grid?.np_w ?? Number.NaN },
    pauses: (entry.timer?.pause_list ?? []).map(([start, seconds]) => ({ start: Date.parse(start), seconds })),
    laps: (entry.laps ?? []).map(({ start, timer, distance }) => ({
      start: Date.parse(start),
      seconds: timer,
      distance: known(distance),
    })),
  }
}
