import { declaredLines } from './figures/declared-text.js'
import { metricRows, reasonLines } from './figures/metric-text.js'
import { clockTime, figure, kilometres, localTime } from './output.js'
import { activityLines, lapLines, splitLines } from './part-text.js'
import { planRecordLines } from './plan-text.js'
import { type Figures, found, rates, type ShownQuantity, totalDistance, totals } from './quantities.js'
import { words } from './words.js'
import type { LiveFields, WorkoutFields } from './workout-fields.js'
import { zoneLines } from './zone-text.js'

/** A line a name, what belongs to them aligned. */
const named = (rows: readonly (readonly [name: string, text: string])[], indent = ''): readonly string[] => {
  const width = Math.max(10, ...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `${indent}${name.padEnd(width)}  ${text}`)
}

const averageAndMax = ({ label, text }: ShownQuantity, { average, max }: Figures): readonly [string, string] => [
  label,
  `${text(average)} average, ${text(max)} maximum`,
]

/** The state, and why the timer stands when nobody has stopped it. */
export const stateText = ({ state, pausedBy }: Pick<LiveFields, 'state' | 'pausedBy'>): string =>
  pausedBy === 'motion' ? `${state}: no motion` : state

/** The average speed of a way is its length by its time: what a sensor said now and then can be another. */
const gone = [rates.speed, rates.pace] as readonly ShownQuantity[]

const measuredLines = ({ statistics, metrics }: WorkoutFields): readonly (readonly [string, string])[] =>
  Object.values(rates).flatMap((quantity) => {
    const figures = found(quantity, statistics)
    if (figures === undefined) return []
    const average = (gone.includes(quantity) ? metrics.averageSpeed : undefined) ?? figures.average
    return [averageAndMax(quantity, { ...figures, average })]
  })

function summaryLines(workout: WorkoutFields): readonly string[] {
  const { statistics, elapsed, total } = workout
  const distance = totalDistance(workout)
  const energy = found(totals.energy, statistics)?.sum
  return named([
    ['time', `${clockTime(elapsed)} (${clockTime(total)} with pauses)`],
    ...(distance === undefined ? [] : [['distance', kilometres(distance)] as const]),
    ...measuredLines(workout),
    ...(energy === undefined ? [] : [['energy', figure(energy, 'kcal')] as const]),
  ])
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines]

const interruptionLines = ({ interruptions = [] }: WorkoutFields): readonly string[] =>
  interruptions.map(
    ({ start, end }) => `  ${localTime(start)}  for ${clockTime((Date.parse(end) - Date.parse(start)) / 1_000)}`,
  )

/** A workout's record for a terminal: summary, laps, splits by the kilometre or mile, zones, figures, why others are missing, where it is from. */
export function workoutText(workout: WorkoutFields, { miles = false }: { readonly miles?: boolean } = {}): string {
  const { activityType, location, start, zones, metrics, basis, unavailable, plan, sources, id } = workout
  return [
    `${words(activityType)}, ${location}, ${localTime(start)}`,
    ...summaryLines(workout),
    ...section('activities', activityLines(workout)),
    ...(plan ? section(`plan: ${plan.name}`, planRecordLines(plan)) : []),
    ...section('laps', lapLines(workout)),
    ...section('splits', splitLines(workout, miles)),
    ...Object.entries(zones).flatMap(([type, times]) => section(`zones of ${words(type)}`, zoneLines(times, type))),
    ...section('figures', named(metricRows(metrics, basis), '  ')),
    ...section('not heard, vitald was down', interruptionLines(workout)),
    ...section('declared otherwise by its recorder', declaredLines(workout)),
    ...section('not available', reasonLines(unavailable)),
    '',
    ...named([
      ['sources', sources.join(', ') || '–'],
      ['id', id],
    ]),
    '',
  ].join('\n')
}
