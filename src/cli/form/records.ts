import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { metricText } from '../text/figures/metric-text.js'
import { clockTime, kilometres, localTime, printJson, printTable } from '../text/output.js'
import { words } from '../text/words.js'
import { activityTypeWord, common, personUrl } from '../workout/flags.js'
import { windowFlags, windowQuery } from './window-query.js'

const record = z.object({
  activityType: z.string(),
  figure: z.string(),
  value: z.number(),
  workout: z.string(),
  at: z.string(),
})
const list = z.object({ items: z.array(record) })

const valueText = ({ figure, value }: z.infer<typeof record>): string => {
  if (figure === 'duration') return clockTime(value)
  return figure === 'distance' ? kilometres(value) : metricText(figure, value)
}

/** `vitald records`: the best of each figure among the workouts of an activity. */
export const recordsCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'records',
    summary: 'Show personal records: the best of each figure, by activity',
    example: 'vitald records --type cycling --from 2026-01-01',
    args: {
      ...common,
      type: { type: 'string', description: 'only of this activity type', valueHint: 'type' },
      ...windowFlags,
    },
    async run(args) {
      const type = args.type === undefined ? {} : { activityType: activityTypeWord(args.type) }
      const client = openClient(args, ambient)
      const query = new URLSearchParams({ ...type, ...(await windowQuery(client, args, ambient)) })
      const answer = await client.get(personUrl(args.user, `/records?${query}`))
      if (args.json) return printJson(answer, ambient)
      printTable(
        ['activity', 'figure', 'best', 'workout of', 'id'],
        list
          .parse(answer)
          .items.map((one) => [
            words(one.activityType),
            words(one.figure),
            valueText(one),
            localTime(one.at),
            one.workout,
          ]),
        { empty: 'no record yet: no finished workout of this kind in this time', ambient },
      )
    },
  })
