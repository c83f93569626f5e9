import { formatDuration } from '../format.js'
import type { ZoneTime } from '../wire.js'

interface ZonesProps {
  readonly title: string
  readonly unit: string
  readonly zones: readonly ZoneTime[] | undefined
}

const border = ({ from, to }: ZoneTime, unit: string): string => {
  if (from === undefined) return to === undefined ? '' : `under ${Math.round(to)} ${unit}`
  return to === undefined ? `from ${Math.round(from)} ${unit}` : `${Math.round(from)}–${Math.round(to)} ${unit}`
}

/** Time in each zone, as bars. */
export const Zones = ({ title, unit, zones }: ZonesProps) => {
  const total = zones?.reduce((sum, zone) => sum + zone.seconds, 0) ?? 0
  if (zones === undefined || total === 0) return null
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <ol class="zones">
        {zones.map((zone, index) => (
          <li key={String(zone.from)} class={`zone-${index + 1}`}>
            <span class="name">{index + 1}</span>
            <span class="border">{border(zone, unit)}</span>
            <span class="track" aria-hidden="true">
              <span class="bar" style={{ width: `${(100 * zone.seconds) / total}%` }} />
            </span>
            <span class="time">{formatDuration(zone.seconds)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
