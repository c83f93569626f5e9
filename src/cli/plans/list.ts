import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { localTime, printJson, printTable } from '../text/output.js'
import { words } from '../text/words.js'
import { common } from '../workout/flags.js'
import { keptPlans, type PlanEntry } from './kept-plans.js'
import { lengthText } from './plan-text.js'

const row = (plan: PlanEntry): string[] => [
  plan.id,
  plan.name,
  words(plan.activityType),
  String(plan.steps),
  lengthText(plan),
  localTime(plan.updatedAt),
]

/** `vitald plans list`: the plans that are kept. */
export const listCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'list',
    summary: 'List the plans that are kept',
    example: 'vitald plans --user anna',
    args: common,
    async run({ user, json, ...flags }) {
      const items = await keptPlans(openClient(flags, ambient), user)
      if (json) return printJson({ items }, ambient)
      const empty = 'no plan yet; keep one with `vitald plans add FILE`'
      printTable(['id', 'name', 'activity', 'steps', 'length', 'changed'], items.map(row), { empty, ambient })
    },
  })
