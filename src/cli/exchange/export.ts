import { createWriteStream } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, CommandError, command, UsageError } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { RefusalError } from '../daemon/refusal.js'
import { clientFlags } from '../load-config.js'
import { createProgress } from '../text/output.js'

const formats = ['fit', 'tcx', 'gpx', 'csv', 'json'] as const
const pageSchema = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().optional() })
const pageSize = 100

interface Exporting {
  readonly client: Client
  /** The path of the person's workouts. */
  readonly path: string
  readonly format: (typeof formats)[number]
}

/** The ids of all workouts, or of the newest one. */
async function* idsOf({ client, path }: Exporting, limit = pageSize): AsyncGenerator<string> {
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor === undefined ? {} : { cursor }) })
    const page = pageSchema.parse(await client.get(`${path}?${query}`))
    for (const { id } of page.items) yield id
    cursor = page.cursor
  } while (cursor !== undefined && limit > 1)
}

const bodyOf = ({ client, path, format }: Exporting, id: string) =>
  client.download(`${path}/${encodeURIComponent(id)}.${format}`)

/** Writes a workout's file; one that could not be written whole is not left behind. */
async function writeFile(exporting: Exporting, id: string, file: string): Promise<void> {
  const body = await bodyOf(exporting, id)
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(file))
  } catch (error) {
    await unlink(file).catch(() => undefined)
    throw new CommandError(`cannot write ${file}: ${error instanceof Error ? error.message : error}`)
  }
}

async function print(exporting: Exporting, id: string, ambient: Ambient): Promise<void> {
  if (exporting.format === 'fit') throw new UsageError('FIT is no text; name a file with --out')
  const body = await bodyOf(exporting, id)
  for await (const text of body.pipeThrough(new TextDecoderStream())) ambient.out.write(text)
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

async function exportAll(exporting: Exporting, folder: string, ambient: Ambient): Promise<void> {
  if (!(await isFolder(folder))) throw new CommandError(`${folder} is no folder`)
  const progress = createProgress(ambient)
  const left: string[] = []
  let written = 0
  for await (const id of idsOf(exporting)) {
    try {
      await writeFile(exporting, id, join(folder, `${id}.${exporting.format}`))
      written += 1
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      left.push(`${id}: ${error.message}`)
    }
    progress.show(`${written} workouts`)
  }
  progress.end()
  ambient.out.write([`${written} workouts in ${folder}`, ...left, ''].join('\n'))
}

async function exportOne(exporting: Exporting, id: string, { out, ambient }: { out: string; ambient: Ambient }) {
  if (out === '-') return print(exporting, id, ambient)
  const place = resolve(ambient.workingFolder, out)
  const file = (await isFolder(place)) ? join(place, `${id}.${exporting.format}`) : place
  await writeFile(exporting, id, file)
  ambient.out.write(`${file}\n`)
}

async function newest(exporting: Exporting): Promise<string> {
  for await (const id of idsOf(exporting, 1)) return id
  throw new CommandError('there is no workout yet')
}

/** `vitald export`: finished workouts as files for other programs. */
export const exportCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'export',
    summary: 'Write a finished workout, or all of them, as FIT, TCX, GPX, CSV or JSON',
    example: 'vitald export latest --format tcx --out ~/rides',
    args: {
      ...clientFlags,
      workout: { type: 'positional', required: false, description: "the workout's id, or latest" },
      all: { type: 'boolean', description: 'all workouts, each in its file' },
      user: { type: 'string', default: 'me', description: 'whose' },
      format: { type: 'enum', options: [...formats], default: 'fit', description: 'of the file' },
      out: { type: 'string', default: '.', description: 'a folder, a file, or - to print what is text' },
    },
    async run(args) {
      const { workout, all, out } = args
      if ((workout === undefined) === (all !== true)) throw new UsageError('name a workout, latest, or --all')
      const path = `/v1/users/${encodeURIComponent(args.user)}/workouts`
      const exporting = { client: openClient(args, ambient), path, format: args.format }
      if (workout === undefined) return exportAll(exporting, resolve(ambient.workingFolder, out), ambient)
      await exportOne(exporting, workout === 'latest' ? await newest(exporting) : workout, { out, ambient })
    },
  })
