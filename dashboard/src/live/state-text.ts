import type { LiveWorkout } from '../wire.js'

const stateTexts: Readonly<Record<string, string>> = {
  prepared: 'Ready',
  running: 'Running',
  paused: 'Paused',
  stopped: 'Saving',
}

/** How a session stands, in words. */
export const stateText = ({ state, pausedBy }: Pick<LiveWorkout, 'state' | 'pausedBy'>): string =>
  pausedBy === 'motion' ? 'Paused: no motion' : (stateTexts[state] ?? state)
