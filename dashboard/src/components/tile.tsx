import type { Shown } from '../format.js'
import type { LiveState } from '../live/live-state.js'
import { handoverNote, sourceName } from '../live/source-names.js'
import { isStale, type Reading, silentSeconds } from '../live/staleness.js'
import { usePage } from './context.js'

interface TileProps {
  readonly id: string
  readonly label: string
  readonly shown: Shown
  readonly detail?: string | undefined
  /** Index of the zone, from 0. */
  readonly zone?: number | undefined
  readonly stale?: boolean | undefined
  /** What the value comes from. */
  readonly from?: string | undefined
  /** Whether the detail is news. */
  readonly isNews?: boolean | undefined
}

/** One figure, large. */
export const Tile = ({ id, label, shown, detail, zone, stale, from, isNews }: TileProps) => (
  <div
    class={`tile ${stale ? 'stale' : ''} ${zone === undefined ? '' : `zone-${zone + 1}`}`}
    data-testid={`tile-${id}`}
  >
    <dt>
      <span>{label}</span>
      {zone !== undefined && (
        <span class="zone">
          <span class="word">Zone </span>
          {zone + 1}
        </span>
      )}
    </dt>
    <dd>
      <span class="value">{shown.value}</span>
      <span class="unit">{shown.unit}</span>
    </dd>
    <dd class={`detail ${isNews ? 'news' : ''}`}>{detail}</dd>
    {from !== undefined && (
      <dd class="from" data-testid="from">
        <span class="unseen">from </span>
        {from}
      </dd>
    )}
  </div>
)

const forgetAfterSeconds = 60

interface LiveTileProps {
  readonly id: string
  readonly label: string
  readonly reading: Reading | undefined
  readonly show: (value: number | undefined) => Shown
  readonly detail?: string | undefined
  readonly zone?: number | undefined
}

const nameOf = ({ source, device }: Reading, { devices }: LiveState): string | undefined => {
  const of = source ?? device
  return of === undefined ? undefined : sourceName({ source: of, device }, devices)
}

/**
 * A live value and what it comes from. One that is too old is dimmed and says for how long; after a minute it is not shown
 * at all. A change of source is told for a moment.
 */
export const LiveTile = ({ id, label, reading, show, detail, zone }: LiveTileProps) => {
  const { now, connection, live } = usePage()
  if (reading === undefined) return <Tile id={id} label={label} shown={show(undefined)} detail={detail} />
  const seconds = silentSeconds(reading, now.value)
  const isOld = isStale(reading, now.value)
  const stale = isOld || connection.value !== 'open'
  const shown = show(seconds < forgetAfterSeconds ? reading.value : undefined)
  const silence = reading.value === undefined ? 'no reading' : `no reading for ${seconds} s`
  const text = isOld ? silence : stale ? 'no connection' : detail
  const from = nameOf(reading, live.value)
  const note = stale ? undefined : handoverNote(live.value.handovers[reading.type], live.value.devices, now.value)
  const isNews = note !== undefined
  return <Tile {...{ id, label, shown, stale, from, isNews }} detail={note ?? text} zone={stale ? undefined : zone} />
}
