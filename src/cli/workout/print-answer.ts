import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { clockTime, printJson } from '../text/output.js'

const said = z.object({ id: z.string(), state: z.string(), elapsed: z.number(), lap: z.number() })

/** Prints what became of a session: its state, timer and lap, or all of it as JSON. */
export function printAnswer(answer: unknown, asJson: boolean | undefined, ambient: Ambient): void {
  if (asJson) {
    printJson(answer, ambient)
    return
  }
  const { state, elapsed, lap, id } = said.parse(answer)
  ambient.out.write(`${state} at ${clockTime(elapsed)}, lap ${lap} (${id})\n`)
}
