import type { WorkoutFigures } from '../wire.js'
import { type FigureGroup, presentGroups, reasonsOf } from './figure-rows.js'
import { PowerCurve } from './power-curve.js'

type Told = Pick<WorkoutFigures, 'metrics' | 'unavailable' | 'basis'>

const Group = ({ title, rows, told }: FigureGroup & { readonly told: Told }) => (
  <div class="figure-group">
    <h3>{title}</h3>
    <dl>
      {rows.map(({ name, label, show }) => {
        const { value, unit } = show(told.metrics[name] ?? Number.NaN)
        const basis = told.basis?.[name]
        return (
          <div key={name} data-testid={`figure-${name}`}>
            <dt>
              {label}
              {basis && <span class="basis">by {basis}</span>}
            </dt>
            <dd>
              {value} <span class="unit">{unit}</span>
            </dd>
          </div>
        )
      })}
    </dl>
  </div>
)

const Unavailable = ({ told }: { readonly told: Told }) => {
  const reasons = reasonsOf(told.unavailable)
  if (reasons.length === 0) return null
  return (
    <details class="unavailable" data-testid="unavailable">
      <summary>Not available, and why</summary>
      <ul>
        {reasons.map(({ reason, labels }) => (
          <li key={reason}>
            <strong>{reason}</strong>: {labels.join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Every figure of a workout by its name, what it rests on, and why others are missing. */
export const FiguresCard = (told: Told) => {
  const groups = presentGroups(told.metrics).filter(({ title }) => title !== 'Best power')
  return (
    <section class="card figures" aria-labelledby="figures-title" data-testid="figures">
      <h2 id="figures-title">Figures</h2>
      <div class="figure-groups">
        {groups.map((group) => (
          <Group key={group.title} {...group} told={told} />
        ))}
        <PowerCurve metrics={told.metrics} />
      </div>
      <Unavailable told={told} />
    </section>
  )
}
