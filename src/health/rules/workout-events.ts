import { type Fault, invalidArgument } from '../error.js'
import { timeLimit } from '../time.js'
import type { WorkoutEvent } from '../workout.js'

const withLength: ReadonlySet<WorkoutEvent['event']> = new Set(['lap', 'segment'])

const isInstant = (ms: number): boolean => Number.isInteger(ms) && ms >= 0 && ms < timeLimit

function faultsOf({ event, at, end }: WorkoutEvent, index: number): readonly Fault[] {
  const fault = (name: string, message: string): Fault => ({ pointer: `/events/${index}/${name}`, message })
  if (!isInstant(at)) return [fault('at', 'is not an instant')]
  if (end === undefined || end === at) return []
  if (!isInstant(end) || end < at) return [fault('end', 'is not an instant after the beginning')]
  return withLength.has(event) ? [] : [fault('end', `is beside a ${event}, which has no length`)]
}

/**
 * Pauses and resumes that change nothing, because the workout is paused or runs already, are dropped. A resume ends a
 * pause that was detected by motion, too.
 */
function dropRedundant(events: readonly WorkoutEvent[]): readonly WorkoutEvent[] {
  let [paused, standing] = [false, false]
  return events.filter(({ event }) => {
    if (event === 'motionPaused' || event === 'motionResumed') standing = event === 'motionPaused'
    if (event !== 'pause' && event !== 'resume') return true
    const changes = event === 'pause' ? !paused : paused || standing
    paused = event === 'pause'
    if (!paused) standing = false
    return changes
  })
}

const mayPause: ReadonlySet<WorkoutEvent['event']> = new Set(['pause', 'resume', 'motionPaused'])

/**
 * The events of a workout as they are kept, oldest first (semantics § 10.3). Throws `invalidArgument` when one has a
 * length and is neither lap nor segment, or when the workout resumes before it was ever paused: it starts active.
 */
export function workoutEvents(events: readonly WorkoutEvent[]): readonly WorkoutEvent[] {
  const faults = events.flatMap(faultsOf)
  const ordered = [...events].sort((a, b) => a.at - b.at)
  const first = ordered.find(({ event }) => mayPause.has(event))
  if (first?.event === 'resume')
    faults.push({ pointer: `/events/${events.indexOf(first)}/event`, message: 'resumes what was never paused' })
  if (faults.length > 0) throw invalidArgument('the events are not those of a workout', faults)
  return dropRedundant(ordered)
}
