import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, runCommand } from 'citty'
import { HealthError } from '../health/error.js'
import type { Ambient } from './ambient.js'
import { type AnyCommand, CommandError, group, help, UsageError } from './command.js'
import { decodeCommand } from './decode/decode.js'
import { demoCommand } from './demo.js'
import { devicesCommand } from './devices/devices.js'
import { assignCommand, forgetCommand } from './devices/own.js'
import { pairCommand } from './devices/pair.js'
import { scanCommand } from './devices/scan.js'
import { trainerCommand } from './devices/trainer.js'
import { doctorCommand } from './doctor.js'
import { exportCommand } from './exchange/export.js'
import { importCommand } from './exchange/import.js'
import { recordsCommand } from './form/records.js'
import { ringsCommand } from './form/rings.js'
import { trainingLoadCommand } from './form/training-load.js'
import { liveCommand } from './live/live.js'
import { plansCommand } from './plans/plans.js'
import { auditCommand } from './programs/audit.js'
import { authorizeCommand } from './programs/authorize.js'
import { clientsCommand } from './programs/clients.js'
import { simulateCommand } from './simulate.js'
import { startCommand } from './start.js'
import { statsCommand } from './stats/stats.js'
import { storeCommand } from './store.js'
import { didYouMean } from './text/near-words.js'
import { usersCommand } from './users/users.js'
import { workoutCommand } from './workout/workout.js'
import { workoutsCommand } from './workout/workouts.js'

/** Every command of `vitald`. */
export const program = (ambient: Ambient): AnyCommand =>
  group('vitald', 'The health store and workout engine for Linux', {
    start: startCommand(ambient),
    demo: demoCommand(ambient),
    doctor: doctorCommand(ambient),
    devices: devicesCommand(ambient),
    scan: scanCommand(ambient),
    pair: pairCommand(ambient),
    assign: assignCommand(ambient),
    forget: forgetCommand(ambient),
    trainer: trainerCommand(ambient),
    decode: decodeCommand(ambient),
    users: usersCommand(ambient),
    clients: clientsCommand(ambient),
    authorize: authorizeCommand(ambient),
    audit: auditCommand(ambient),
    simulate: simulateCommand(ambient),
    stats: statsCommand(ambient),
    rings: ringsCommand(ambient),
    records: recordsCommand(ambient),
    'training-load': trainingLoadCommand(ambient),
    import: importCommand(ambient),
    export: exportCommand(ambient),
    store: storeCommand(ambient),
    live: liveCommand(ambient),
    workout: workoutCommand(ambient),
    plans: plansCommand(ambient),
    workouts: workoutsCommand(ambient),
  })

interface Found {
  readonly command: AnyCommand
  readonly parent: AnyCommand | undefined
  readonly path: readonly string[]
}

const subCommandsOf = (command: AnyCommand): Readonly<Record<string, AnyCommand>> =>
  (command.subCommands ?? {}) as Readonly<Record<string, AnyCommand>>

/** The deepest command that the leading words name. */
function findCommand(root: AnyCommand, words: readonly string[]): Found {
  let found: Found = { command: root, parent: undefined, path: ['vitald'] }
  for (const word of words) {
    const next = subCommandsOf(found.command)[word]
    if (next === undefined) break
    found = { command: next, parent: { meta: { name: found.path.join(' ') } }, path: [...found.path, word] }
  }
  return found
}

const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError || (error instanceof Error && error.name === 'CLIError')

/** The word after a group of commands that names none of them. */
function strayWord({ command, path }: Found, words: readonly string[]): string | undefined {
  const word = words[path.length - 1]
  return Object.keys(subCommandsOf(command)).length === 0 || word?.startsWith('-') ? undefined : word
}

/** What may have been meant by it. */
function hintFor(found: Found, words: readonly string[]): string {
  const word = strayWord(found, words)
  return word === undefined ? '' : didYouMean(word, Object.keys(subCommandsOf(found.command)))
}

function explain(error: unknown, found: Found, ambient: Ambient): number {
  if (isUsageError(error)) {
    const said = stripVTControlCharacters(error.message).replace(/[^.?!]$/, '$&.')
    ambient.error.write(`${said}${hintFor(found, ambient.arguments)}\nSee \`${found.path.join(' ')} --help\`.\n`)
    return 2
  }
  const isExpected = error instanceof CommandError || error instanceof HealthError
  ambient.error.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  return 1
}

const denial = /^--(no-[a-z-]+)/

/** citty takes every `--no-…` for a denial; an option that is called so goes by its other name. */
const citty = (words: readonly string[], { command: { args = {} } }: Found): string[] => {
  const options = args as ArgsDef
  return words.map((word) => {
    const [, name = ''] = denial.exec(word) ?? []
    const alias = Object.hasOwn(options, name) && options[name] && 'alias' in options[name] && options[name].alias
    return alias ? word.replace(name, String(alias)) : word
  })
}

/** Runs what the arguments say and returns the exit status: 0, 1 failed, 2 wrong usage. */
export async function runProgram(ambient: Ambient): Promise<number> {
  const root = program(ambient)
  const words = ambient.arguments
  const found = findCommand(root, words)
  const isBare = Object.keys(subCommandsOf(found.command)).length > 0 && found.command.default === undefined
  const stray = strayWord(found, words)
  const asksForHelp = words.includes('--help') || words.includes('-h')
  if (asksForHelp && stray !== undefined) return explain(new UsageError(`Unknown command ${stray}`), found, ambient)
  if (asksForHelp || (isBare && words.length === found.path.length - 1)) {
    ambient.out.write(await help(found.command, found.parent, ambient))
    return 0
  }
  if (words[0] === '--version' || words[0] === '-v') {
    ambient.out.write(`${ambient.version}\n`)
    return 0
  }
  try {
    await runCommand(root, { rawArgs: citty(words, found) })
    return 0
  } catch (error) {
    return explain(error, found, ambient)
  }
}
