import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { printJson, printTable } from '../text/output.js'

const types = { type: 'string', valueHint: 'TYPE,…' } as const

const args = {
  ...clientFlags,
  json: { type: 'boolean', description: 'print what the API answers' },
  client: { type: 'positional', description: "the program's id", required: true },
  user: { type: 'string', description: 'whose data', default: 'me' },
  share: { ...types, description: 'it may save and delete these' },
  'deny-share': { ...types, description: 'it may not save and delete these' },
  read: { ...types, description: 'it may read these, whoever saved them' },
  'deny-read': { ...types, description: 'of these it may read its own alone' },
  since: { type: 'string', description: 'with --read: only what ends at this time or later, ISO 8601' },
} as const

type Flags = Readonly<Partial<Record<'share' | 'deny-share' | 'read' | 'deny-read' | 'since', string | undefined>>>

const decisionSchema = z.object({ share: z.string(), read: z.string().optional(), since: z.string().optional() })
const answerSchema = z.object({
  types: z.record(z.string(), decisionSchema),
  requested: z.object({ share: z.array(z.string()), read: z.array(z.string()) }),
})
type Decision = Partial<z.infer<typeof decisionSchema>>

const split = (list: string | undefined): readonly string[] => list?.split(',').filter((type) => type !== '') ?? []

/** What the flags decide, type by type. */
const decisionsIn = (flags: Flags): readonly (readonly [type: string, decision: Decision])[] => [
  ...split(flags.share).map((type) => [type, { share: 'sharingAuthorized' }] as const),
  ...split(flags['deny-share']).map((type) => [type, { share: 'sharingDenied' }] as const),
  ...split(flags.read).map((type) => [type, { read: 'authorized', since: flags.since }] as const),
  ...split(flags['deny-read']).map((type) => [type, { read: 'denied', since: undefined }] as const),
]

/** What was decided before, with what the flags decide over it. */
const merged = (before: Readonly<Record<string, Decision>>, flags: Flags): Record<string, Decision> => {
  const decided: Record<string, Decision> = { ...before }
  for (const [type, decision] of decisionsIn(flags)) decided[type] = { ...decided[type], ...decision }
  return decided
}

const print = (answer: unknown, ambient: Ambient): void => {
  const { types: decided, requested } = answerSchema.parse(answer)
  printTable(
    ['type', 'share', 'read', 'since'],
    Object.entries(decided).map(([type, { share, read, since }]) => [type, share, read ?? '–', since ?? '–']),
    { empty: 'nothing is decided yet', ambient },
  )
  for (const [what, asked] of Object.entries(requested)) {
    if (asked.length > 0) ambient.out.write(`It asks to ${what}: ${asked.join(', ')}\n`)
  }
}

/** `vitald authorize`: what a program may do with a person's data; without a decision it tells the present ones. */
export const authorizeCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'authorize',
    summary: 'Say what a program may save and read; tells what was said when nothing is',
    example: 'vitald authorize scale-app --share bodyMass --read bodyMass,heartRate',
    args,
    async run(given) {
      const client = openClient(given, ambient)
      const path = `/v1/users/${encodeURIComponent(given.user)}/authorization/${encodeURIComponent(given.client)}`
      const before = await client.get(path)
      const isAsked = decisionsIn(given).length === 0
      const answer = isAsked
        ? before
        : await client.put(path, { types: merged(answerSchema.parse(before).types, given) })
      return given.json ? printJson(answer, ambient) : print(answer, ambient)
    },
  })
