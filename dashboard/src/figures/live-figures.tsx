import { isPaced } from '../live/quantities.js'
import type { LiveWorkout } from '../wire.js'
import { figureRow } from './figure-rows.js'

const common = [
  'normalizedPower',
  'intensityFactor',
  'trainingStressScore',
  'wPrimeBalance',
  'work',
  'trainingImpulse',
  'heartRateDrift',
  'rmssd',
  'ascent',
]

const labels: Readonly<Record<string, string>> = {
  trainingStressScore: 'Stress Score',
  wPrimeBalance: 'W′ balance',
  trainingImpulse: 'TRIMP',
  heartRateDrift: 'HR drift',
  rmssd: 'RMSSD',
}

/** The figures of the ride so far that its sensors can carry. */
export const LiveFigures = ({ session }: { readonly session: LiveWorkout }) => {
  const { metrics, basis, activityType } = session
  const names = [isPaced(activityType) ? 'averagePace' : 'averageSpeed', ...common]
  const present = names.filter((name) => metrics[name] !== undefined)
  if (present.length === 0) return null
  return (
    <dl class="live-figures" aria-label="Figures so far">
      {present.map((name) => {
        const { label, show } = figureRow(name)
        const { value, unit } = show(metrics[name] ?? Number.NaN)
        return (
          <div key={name} title={basis?.[name] && `by ${basis[name]}`} data-testid={`live-${name}`}>
            <dt>{labels[name] ?? label}</dt>
            <dd>
              {value} <span class="unit">{unit}</span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
