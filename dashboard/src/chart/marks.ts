import { formatName } from '../format.js'
import type { WorkoutFigures } from '../wire.js'

/** What a chart marks besides its lines, in seconds from its start. */
export interface Marks {
  /** Where a lap begins, and its number; the first lap begins the ride and needs no mark. */
  readonly laps: readonly { readonly at: number; readonly number: number }[]
  readonly pauses: readonly { readonly from: number; readonly to: number }[]
  /** Of what nothing was heard because the daemon was down. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  /** What the person marked, and where another activity began. */
  readonly notes: readonly { readonly at: number; readonly text: string }[]
}

/** Whether the hand or the lack of motion has stopped the timer, after an event. */
const layersAfter = (
  { hand, motion }: { readonly hand: boolean; readonly motion: boolean },
  event: string,
): { readonly hand: boolean; readonly motion: boolean } => {
  if (event === 'pause') return { hand: true, motion }
  if (event === 'resume') return { hand: false, motion: false }
  return { hand, motion: event === 'motionPaused' || (motion && event !== 'motionResumed') }
}

/** The marks of a workout; a pause that goes on ends where the chart does. */
export const marksOf = (workout: WorkoutFigures): Marks => {
  const start = Date.parse(workout.start)
  const seconds = (instant: string): number => (Date.parse(instant) - start) / 1000
  const laps = workout.laps.map((lap, index) => ({ at: seconds(lap.start), number: index + 1 })).slice(1)
  const gaps = (workout.interruptions ?? []).map(({ start: from, end: to }) => ({
    from: seconds(from),
    to: seconds(to),
  }))
  return { laps, gaps, pauses: pausesOf(workout, seconds), notes: notesOf(workout, seconds) }
}

const noteTexts: Readonly<Record<string, string>> = { marker: '◆', segment: '▸' }

const notesOf = ({ events, activities }: WorkoutFigures, seconds: (instant: string) => number): Marks['notes'] => {
  const marked = events.flatMap(({ event, at }) => {
    const text = Object.hasOwn(noteTexts, event) ? noteTexts[event] : undefined
    return text === undefined ? [] : [{ at: seconds(at), text }]
  })
  const begun = activities
    .slice(1)
    .map(({ start, activityType }) => ({ at: seconds(start), text: formatName(activityType) }))
  return [...marked, ...begun].sort((a, b) => a.at - b.at)
}

const pausesOf = ({ events }: WorkoutFigures, seconds: (instant: string) => number): Marks['pauses'] => {
  const pauses: { from: number; to: number }[] = []
  let layers = { hand: false, motion: false }
  for (const { event, at } of events) {
    const last = pauses.at(-1)
    layers = layersAfter(layers, event)
    const [isPause, wasPaused] = [layers.hand || layers.motion, last?.to === Infinity]
    if (isPause && !wasPaused) pauses.push({ from: seconds(at), to: Infinity })
    if (!isPause && last && wasPaused) last.to = seconds(at)
  }
  return pauses
}
