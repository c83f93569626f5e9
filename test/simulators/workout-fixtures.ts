import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const figure = z.object({ n: z.number(), mean: z.number(), max: z.number(), mean_time_weighted: z.number() }).optional()
const fileSchema = z.object({
  file: z.string(),
  timer: z.object({ pause_list: z.array(z.tuple([z.string(), z.number()])).default([]) }).optional(),
  sessions: z
    .array(
      z.object({
        declared: z.object({ start: z.string(), total_timer_time: z.number(), total_distance: z.number() }),
        recomputed: z.object({
          distinct_timestamps: z.number(),
          duplicate_timestamps: z.number().default(0),
          heart_rate_bpm: figure,
          power_w: figure,
          cadence_rpm: figure,
          speed_m_s: figure,
        }),
      }),
    )
    .default([]),
  laps: z.array(z.object({ start: z.string(), timer: z.number() })).default([]),
  hrv: z.object({ rr_raw: z.object({ n: z.number(), sum_s: z.number() }) }).optional(),
})

const folder = new URL('../fixtures/workouts/', import.meta.url)

/** The bytes of a recorded workout. */
export const workoutBytes = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(file, folder)))

/** Its figures as other decoders have them. */
export const expectedOf = async (file: string): Promise<z.infer<typeof fileSchema>> => {
  const { files } = z
    .object({ files: z.array(z.unknown()) })
    .parse(JSON.parse(await readFile(new URL('expected.json', folder), 'utf8')))
  const found = files.find((entry) => z.object({ file: z.string() }).parse(entry).file === file)
  return fileSchema.parse(found)
}
