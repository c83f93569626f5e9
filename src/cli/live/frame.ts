import { figuresLine } from '../text/figures/metric-text.js'
import { clockTime, figure } from '../text/output.js'
import type { Paint } from '../text/paint.js'
import { lapLines } from '../text/part-text.js'
import { alertText, planLines } from '../text/plan-text.js'
import { found, rates, type ShownQuantity, totals } from '../text/quantities.js'
import { rangeText } from '../text/range-text.js'
import { words } from '../text/words.js'
import type { LiveFields } from '../text/workout-fields.js'
import { stateText } from '../text/workout-text.js'
import { zoneWidths } from '../text/zone-text.js'
import type { LiveReading } from './board.js'

/** What a frame shows, and how wide it may be. */
export interface FrameInput {
  readonly session: LiveFields
  /** What a type says now; undefined when nothing is known of it. */
  readonly reading: (type: string) => LiveReading | undefined
  /** Seconds that the timer has run on since the session's figures. */
  readonly since: number
  readonly columns: number
  readonly paint: Paint
}

const tileWidth = 18
const lapsShown = 5
/** Yellow. */
const alertColor = 43
/** Blue, green, yellow, magenta, red, and what lies above. */
const zoneColors = [44, 42, 43, 45, 41, 46, 47]

const cut = (text: string, columns: number): string =>
  text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`

/** One tile: a name, the present value, what there is besides. */
type Tile = readonly [label: string, value: string, detail: string]

function rateTile(quantity: ShownQuantity, { session, reading }: FrameInput): Tile | undefined {
  const figures = found(quantity, session.statistics)
  const now = quantity.types.map((type) => reading(type)).find((one) => one !== undefined)
  if (figures === undefined && now === undefined) return undefined
  const average = figures?.average === undefined ? '' : `avg ${quantity.text(figures.average)}`
  return [quantity.label, quantity.text(now?.value), now?.stale ? 'stale' : average]
}

function tilesOf(input: FrameInput): readonly Tile[] {
  const sums = Object.values(totals).flatMap((quantity): readonly Tile[] => {
    const sum = found(quantity, input.session.statistics)?.sum
    return sum === undefined ? [] : [[quantity.label, quantity.text(sum), '']]
  })
  const measured = Object.values(rates).map((quantity) => rateTile(quantity, input))
  return [...measured, ...sums].filter((tile) => tile !== undefined)
}

function tileLines(tiles: readonly Tile[], { columns, paint }: FrameInput): readonly string[] {
  const perRow = Math.max(1, Math.floor(columns / tileWidth))
  const width = Math.min(tileWidth, columns)
  const rows = Array.from({ length: Math.ceil(tiles.length / perRow) }, (_, row) =>
    tiles.slice(row * perRow, (row + 1) * perRow),
  )
  const line = (row: readonly Tile[], part: 0 | 1 | 2, put: (text: string) => string): string =>
    row.map((tile) => put(cut(tile[part], width - 1).padEnd(width))).join('')
  return rows.flatMap((row) => [
    line(row, 0, paint.dim),
    line(row, 1, paint.bold),
    line(row, 2, (text) => text).trimEnd(),
    '',
  ])
}

/** The types whose bars of zones come first. */
const firstBars = ['heartRate', 'cyclingPower', 'runningPower', 'runningSpeed']

/** The time in a type's zones as one bar, above it the zone that the present value is in. */
function zoneBar(type: string, { session, columns, paint }: FrameInput): readonly string[] {
  const zones = session.zones[type]
  if (zones === undefined) return []
  const index = session.currentZones?.[type] ?? (type === 'heartRate' ? session.zone : undefined)
  const now = index === undefined ? undefined : zones[index]
  const bar = zoneWidths(zones, Math.min(columns, 72)).map((width, zone) =>
    paint.on(zoneColors[Math.min(zone, zoneColors.length - 1)] ?? 0, String(zone + 1).repeat(width)),
  )
  const said =
    now === undefined || index === undefined
      ? `${words(type)} zones`
      : `${words(type)} zone ${index + 1} of ${zones.length}  ${rangeText(type, now)}  ${clockTime(now.seconds)}`
  return [cut(said, columns), bar.join('')]
}

function zoneLines(input: FrameInput): readonly string[] {
  const types = new Set([...firstBars, ...Object.keys(input.session.zones)])
  const bars = [...types].flatMap((type) => zoneBar(type, input))
  return bars.length === 0 ? [] : [...bars, '']
}

function lastLaps({ session, since, columns }: FrameInput): readonly string[] {
  const laps = session.laps.map((lap, index, all) =>
    index === all.length - 1 ? { ...lap, elapsed: lap.elapsed + since } : lap,
  )
  const lines = lapLines({ ...session, laps })
  return ['laps', ...lines.toReversed().slice(0, lapsShown)].map((line) => cut(line, columns))
}

function planSection({ session, reading, since, columns, paint }: FrameInput): readonly string[] {
  const { plan } = session
  if (plan === undefined) return []
  const at = Date.parse(session.at) + since * 1_000
  const [head = '', ...rest] = planLines(plan, { now: (type) => reading(type)?.value, since, at })
  const alert = alertText(plan, { at })
  return [
    paint.bold(cut(head, columns)),
    ...(alert === '' ? [] : [paint.on(alertColor, cut(alert, columns))]),
    ...rest.map((line) => cut(line, columns)),
    '',
  ]
}

/** The sport of several that goes on. */
const legOf = ({ activities, activityType }: LiveFields): string => {
  const last = activities.at(-1)
  return last === undefined || last.activityType === activityType ? '' : `: ${words(last.activityType)}`
}

const figureLines = ({ session, columns }: FrameInput): readonly string[] => {
  const line = figuresLine(session.metrics)
  return line === '' ? [] : [cut(line, columns), '']
}

/** How long nothing was heard because the daemon was down. */
const gapLines = ({ session: { interruptions = [] }, columns }: FrameInput): readonly string[] => {
  const ms = interruptions.reduce((sum, { start, end }) => sum + Date.parse(end) - Date.parse(start), 0)
  return ms === 0 ? [] : [cut(`${clockTime(ms / 1_000)} not heard, vitald was down`, columns)]
}

/** A running workout as lines: state and timer, what was not heard, the plan's step, tiles, figures, bars of zones, the last laps, newest first. */
export function frameLines(input: FrameInput): readonly string[] {
  const { session, since, columns, paint } = input
  const { activityType, location, elapsed, lap } = session
  const timer = `${clockTime(elapsed + since)}  ${stateText(session)}  lap ${figure(lap, '')}`
  return [
    cut(`${words(activityType)}${legOf(session)}${location === 'unknown' ? '' : `, ${location}`}`, columns),
    paint.bold(cut(timer, columns)),
    ...gapLines(input),
    '',
    ...planSection(input),
    ...tileLines(tilesOf(input), input),
    ...figureLines(input),
    ...zoneLines(input),
    ...lastLaps(input),
  ]
}
