import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'

const usual = 250
const huge = 4_000

const probeProgram = fileURLToPath(new URL('probe.js', import.meta.url))
const measured = z.object({ cpuMs: z.number(), bytes: z.number(), most: z.number(), found: z.number().min(1) })
type Measured = z.infer<typeof measured>

const probe = (reader: 'vitald' | 'saxes', megabytes: number): Promise<Measured> =>
  measure(probeProgram, [reader, String(megabytes)], measured)

const megabytesASecond = (runs: readonly Measured[]): number =>
  median(runs.map(({ bytes, cpuMs }) => bytes / 1e6 / (cpuMs / 1_000)))

/** An export of the Health app: how fast it is read beside the parser that reads it, and what memory a huge one takes. */
export async function appleBench(times: number): Promise<Line[]> {
  const { vitald, saxes } = await inRounds('apple', times, {
    vitald: () => probe('vitald', usual),
    saxes: () => probe('saxes', usual),
  })
  const { whole } = await inRounds('apple, 4 GB', 1, { whole: () => probe('vitald', huge) })
  return [
    {
      promise: 'Apple Health export',
      ...{ ours: megabytesASecond(vitald), peer: megabytesASecond(saxes), unit: 'MB/s of CPU' },
      ...{ against: 'saxes, empty handlers', bar: { atLeast: 0.4 } },
    },
    {
      promise: 'Apple Health export of 4 GB, memory',
      ...{ ours: median(whole.map(({ most }) => most)) / 1e6, peer: 200, unit: 'MB', against: '200 MB' },
      bar: { atMost: 1 },
    },
  ]
}
