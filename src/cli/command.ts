import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, type CommandDef, defineCommand, type ParsedArgs, renderUsage } from 'citty'
import type { Ambient } from './ambient.js'
import { didYouMean } from './text/near-words.js'
import { camelCase } from './text/words.js'

/** Wrong usage: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A command that failed for a reason the user can act on: exit status 1, the message alone. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** A command's description: what it does in one line, its flags, an example to copy, and the deed. */
export interface CommandText<T extends ArgsDef> {
  readonly name: string
  readonly summary: string
  readonly example: string
  readonly args: T
  /** Whether any number of arguments may follow those that are named. */
  readonly takesMore?: boolean
  run(args: ParsedArgs<T>, ambient: Ambient): Promise<void>
}

export type AnyCommand = CommandDef & { readonly example?: string }

const unknownOption = (name: string, known: readonly string[]): UsageError => {
  const options = known.map((each) => `--${each}`)
  return new UsageError(`unknown option --${name}.${didYouMean(`--${name}`, options)}`)
}

type Definition = Pick<CommandText<ArgsDef>, 'args' | 'takesMore'>

/** citty takes any flag; a misspelt one is to stop the command instead of doing something else. */
function refuseUnknown({ args: definitions, takesMore }: Definition, args: { readonly _: readonly string[] }): void {
  const aliases = Object.values(definitions).flatMap((each) => ('alias' in each ? (each.alias ?? []) : []))
  const known = new Set([...Object.keys(definitions), ...aliases].map(camelCase))
  const stray = Object.keys(args).find((name) => name !== '_' && !known.has(camelCase(name)))
  if (stray !== undefined) throw unknownOption(stray, Object.keys(definitions))
  const places = Object.values(definitions).filter(({ type }) => type === 'positional').length
  const extra = takesMore ? undefined : args._[places]
  if (extra !== undefined) throw new UsageError(`unexpected argument ${extra}`)
}

/** Makes a citty command that refuses unknown flags and surplus arguments. */
export function command<const T extends ArgsDef>(ambient: Ambient, text: CommandText<T>): AnyCommand {
  const definition = defineCommand<T>({
    meta: { name: text.name, description: text.summary },
    args: text.args,
    run: async ({ args }) => {
      refuseUnknown(text, args)
      await text.run(args, ambient)
    },
  })
  return { ...(definition as unknown as CommandDef), example: text.example }
}

/** A command that only holds others. */
export const group = (
  name: string,
  summary: string,
  subCommands: Readonly<Record<string, AnyCommand>>,
): AnyCommand => ({ meta: { name, description: summary }, subCommands })

/** A group that runs one of its commands when none is named; `args` are that command's, so that their values are no names. */
export const groupWithDefault = (holder: AnyCommand, usual: string, args: ArgsDef): AnyCommand => ({
  ...holder,
  args,
  default: usual,
})

/** The help page of a command, its example last. */
export async function help(found: AnyCommand, parent: AnyCommand | undefined, ambient: Ambient): Promise<string> {
  const usage = await renderUsage(found, parent)
  const text = found.example === undefined ? usage : `${usage.trimEnd()}\n\nEXAMPLE\n\n  ${found.example}\n`
  return `${(ambient.out.isTerminal ? text : stripVTControlCharacters(text)).trimEnd()}\n`
}
