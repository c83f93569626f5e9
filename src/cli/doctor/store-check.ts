import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { openClient } from '../daemon/client.js'
import { type Finding, failure, ok, warning } from './check.js'

const report = z.object({ ok: z.boolean(), faults: z.array(z.object({ place: z.string(), problem: z.string() })) })

/** The running daemon's store: the file, and everything in it. */
export async function checkStore(args: Readonly<Record<string, unknown>>, ambient: Ambient): Promise<Finding> {
  try {
    const { ok: isSound, faults } = report.parse(await openClient(args, ambient).get('/v1/store/check'))
    const [first] = faults
    if (isSound) return ok('store', 'sound')
    const advice = 'copy the data folder, then see `vitald store check --full`'
    return failure('store', first === undefined ? 'has faults' : `${first.place}: ${first.problem}`, advice)
  } catch (error) {
    return warning('store', error instanceof Error ? error.message : 'cannot be checked', 'try again')
  }
}
