import { z } from 'zod'
import { dayAt, dayStart } from '../../health/calendar/civil-day.js'
import { openZone } from '../../health/calendar/zone.js'
import { activitySummaryJsonSchema } from '../../health/json/activity-summary-json.js'
import { isoTime } from '../../health/time.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { numberFlag } from '../number-flag.js'
import { printJson, printTable } from '../text/output.js'
import { common, personUrl } from '../workout/flags.js'

const profile = z.object({ timeZone: z.string() })
const list = z.object({ items: z.array(activitySummaryJsonSchema) })
type Day = z.infer<typeof activitySummaryJsonSchema>

const daysMax = 366

/** How far a ring is: `312 of 500 kcal, 62 %`. */
const ring = (value: number, goal: number, unit: string): string => {
  const share = goal > 0 ? `, ${Math.floor((100 * value) / goal)} %` : ''
  return `${Math.floor(value)} of ${Math.round(goal)} ${unit}${share}`
}

const row = (day: Day): string[] => [
  day.date,
  ring(day.move, day.moveGoal, day.moveUnit),
  ring(day.exercise, day.exerciseGoal, 'min'),
  ring(day.stand, day.standGoal, 'h'),
  day.paused ? 'paused' : '',
]

/** `vitald rings`: move, exercise and stand of the last days. */
export const ringsCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'rings',
    summary: 'Show move, exercise and stand of the last days, with their goals',
    example: 'vitald rings --days 14',
    args: { ...common, days: { type: 'string', default: '7', description: 'how many days, today included' } },
    async run(args) {
      const days = Math.floor(numberFlag('days', args.days, { min: 1, max: daysMax }))
      const client = openClient(args, ambient)
      const zone = openZone(profile.parse(await client.get(personUrl(args.user, ''))).timeZone)
      const start = isoTime(dayStart(zone, dayAt(zone, ambient.clock()) - days + 1))
      const query = new URLSearchParams({ start, limit: String(days) })
      const answer = await client.get(personUrl(args.user, `/activity-summaries?${query}`))
      if (args.json) return printJson(answer, ambient)
      const headings = ['date', 'move', 'exercise', 'stand', '']
      printTable(headings, list.parse(answer).items.map(row), { empty: 'no day', ambient })
    },
  })
