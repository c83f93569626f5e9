import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { planFormats } from '../../plans/files/plan-file.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, CommandError, command, UsageError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { personUrl } from '../workout/flags.js'

/** `vitald plans export`: a kept plan as a file for other programs and devices. */
export const exportCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'export',
    summary: 'Write a plan that is kept as a JSON, .zwo or FIT workout file',
    example: 'vitald plans export sweet-spot --format fit -o ~/sweet-spot.fit',
    args: {
      ...clientFlags,
      plan: { type: 'positional', description: "the plan's id", required: true },
      user: { type: 'string', default: 'me', description: 'whose' },
      format: { type: 'enum', options: [...planFormats], default: 'json', description: 'of the file' },
      out: { type: 'string', alias: 'o', description: 'the file, or - to print what is text; ID.FORMAT if left out' },
    },
    async run({ plan: id, format, user, out = `${id}.${format}`, ...flags }) {
      if (format === 'fit' && out === '-') throw new UsageError('FIT is no text; name a file with --out')
      const path = personUrl(user, `/plans/${encodeURIComponent(id)}.${format}`)
      const bytes = await buffer(await openClient(flags, ambient).download(path))
      if (out === '-') return ambient.out.write(bytes.toString())
      const file = resolve(ambient.workingFolder, out)
      await writeFile(file, bytes).catch((error: unknown) => {
        throw new CommandError(`cannot write ${file}: ${error instanceof Error ? error.message : error}`)
      })
      ambient.out.write(`${file}\n`)
    },
  })
