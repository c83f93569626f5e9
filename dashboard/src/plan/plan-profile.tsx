import { type PlanBar, placeIn, planBars } from './plan-bars.js'
import type { PlanOutline, PlanProgress } from './plan-wire.js'
import { stepTitle } from './plan-words.js'

const [width, height] = [1000, 100]
const gap = 2

const pointsOf = ({ from, to, low, high }: PlanBar): string => {
  const [left, right] = [from * width, Math.max(from * width + 1, to * width - gap)]
  return `${left},${height} ${left},${height - low * height} ${right},${height - high * height} ${right},${height}`
}

interface ProfileProps {
  readonly outline: PlanOutline
  readonly progress: PlanProgress
}

/** The whole plan as a profile: each step as wide as it is long, as high as it is hard, with the present place. */
export const PlanProfile = ({ outline: { steps }, progress }: ProfileProps) => {
  const bars = planBars(steps)
  const place = placeIn(bars, steps, progress)
  const present = progress.step ?? steps.length + 1
  const label = `The plan’s ${steps.length} steps: ${steps.map(stepTitle).join(', ')}`
  return (
    <div class="plan-profile">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map((bar, index) => (
          <polygon
            key={bar.from}
            points={pointsOf(bar)}
            class={`plan-bar ${bar.kind} ${index + 1 < present ? 'done' : ''} ${index + 1 === present ? 'now' : ''}`}
          />
        ))}
      </svg>
      {place !== undefined && <span class="place" style={{ left: `${place * 100}%` }} data-testid="plan-place" />}
    </div>
  )
}
