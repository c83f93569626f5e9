import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, CommandError, command, group } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { numberFlag } from '../number-flag.js'
import { printJson } from '../text/output.js'
import { common, deviceUrl } from './flags.js'
import { isUnknown, withNamed } from './named-device.js'
import { deviceList } from './shapes.js'

const range = z.object({ minimum: z.number(), maximum: z.number() }).optional()
const trainerFields = z.object({
  command: z
    .object({
      mode: z.string(),
      targetPower: z.number().optional(),
      grade: z.number().optional(),
      level: z.number().optional(),
    })
    .optional(),
  power: range,
})

const flags = { ...common, device: { type: 'string', description: 'which; the only one when left out' } } as const

async function isTrainer(client: Client, name: string): Promise<boolean> {
  try {
    await client.get(deviceUrl(name, '/trainer'))
    return true
  } catch (error) {
    if (isUnknown(error)) return false
    throw error
  }
}

/** The trainer that is named, or the only one there is. */
async function trainerOf(client: Client, named: string | undefined): Promise<string> {
  if (named !== undefined) return named
  const { items } = deviceList.parse(await client.get('/v1/devices'))
  const sensors = items.filter(({ transport }) => transport === 'ble')
  const are = await Promise.all(sensors.map(({ id }) => isTrainer(client, id)))
  const [only, ...others] = sensors.filter((_, index) => are[index]).map(({ id }) => id)
  if (only === undefined)
    throw new CommandError('no trainer is known yet; wake it and pair it, or name it with --device')
  if (others.length > 0) throw new CommandError(`name one with --device: ${[only, ...others].join(', ')}`)
  return only
}

function wishText(answer: unknown): string {
  const { command: wish, power } = trainerFields.parse(answer)
  const limits = power === undefined ? '' : ` (${power.minimum} to ${power.maximum} W)`
  if (wish?.mode === 'erg') return `erg ${wish.targetPower} W${limits}`
  if (wish?.mode === 'simulation') return `grade ${wish.grade} %${limits}`
  if (wish?.mode === 'resistance') return `level ${wish.level}${limits}`
  return `free${limits}`
}

type Args = Readonly<Record<string, unknown>> & {
  readonly device?: string | undefined
  readonly json?: boolean | undefined
}

async function ask(args: Args, ambient: Ambient, wish: object | undefined): Promise<void> {
  const client = openClient(args, ambient)
  const name = await trainerOf(client, args.device)
  const url = deviceUrl(name, '/trainer')
  const answer = await withNamed(client, name, () => (wish === undefined ? client.get(url) : client.put(url, wish)))
  if (args.json) return printJson(answer, ambient)
  ambient.out.write(`${name}: ${wishText(answer)}\n`)
}

const erg = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'erg',
    summary: 'Hold a power, whatever the cadence',
    example: 'vitald trainer erg 200',
    args: { ...flags, power: { type: 'positional', description: 'W', required: true } },
    run: (args) =>
      ask(args, ambient, { mode: 'erg', targetPower: numberFlag('power', args.power, { min: 0, max: 4_000 }) }),
  })

const grade = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'grade',
    summary: 'Feel like a road that climbs so many percent; negative ones after `--`',
    example: 'vitald trainer grade 4.5',
    args: { ...flags, percent: { type: 'positional', description: 'percent', required: true } },
    run: (args) =>
      ask(args, ambient, { mode: 'simulation', grade: numberFlag('percent', args.percent, { min: -40, max: 40 }) }),
  })

const level = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'level',
    summary: "Resist by a level of the machine's own",
    example: 'vitald trainer level 12',
    args: { ...flags, level: { type: 'positional', description: "in the machine's unit", required: true } },
    run: (args) =>
      ask(args, ambient, { mode: 'resistance', level: numberFlag('level', args.level, { min: 0, max: 1_000 }) }),
  })

const free = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'free',
    summary: 'Give control back to the machine',
    example: 'vitald trainer free',
    args: flags,
    run: (args) => ask(args, ambient, { mode: 'free' }),
  })

const status = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'status',
    summary: 'Say what a trainer was asked for, and its limits',
    example: 'vitald trainer status --json',
    args: flags,
    run: (args) => ask(args, ambient, undefined),
  })

/** `vitald trainer`: what a trainer is to do. */
export const trainerCommand = (ambient: Ambient): AnyCommand =>
  group('trainer', 'Ask a trainer for a power, a grade or a level', {
    erg: erg(ambient),
    grade: grade(ambient),
    level: level(ambient),
    free: free(ambient),
    status: status(ambient),
  })
