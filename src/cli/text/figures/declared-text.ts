import { clockTime, columnLines } from '../output.js'
import { typeQuantity } from '../quantities.js'
import { words } from '../words.js'
import type { WorkoutFields } from '../workout-fields.js'
import { metricText } from './metric-text.js'

type Compared = Pick<WorkoutFields, 'elapsed' | 'statistics' | 'metrics' | 'declared'>
type Show = (value: number) => string
type Row = readonly [name: string, declared: number | undefined, ours: number | undefined, show: Show]

/** What is no further apart is rounding, as a share. */
const roundingMax = 0.01
const figures = ['average', 'min', 'max', 'sum'] as const

/** Of a number of things nothing is said but the number. */
const inUnit =
  (unit = ''): Show =>
  (value) =>
    `${Number(value.toFixed(2))} ${unit === 'count' ? '' : unit}`.trim()

const statisticsRows = ({ statistics, declared }: Compared): readonly Row[] =>
  Object.entries(declared?.statistics ?? {}).flatMap(([type, said]) => {
    const { label = words(type), text = inUnit(said.unit) } = typeQuantity(type) ?? {}
    const own = Object.hasOwn(statistics, type) ? statistics[type] : undefined
    return figures.map(
      (figure): Row => [figure === 'sum' ? label : `${label} ${figure}`, said[figure], own?.[figure], text],
    )
  })

const metricRows = ({ metrics, declared }: Compared): readonly Row[] =>
  Object.entries(declared?.metrics ?? {}).map(([name, said]) => [
    words(name),
    said,
    Object.hasOwn(metrics, name) ? metrics[name] : undefined,
    (value) => metricText(name, value),
  ])

const isApart = (declared: number, ours: number | undefined): boolean =>
  ours === undefined || Math.abs(declared - ours) > roundingMax * Math.abs(declared)

/** What the file or recorder says otherwise than the samples: its figure, and ours. Empty when they agree. */
export function declaredLines(workout: Compared): readonly string[] {
  const time: Row = ['time', workout.declared?.elapsed, workout.elapsed, clockTime]
  const rows = [time, ...statisticsRows(workout), ...metricRows(workout)]
  const told = rows.flatMap(([name, declared, ours, show]) => {
    if (declared === undefined || !isApart(declared, ours)) return []
    const here = ours === undefined ? '–' : show(ours)
    return here === show(declared) ? [] : [[name, show(declared), `here ${here}`]]
  })
  return columnLines(told, [1, 2])
}
