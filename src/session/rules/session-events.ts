import { lastToggle, layersAt, pausedBy } from '../../health/exercise/timer.js'
import type { PausedBy, WorkoutEvent, WorkoutEventName } from '../../health/workout.js'
import type { SessionCommand, SessionContext } from '../machine.js'

type Happened = Pick<SessionContext, 'events' | 'motion'>

/** All that happened in a session, in the order it became known. */
export const eventsOf = ({ events, motion = [] }: Happened): readonly WorkoutEvent[] =>
  motion.length === 0 ? events : [...events, ...motion]

type CommandName = SessionCommand['type']

const asTheyAre: ReadonlySet<CommandName> = new Set([
  'pause',
  'resume',
  'motionPaused',
  'motionResumed',
  'lap',
  'segment',
  'marker',
] as const satisfies readonly (CommandName & WorkoutEventName)[])
const isEventName = (name: CommandName): name is CommandName & WorkoutEventName => asTheyAre.has(name)

/** What a command adds to the record. HealthKit knows no event for a plan's next step, so that is a segment's border. */
export const recordedBy = ({ type: event, at, end, metadata }: SessionCommand): readonly WorkoutEvent[] => {
  if (event === 'next') return [{ event: 'segment', at, metadata: { next: true } }]
  if (!isEventName(event)) return []
  return [{ event, at, ...(end !== undefined && { end }), ...(metadata && { metadata }) }]
}

/**
 * What the device's button adds: HealthKit leaves it to the app to toggle the timer when it asks for that; here the engine
 * is the app.
 */
export const toggledTo = (event: 'pause' | 'resume', at: number): readonly WorkoutEvent[] => [
  { event: 'pauseOrResumeRequest', at },
  { event, at },
]

/** Whether an instant lies after all pauses and resumes that are known. */
export const isOfThePresent = (session: Happened, at: number): boolean =>
  at >= (lastToggle({ events: eventsOf(session) }) ?? Number.NEGATIVE_INFINITY)

/** Who has stopped the timer, as far as is known. */
export const stoppedBy = (session: Happened): PausedBy | undefined => pausedBy({ events: eventsOf(session) })

type ToggleName = 'pause' | 'resume' | 'motionPaused' | 'motionResumed'

/**
 * Whether a pause or resume at an instant changes something. A pause by hand may lie in one for lack of motion, and
 * outlasts it. A device that detects motion by itself need not know what its samples told already.
 */
export const changesTimer = (
  session: Happened,
  { type, at }: Pick<SessionCommand, 'at'> & { readonly type: ToggleName },
) => {
  const { hand, motion } = layersAt({ events: eventsOf(session) }, at)
  const told = layersAt(session, at)
  if (type === 'pause') return !hand
  if (type === 'resume') return hand || motion
  return type === 'motionPaused' ? !hand && !told.motion : motion || told.motion
}
