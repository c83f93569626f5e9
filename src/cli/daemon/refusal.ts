import { z } from 'zod'
import { CommandError } from '../command.js'

const problem = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
})

/** The code of a refusal that is for want of the person, whatever else was asked for. */
export const unknownUser = 'unknownUser'

/** A refusal of the API, with its code, so that a command can tell "not found" from the rest. */
export class RefusalError extends CommandError {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What the daemon says when it refuses. */
export function refusal(status: number, body: unknown): RefusalError {
  const { code, title, detail, errors = [] } = problem.catch({}).parse(body)
  const said = detail ?? title ?? `the daemon answered ${status}`
  const faults = errors.filter(({ message }) => message !== said)
  return new RefusalError(
    code ?? String(status),
    [said, ...faults.map(({ pointer, message }) => `  ${pointer} ${message}`)].join('\n'),
  )
}
