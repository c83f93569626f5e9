import type { Shown } from '../format.js'
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
}

/** One figure, large. */
export const Tile = ({ id, label, shown, detail, zone, stale }: TileProps) => (
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
    <dd class="detail">{detail}</dd>
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

/** A live value. One that is too old is dimmed and says for how long; after a minute it is not shown at all. */
export const LiveTile = ({ id, label, reading, show, detail, zone }: LiveTileProps) => {
  const { now, connection } = usePage()
  if (reading === undefined) return <Tile id={id} label={label} shown={show(undefined)} detail={detail} />
  const seconds = silentSeconds(reading, now.value)
  const isOld = isStale(reading, now.value)
  const stale = isOld || connection.value !== 'open'
  const shown = show(seconds < forgetAfterSeconds ? reading.value : undefined)
  const silence = reading.value === undefined ? 'no reading' : `no reading for ${seconds} s`
  const text = isOld ? silence : stale ? 'no connection' : detail
  return <Tile id={id} label={label} shown={shown} detail={text} zone={stale ? undefined : zone} stale={stale} />
}
