import { formatOf, rangeText } from '../figures/quantity-format.js'
import { formatDuration } from '../format.js'
import type { ZonesByType, ZoneTime } from '../wire.js'
import { zoneName } from './zone-names.js'

interface ZonesProps {
  readonly type: string
  readonly zones: readonly ZoneTime[]
  /** Index of the present zone, from 0. */
  readonly now?: number | undefined
}

const Zone = ({ type, zones, now, index }: ZonesProps & { readonly index: number }) => {
  const zone = zones[index]
  if (zone === undefined) return null
  const total = zones.reduce((sum, { seconds }) => sum + seconds, 0)
  const share = total > 0 ? Math.round((100 * zone.seconds) / total) : 0
  return (
    <li class={`zone-${index + 1} ${now === index ? 'now' : ''}`} aria-current={now === index ? 'true' : undefined}>
      <span class="name">{index + 1}</span>
      <span class="border">
        {rangeText(type, zone)}
        <span class="called">{zoneName(type, index, zones.length)}</span>
      </span>
      <span class="track" aria-hidden="true">
        <span class="bar" style={{ width: `${share}%` }} />
      </span>
      <span class="time">{formatDuration(zone.seconds)}</span>
      <span class="share">{share} %</span>
    </li>
  )
}

/** Time in each zone of a type, as bars; the present one stands out. */
export const Zones = (props: ZonesProps) => {
  const { type, zones, now } = props
  if (now === undefined && !zones.some(({ seconds }) => seconds > 0)) return null
  const title = `${formatOf(type).name} zones`
  const called = now === undefined ? undefined : zoneName(type, now, zones.length)
  return (
    <section class="card" aria-label={title} data-testid={`zones-${type}`}>
      <div class="card-head">
        <h2>{title}</h2>
        {now !== undefined && (
          <span class={`zone-now zone-${now + 1}`}>
            Zone {now + 1}
            {called && ` · ${called}`}
          </span>
        )}
      </div>
      <ol class="zones">
        {zones.map((zone, index) => (
          <Zone key={String(zone.from)} {...props} index={index} />
        ))}
      </ol>
    </section>
  )
}

interface ZoneCardsProps {
  readonly zones: ZonesByType
  /** Index of the present zone of a type. */
  readonly nowOf?: ((type: string) => number | undefined) | undefined
}

/** Every type that has zones. */
export const ZoneCards = ({ zones, nowOf }: ZoneCardsProps) =>
  Object.entries(zones).map(([type, times]) =>
    times === undefined ? null : <Zones key={type} {...{ type }} zones={times} now={nowOf?.(type)} />,
  )
