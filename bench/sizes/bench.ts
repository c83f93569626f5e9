import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import { allSeries } from '../storage/series.js'

const people = 100
const sizes = { small: 500_000, large: 5_000_000 }

const fillProgram = fileURLToPath(new URL('../feed/fill.js', import.meta.url))
const probeProgram = fileURLToPath(new URL('probe.js', import.meta.url))
const filled = z.object({ quantities: z.number() })
const measured = z.object({ commitMs: z.number(), pageMs: z.number() })
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

function lines(small: readonly Measured[], large: readonly Measured[]): Line[] {
  const commit = (runs: readonly Measured[]) => median(runs.map(({ commitMs }) => commitMs))
  const page = (runs: readonly Measured[]) => median(runs.map(({ pageMs }) => pageMs))
  const common = { unit: 'ms CPU', against: 'a tenth of the store', bar: { atMost: 1.5 } }
  return [
    { promise: 'a commit of 100 in a store of 5 million', ours: commit(large), peer: commit(small), ...common },
    { promise: 'a feed page of 1,000 in a store of 5 million', ours: page(large), peer: page(small), ...common },
  ]
}

/** A commit and a page of the feed in a store and in one ten times its size: they have to cost the same. */
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
