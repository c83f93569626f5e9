import { HealthError, invalidArgument } from '../../health/error.js'
import { allowedActivities } from '../../health/exercise/activities.js'
import type { WorkoutEvent } from '../../health/workout.js'
import { mostCollectionChanges } from '../collecting/collection-log.js'
import { begunActivity, type SessionCommand, type SessionContext } from '../machine.js'
import { recordedBy } from './session-events.js'
import { isPoolWithoutLength, poolNeedsLength } from './start-rules.js'

/** More than anybody marks in a workout. */
const mostEvents = 10_000
const mostActivities = 1_000

const checkActivity = (context: SessionContext, command: SessionCommand): void => {
  if (command.type !== 'beginActivity') return
  const begun = begunActivity(context, command)
  if (isPoolWithoutLength({ ...begun, lapLength: begun.lapLength ?? context.lapLength }))
    throw invalidArgument(`lapLength ${poolNeedsLength}`, [
      { pointer: '/configuration/lapLength', message: poolNeedsLength },
    ])
  const allowed = allowedActivities(context.activityType)
  // What was done in the past is told, not asked for.
  if (!context.live || allowed.includes(begun.activityType)) return
  const message = `has to be ${allowed.join(', ')} in a workout of ${context.activityType}`
  throw new HealthError('workoutActivityNotAllowed', `an activity ${message}`, [
    { pointer: '/configuration/activityType', message },
  ])
}

const wrongEnd = (message: string): HealthError => invalidArgument(`end ${message}`, [{ pointer: '/end', message }])

// Semantics §10.3: only laps and segments have a length, and laps do not overlap.
const checkLength = ({ events }: SessionContext, { type, at, end }: SessionCommand): void => {
  if (end === undefined) return
  if (type !== 'lap' && type !== 'segment') throw wrongEnd(`is only of a lap or a segment, not of ${type}`)
  if (end < at) throw wrongEnd('lies before its start')
  const overlaps = (known: WorkoutEvent) => known.event === 'lap' && at < (known.end ?? known.at) && known.at < end
  if (type === 'lap' && events.some(overlaps)) throw wrongEnd('lies in another lap')
}

const checkCollections = ({ collections = [] }: SessionContext, { type }: SessionCommand): void => {
  if (type !== 'collect' || collections.length < mostCollectionChanges) return
  const message = `was changed ${mostCollectionChanges} times already`
  throw invalidArgument(`what is collected ${message}`, [{ pointer: '/collect', message }])
}

const tooMany = (what: string, most: number): HealthError => {
  const message = `is one too many: a workout has at most ${most} ${what}`
  return invalidArgument(`event ${message}`, [{ pointer: '/event', message }])
}

// Each is kept with the session, and told with it.
const checkRoom = ({ events, activities = [] }: SessionContext, command: SessionCommand): void => {
  const added = command.type === 'pauseOrResumeRequest' ? 2 : recordedBy(command).length
  if (added > 0 && events.length + added > mostEvents) throw tooMany('events', mostEvents)
  if (command.type === 'beginActivity' && activities.length >= mostActivities)
    throw tooMany('activities', mostActivities)
}

/** Throws where what a command says besides its name and time does not fit the workout. */
export const checkDetails = (context: SessionContext, command: SessionCommand): void => {
  checkActivity(context, command)
  checkLength(context, command)
  checkRoom(context, command)
  checkCollections(context, command)
}
