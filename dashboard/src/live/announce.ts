import type { LiveWorkout } from '../wire.js'

const stateTexts: Readonly<Record<string, string>> = {
  prepared: 'Workout prepared',
  running: 'Workout started',
  paused: 'Workout paused',
  stopped: 'Workout stopped',
}

/** What a screen reader should hear when the session has changed; undefined when nothing worth a word did. */
export const announce = (before: LiveWorkout | null, after: LiveWorkout | null): string | undefined => {
  if (after === null) return before === null ? undefined : 'Workout ended'
  if (before?.id !== after.id) return stateTexts[after.state]
  if (before.state === 'paused' && after.state === 'running') return 'Workout resumed'
  if (before.state !== after.state)
    return after.pausedBy === 'motion' ? 'Workout paused: no motion' : stateTexts[after.state]
  return before.lap === after.lap ? undefined : `Lap ${after.lap}`
}
