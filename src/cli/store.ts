import { z } from 'zod'
import type { Ambient } from './ambient.js'
import { type AnyCommand, CommandError, command, group } from './command.js'
import { type Chore, followChore } from './daemon/chore.js'
import { openClient } from './daemon/client.js'
import { clientFlags } from './load-config.js'
import { createProgress, printJson } from './text/output.js'

const checkReport = z.object({
  ok: z.boolean(),
  faults: z.array(z.object({ place: z.string(), problem: z.string() })),
  faultCount: z.number(),
  checked: z.record(z.string(), z.number()),
})

const vacuumReport = z.object({
  mode: z.string(),
  pagesBefore: z.number(),
  pagesAfter: z.number(),
  pageSize: z.number(),
})

const flags = (full: string) =>
  ({
    ...clientFlags,
    full: { type: 'boolean', description: full },
    json: { type: 'boolean', description: 'print the report as JSON' },
  }) as const

const megabytes = (pages: number, size: number): string => `${((pages * size) / 1_048_576).toFixed(1)} MB`

/** Has the daemon do a chore, and shows how far it has come. */
const attend = async (args: Readonly<Record<string, unknown>>, ambient: Ambient, chore: Chore): Promise<unknown> => {
  const progress = createProgress(ambient)
  try {
    return await followChore(openClient(args, ambient), chore, ({ step, done, of }) =>
      progress.show(`${step} ${done} of ${of}`),
    )
  } finally {
    progress.end()
  }
}

const checkCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'check',
    summary: "Check the running daemon's store: the file, and everything in it",
    example: 'vitald store check --full',
    args: flags('compare every index with its table, too; takes several times as long'),
    async run(args) {
      const path = `/v1/store/check?full=${args.full === true}`
      const report = checkReport.parse(await attend(args, ambient, { method: 'GET', path }))
      const counts = Object.entries(report.checked).map(([kind, count]) => `${count} ${kind}`)
      if (args.json) printJson(report, ambient)
      else {
        for (const { place, problem } of report.faults) ambient.out.write(`${place}: ${problem}\n`)
        ambient.out.write(`${report.ok ? 'sound' : `faults: ${report.faultCount}`}; looked at ${counts.join(', ')}\n`)
      }
      if (!report.ok) throw new CommandError('the store has faults; keep a copy of the file before anything else')
    },
  })

const vacuumCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'vacuum',
    summary: 'Give free space of the store back to the disk, while everything goes on',
    example: 'vitald store vacuum --json',
    args: flags('write the whole file anew; saving waits until it is done'),
    async run(args) {
      const chore = { method: 'POST', path: '/v1/store/vacuum', body: { full: args.full === true } } as const
      const report = vacuumReport.parse(await attend(args, ambient, chore))
      const { pagesBefore, pagesAfter, pageSize } = report
      if (args.json) printJson(report, ambient)
      else ambient.out.write(`${megabytes(pagesBefore, pageSize)} → ${megabytes(pagesAfter, pageSize)}\n`)
    },
  })

/** `vitald store`: what keeps the store's file sound and small. */
export const storeCommand = (ambient: Ambient): AnyCommand =>
  group('store', 'Check the store, or make its file smaller', {
    check: checkCommand(ambient),
    vacuum: vacuumCommand(ambient),
  })
