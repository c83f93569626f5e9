import { usePage } from '../components/context.js'
import { formatOf } from '../figures/quantity-format.js'
import { newestReading } from '../live/quantities.js'
import { isStale } from '../live/staleness.js'
import { gaugeScale } from './gauge-scale.js'
import type { PlannedTarget } from './plan-wire.js'
import { targetText } from './plan-words.js'

/** What the step asks for, and how the present value lies to it. */
export const TargetGauge = ({ target }: { readonly target: PlannedTarget }) => {
  const { live, now } = usePage()
  const reading = newestReading(live.value.readings, [target.type])
  const value = reading && !isStale(reading, now.value) ? reading.value : undefined
  const { name, show } = formatOf(target.type)
  const { from, to, place } = gaugeScale(target)
  const shown = show(value)
  return (
    <div class="gauge" data-testid="plan-target">
      <div class="gauge-words">
        <span>
          {name} <strong>{targetText(target)}</strong>
        </span>
        <span class="present">
          now <strong>{shown.value}</strong> {shown.unit}
        </span>
      </div>
      <div class="gauge-track" aria-hidden="true">
        <span class="range" style={{ left: `${from}%`, width: `${to - from}%` }} />
        {value !== undefined && <span class="needle" style={{ left: `${place(value)}%` }} />}
      </div>
    </div>
  )
}
