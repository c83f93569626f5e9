import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import { allSeries } from '../storage/series.js'

const people = 100
const sizes = { small: 1_000_000, large: 30_000_000 }

const fillProgram = fileURLToPath(new URL('../feed/fill.js', import.meta.url))
const probeProgram = fileURLToPath(new URL('probe.js', import.meta.url))
const filled = z.object({ quantities: z.number() })
const cost = z.object({ cpuMs: z.number(), wallMs: z.number() })
const measured = z.object({ commit: cost, page: cost, day: cost })
type Measured = z.infer<typeof measured>

async function fill(folder: string, quantities: number): Promise<void> {
  await mkdir(folder)
  await measure(fillProgram, [folder, String(people), String(quantities / people / allSeries.length)], filled)
}

const probe = (filledFolder: string): Promise<Measured> =>
  inFolder(async (folder) => {
    await cp(filledFolder, folder, { recursive: true })
    return measure(probeProgram, [folder, String(people)], measured)
  })

const promises = {
  commit: 'a commit of 100',
  page: 'a feed page of 1,000',
  day: "the newest day's statistics",
} as const

function lines(small: readonly Measured[], large: readonly Measured[]): Line[] {
  return (Object.keys(promises) as (keyof typeof promises)[]).flatMap((which) =>
    (['cpuMs', 'wallMs'] as const).map((figure) => ({
      promise: `${promises[which]} in a store of 30 million`,
      ours: median(large.map((run) => run[which][figure])),
      peer: median(small.map((run) => run[which][figure])),
      unit: figure === 'cpuMs' ? 'ms CPU' : 'ms',
      against: 'a store of 1 million',
      bar: { atMost: 1.5 },
    })),
  )
}

/** A commit, a page of the feed and the newest day in a store and in one thirty times its size: they have to cost the same. */
export function sizesBench(times: number): Promise<Line[]> {
  return inFolder(async (folder) => {
    const stored = { small: join(folder, 'small'), large: join(folder, 'large') }
    await inRounds('sizes, filling', 1, {
      small: () => fill(stored.small, sizes.small),
      large: () => fill(stored.large, sizes.large),
    })
    const { small, large } = await inRounds('sizes', times, {
      small: () => probe(stored.small),
      large: () => probe(stored.large),
    })
    return lines(small, large)
  })
}
