import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { activeSession } from '../daemon/ride-progress.js'
import type { LiveReading } from '../live/board.js'
import { frameLines } from '../live/frame.js'
import { printJson } from '../text/output.js'
import { plain } from '../text/paint.js'
import { type LiveFields, liveFields } from '../text/workout-fields.js'
import { common } from './flags.js'
import { noneRunning } from './send-event.js'

const usualColumns = 80
/** What was measured longer ago is not what the body does now. */
const nowWithinMs = 10_000

const readingOf = ({ statistics, at }: LiveFields, type: string): LiveReading | undefined => {
  const newest = Object.hasOwn(statistics, type) ? statistics[type]?.mostRecent : undefined
  if (newest === undefined) return undefined
  const stale = Date.parse(at) - Date.parse(newest.at) > nowWithinMs
  return { value: stale ? undefined : newest.value, stale }
}

/** `vitald workout status`: the running workout, once. */
export const statusCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'status',
    summary: 'Say how the running workout goes: state, timer, lap, values, zones',
    example: 'vitald workout status --json',
    args: common,
    async run(args) {
      const answer = await activeSession(openClient(args, ambient), args.user)
      if (answer === undefined) throw noneRunning(args.user)
      if (args.json) return printJson(answer, ambient)
      const session = liveFields.parse(answer)
      const reading = (type: string) => readingOf(session, type)
      const columns = ambient.out.columns ?? usualColumns
      ambient.out.write(`${frameLines({ session, reading, since: 0, columns, paint: plain }).join('\n')}\n`)
    },
  })
