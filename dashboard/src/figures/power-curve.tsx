import { formatWhole } from '../format.js'
import { bestPowers } from './figure-rows.js'

const [width, height] = [320, 120]

/** The best averages of power over their lengths, as a curve on a logarithmic scale of time, and as numbers. */
export const PowerCurve = ({ metrics }: { readonly metrics: Readonly<Record<string, number>> }) => {
  const points = bestPowers.flatMap(({ name, text, seconds }) => {
    const watts = metrics[name]
    return watts === undefined ? [] : [{ name, text, seconds, watts }]
  })
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return null
  const most = Math.max(...points.map(({ watts }) => watts), 1)
  const span = Math.log(last.seconds / first.seconds)
  const place = (seconds: number): number => (width * Math.log(seconds / first.seconds)) / span
  const line = points
    .map(({ seconds, watts }) => `${place(seconds)},${height - (height - 6) * (watts / most)}`)
    .join(' ')
  return (
    <div class="figure-group power-curve" data-testid="power-curve">
      <h3>Best power</h3>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon points={`0,${height} ${line} ${width},${height}`} class="area" />
        <polyline points={line} class="line" />
      </svg>
      <dl>
        {points.map(({ name, text, watts }) => (
          <div key={name}>
            <dt>{text}</dt>
            <dd>
              {formatWhole(watts)} <span class="unit">W</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
