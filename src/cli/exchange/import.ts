import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, CommandError, command } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { createProgress, printJson } from '../text/output.js'
import { packed, unpackedExport } from './health-export.js'

const startedSchema = z.object({ id: z.string() })
const stateSchema = z.object({
  state: z.enum(['running', 'done', 'failed']),
  progress: z.object({ samples: z.number() }),
})
const reportSchema = z.object({
  workouts: z.array(z.string()),
  samples: z.number(),
  skipped: z.number(),
  problems: z.array(z.object({ code: z.string(), message: z.string(), offset: z.number().optional() })),
})
type Report = z.infer<typeof reportSchema>

/** What became of a file; of one that could not be sent, why. */
type Outcome = { readonly file: string } & (Report | { readonly error: string })

const checkMs = 200

interface Importing {
  readonly client: Client
  readonly user: string
  readonly ambient: Ambient
  readonly show: (line: string) => void
}

/** The bytes of a file as they are read, and how far that is. */
async function* readingFrom(file: string, { show }: Importing): AsyncGenerator<Uint8Array> {
  const { size } = await stat(file)
  let read = 0
  for await (const chunk of createReadStream(file)) {
    read += (chunk as Uint8Array).length
    show(`${basename(file)} ${Math.round((100 * read) / Math.max(1, size))} %`)
    yield chunk as Uint8Array
  }
}

const megabyte = 1_000_000

/** What is sent of a path: an unpacked export of the Health app is packed, so that the ways of its workouts come along. */
async function* sentOf(file: string, importing: Importing): AsyncGenerator<Uint8Array> {
  const unpacked = await unpackedExport(file)
  if (unpacked === undefined) return yield* readingFrom(file, importing)
  let sent = 0
  for await (const chunk of packed(unpacked)) {
    sent += chunk.length
    importing.show(`${basename(file)} ${Math.round(sent / megabyte)} MB`)
    yield chunk
  }
}

async function reportOf(path: string, file: string, { client, ambient, show }: Importing): Promise<Report> {
  for (;;) {
    const answer = await client.get(path)
    const { state, progress } = stateSchema.parse(answer)
    if (state !== 'running') return reportSchema.parse(answer)
    show(`${basename(file)} ${progress.samples} samples`)
    await ambient.sleep(checkMs)
  }
}

async function importOne(file: string, importing: Importing): Promise<Outcome> {
  const path = `/v1/users/${encodeURIComponent(importing.user)}/imports`
  try {
    await stat(file)
    const { id } = startedSchema.parse(await importing.client.upload(path, sentOf(file, importing)))
    return { file, ...(await reportOf(`${path}/${id}`, file, importing)) }
  } catch (error) {
    return { file, error: error instanceof Error ? error.message : String(error) }
  }
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

const lineOf = (outcome: Outcome): string => {
  if ('error' in outcome) return `${outcome.file}: ${outcome.error}`
  const { file, workouts, samples, skipped, problems } = outcome
  const ids = workouts.length === 0 ? '' : ` (${workouts.join(', ')})`
  const counts = [plural(workouts.length, 'workout') + ids, `${samples} new samples`, `${skipped} known`]
  return [`${file}: ${counts.join(', ')}`, ...problems.map(({ message }) => `  ${message}`)].join('\n')
}

const gaveNothing = (outcome: Outcome): boolean =>
  'error' in outcome || outcome.workouts.length + outcome.samples + outcome.skipped === 0

async function importAll(files: readonly string[], args: Readonly<Record<string, unknown>>, ambient: Ambient) {
  const progress = createProgress(ambient)
  const importing = { client: openClient(args, ambient), user: String(args.user), ambient, show: progress.show }
  const outcomes: Outcome[] = []
  for (const file of files) outcomes.push(await importOne(file, importing))
  progress.end()
  return outcomes
}

/** `vitald import`: recorded workouts from files of other programs and devices, and what an iPhone has kept. */
export const importCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'import',
    summary:
      'Import recorded workouts (FIT, TCX and GPX, packed with gzip or not) and all that the Health app of an iPhone exports ' +
      '(its .zip, export.xml, or the folder of both); the same file twice adds nothing',
    example: 'vitald import ~/rides/*.fit ~/export.zip --user me',
    takesMore: true,
    args: {
      ...clientFlags,
      file: { type: 'positional', description: 'the file or folder, or several', required: true },
      user: { type: 'string', default: 'me', description: 'whose' },
      json: { type: 'boolean', description: 'print what became of each file as JSON' },
    },
    async run(args) {
      const outcomes = await importAll(args._, args, ambient)
      if (args.json) printJson(outcomes, ambient)
      else ambient.out.write(outcomes.map((outcome) => `${lineOf(outcome)}\n`).join(''))
      const empty = outcomes.filter(gaveNothing).length
      if (empty > 0) throw new CommandError(`${empty} of ${plural(outcomes.length, 'file')} gave no workout`)
    },
  })
