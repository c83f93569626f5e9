import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { printJson, printTable } from '../text/output.js'
import { common, personUrl } from '../workout/flags.js'
import { windowFlags, windowQuery } from './window-query.js'

const day = z.object({
  date: z.string(),
  load: z.number(),
  trainingStressScore: z.number(),
  trainingImpulse: z.number(),
  fitness: z.number(),
  fatigue: z.number(),
  form: z.number(),
  unmeasured: z.array(z.object({ workout: z.string(), reason: z.string() })),
})
const list = z.object({ items: z.array(day) })
type Day = z.infer<typeof day>

const basisText = ({ trainingStressScore, trainingImpulse }: Day): string =>
  [trainingStressScore > 0 ? 'TSS' : [], trainingImpulse > 0 ? 'TRIMP' : []].flat().join(' + ')

const row = (day: Day): string[] => [
  day.date,
  day.load.toFixed(0),
  ...[day.fitness, day.fatigue, day.form].map((value) => value.toFixed(1)),
  basisText(day),
]

const reasonLines = (days: readonly Day[]): readonly string[] =>
  days.flatMap(({ date, unmeasured }) => unmeasured.map(({ workout, reason }) => `  ${date}  ${workout}: ${reason}\n`))

/** `vitald training-load`: what workouts load and have made of the person, day by day. */
export const trainingLoadCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'training-load',
    summary: 'Show load, fitness (42 days), fatigue (7 days) and form of each day',
    example: 'vitald training-load --from 2026-11-01 --to 2026-12-01',
    args: { ...common, ...windowFlags },
    async run(args) {
      const client = openClient(args, ambient)
      const query = new URLSearchParams(await windowQuery(client, args, ambient))
      const answer = await client.get(personUrl(args.user, `/training-load?${query}`))
      if (args.json) return printJson(answer, ambient)
      const { items } = list.parse(answer)
      printTable(['date', 'load', 'fitness', 'fatigue', 'form', 'load by'], items.map(row), {
        empty: 'no day',
        ambient,
      })
      const reasons = reasonLines(items)
      if (reasons.length > 0) ambient.out.write(`\nnot counted\n${reasons.join('')}`)
    },
  })
