import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { clockTime, localTime, printJson } from '../text/output.js'
import { words } from '../text/words.js'

const step = z.object({ step: z.string(), at: z.string(), ok: z.boolean() })
const said = z.object({
  id: z.string(),
  state: z.string(),
  elapsed: z.number(),
  lap: z.number(),
  steps: z.array(step).optional(),
  replaced: z.array(z.string()).optional(),
})

/** How an answer is printed: as it is, or in words, with another word for the state where that says too little. */
export interface AnswerForm {
  readonly json?: boolean | undefined
  readonly state?: string | undefined
}

const stepLine = ({ step: name, at, ok }: z.infer<typeof step>): string =>
  `  ${words(name).padEnd(14)}  ${localTime(at)}${ok ? '' : '  a sensor stayed silent'}\n`

/** Prints what became of a session: its state, timer and lap, and what a finish did, or all of it as JSON. */
export function printAnswer(answer: unknown, form: AnswerForm, ambient: Ambient): void {
  if (form.json) {
    printJson(answer, ambient)
    return
  }
  const { state, elapsed, lap, id, steps = [], replaced = [] } = said.parse(answer)
  const lines = [
    ...replaced.map((other) => `finished ${other}, which was going on\n`),
    `${form.state ?? state} at ${clockTime(elapsed)}, lap ${lap} (${id})\n`,
    ...steps.map(stepLine),
  ]
  ambient.out.write(lines.join(''))
}
