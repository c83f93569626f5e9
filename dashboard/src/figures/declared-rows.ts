import { formatDistance, formatDuration, formatWhole, nothing, type Shown } from '../format.js'
import type { Workout } from '../wire.js'
import { figureRow } from './figure-rows.js'
import { formatOf } from './quantity-format.js'

/** A figure that the recorder has otherwise. */
export interface DeclaredRow {
  readonly label: string
  readonly declared: string
  readonly ours: string
}

type Compared = Pick<Workout, 'elapsed' | 'statistics' | 'metrics' | 'declared'>
type Show = (value: number) => Shown
type Row = readonly [label: string, declared: number | undefined, ours: number | undefined, show: Show]

/** What is no further apart is rounding, as a share. */
const roundingMax = 0.01

const figures = [
  ['average', 'Average '],
  ['min', 'Lowest '],
  ['max', 'Highest '],
] as const

const time: Show = (seconds) => ({ value: formatDuration(Math.round(seconds)), unit: '' })
const energy: Show = (value) => ({ value: formatWhole(value), unit: 'kcal' })

/** Of a number of things nothing is said. */
const unitText = (unit = ''): string => (unit === 'count' ? '' : unit)

const sumOf = (type: string): readonly [label: string, show: Show] => {
  if (type === 'activeEnergyBurned') return ['Energy', energy]
  if (type.startsWith('distance')) return ['Distance', formatDistance]
  const { name, show } = formatOf(type)
  return [name, show]
}

const statisticsRows = ({ statistics, declared }: Compared): readonly Row[] =>
  Object.entries(declared?.statistics ?? {}).flatMap(([type, said]): Row[] => {
    const { name, show: bare } = formatOf(type)
    const show: Show = (value) => ({ ...bare(value), unit: bare(value).unit || unitText(said?.unit) })
    const [total, showTotal] = sumOf(type)
    return [
      ...figures.map(
        ([figure, word]): Row => [`${word}${name.toLowerCase()}`, said?.[figure], statistics[type]?.[figure], show],
      ),
      [total, said?.sum, statistics[type]?.sum, showTotal],
    ]
  })

const metricRows = ({ metrics, declared }: Compared): readonly Row[] =>
  Object.entries(declared?.metrics ?? {}).map(([name, said]): Row => {
    const { label, show } = figureRow(name)
    return [label, said, metrics[name], show]
  })

const isApart = (declared: number, ours: number | undefined): boolean =>
  ours === undefined || Math.abs(declared - ours) > roundingMax * Math.abs(declared)

const text = ({ value, unit }: Shown): string => `${value} ${unit}`.trim()

/** What the file or recorder says otherwise than the samples; empty when they agree but for rounding. */
export function declaredRows(workout: Compared): readonly DeclaredRow[] {
  const rows: readonly Row[] = [
    ['Time', workout.declared?.elapsed, workout.elapsed, time],
    ...statisticsRows(workout),
    ...metricRows(workout),
  ]
  return rows.flatMap(([label, said, own, show]) => {
    if (said === undefined || !isApart(said, own)) return []
    const [declared, ours] = [text(show(said)), own === undefined ? nothing : text(show(own))]
    return declared === ours ? [] : [{ label, declared, ours }]
  })
}
