import type { Engine } from '../cli/ambient.js'
import type { Config } from '../config.js'
import { openFollowers } from './opening/followers.js'
import { openFoundation } from './opening/foundation.js'
import type { Opening } from './opening/opening.js'
import { openOutside } from './opening/outside.js'
import { openPeople } from './opening/people.js'
import { openWorkouts } from './opening/workouts.js'
import { loadParts, type Parts } from './parts.js'
import type { World } from './world.js'

const unloggedMax = 1_048_576

type Close = () => unknown

function openLog({ pino }: Parts, { log }: Config) {
  const lines = pino.destination({ dest: 2, maxLength: unloggedMax })
  // Where the log goes the disk may be full too: then lines are lost, and nothing else.
  lines.on('error', () => undefined)
  return pino({ level: log.level, base: null }, lines)
}

/** Opens every part, the store first and what can be reached from outside last. */
async function openParts(opening: Opening): Promise<Omit<Engine, 'close'>> {
  const foundation = await openFoundation(opening)
  const people = await openPeople(opening, foundation)
  const workouts = await openWorkouts(opening, foundation, people)
  const followers = await openFollowers(opening, foundation, { ...people, ...workouts })
  const outside = await openOutside(opening, { ...foundation, ...people, ...workouts, ...followers })
  const signInLink = () => `${outside.address}/sign-in?code=${people.access.issueSignIn()}`
  return { ...outside, token: foundation.folder.token, signInLink }
}

/** Closes what was opened last first, and the rest also when one fails; then throws what that one threw. */
async function closeAll(closers: Close[]): Promise<void> {
  const last = closers.pop()
  if (last === undefined) return
  try {
    await last()
  } finally {
    await closeAll(closers)
  }
}

/** Opens an engine, or nothing when one part fails. */
export async function openEngine(config: Config, world: World): Promise<Engine> {
  const closers: Close[] = []
  try {
    const open = await loadParts()
    const log = openLog(open, config)
    const onClose = (close: Close) => closers.push(close)
    const logOf = (part: string) => log.child({ part })
    return { ...(await openParts({ open, config, world, logOf, onClose })), close: () => closeAll(closers) }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}
