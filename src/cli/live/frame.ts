import { clockTime, figure } from '../text/output.js'
import type { Paint } from '../text/paint.js'
import { found, rates, type ShownQuantity, totals } from '../text/quantities.js'
import { words } from '../text/words.js'
import type { LapFields, LiveFields } from '../text/workout-fields.js'
import { lapLine, stateText } from '../text/workout-text.js'
import { zoneRange, zoneWidths } from '../text/zone-text.js'
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

/** The time in zones as one bar, then the zone that the heart is in. */
function zoneLines({ session, columns, paint }: FrameInput): readonly string[] {
  const zones = session.zones.heartRate
  if (zones === undefined) return []
  const now = session.zone === undefined ? undefined : zones[session.zone]
  const widths = zoneWidths(zones, Math.min(columns, 72))
  const bar = widths.map((width, index) =>
    paint.on(zoneColors[Math.min(index, zoneColors.length - 1)] ?? 0, String(index + 1).repeat(width)),
  )
  const said =
    now === undefined
      ? 'heart rate zones'
      : `zone ${(session.zone ?? 0) + 1} of ${zones.length}  ${zoneRange(now, 'heartRate')}  ${clockTime(now.seconds)}`
  return [cut(said, columns), bar.join(''), '']
}

function lapLines({ session, since, columns }: FrameInput): readonly string[] {
  const laps = session.laps.map((lap, index, all): readonly [LapFields, number] => [
    index === all.length - 1 ? { ...lap, elapsed: lap.elapsed + since } : lap,
    index + 1,
  ])
  return [
    'laps',
    ...laps
      .toReversed()
      .slice(0, lapsShown)
      .map(([lap, number]) => lapLine(lap, number)),
  ].map((line) => cut(line, columns))
}

/** A running workout as lines: state and timer, tiles, the bar of zones, the last laps, the newest first. */
export function frameLines(input: FrameInput): readonly string[] {
  const { session, since, columns, paint } = input
  const { activityType, location, elapsed, lap } = session
  const timer = `${clockTime(elapsed + since)}  ${stateText(session)}  lap ${figure(lap, '')}`
  return [
    cut(`${words(activityType)}${location === 'unknown' ? '' : `, ${location}`}`, columns),
    paint.bold(cut(timer, columns)),
    '',
    ...tileLines(tilesOf(input), input),
    ...zoneLines(input),
    ...lapLines(input),
  ]
}
