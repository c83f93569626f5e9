import type { TrainingDay } from './progress-wire.js'
import { shownDays } from './shown-days.js'

const [width, height] = [1000, 240]

type LineName = 'fitness' | 'fatigue' | 'form'
const names: readonly LineName[] = ['fitness', 'fatigue', 'form']
const labels = { fitness: 'Fitness', fatigue: 'Fatigue', form: 'Form' } as const

/** Fitness, fatigue and form over days as lines, each day's load as a bar. */
export const LoadChart = ({ days: all }: { readonly days: readonly TrainingDay[] }) => {
  const days = shownDays(all)
  const values = days.flatMap(({ fitness, fatigue, form, load }) => [fitness, fatigue, form, load])
  const [low, high] = [Math.min(0, ...values), Math.max(10, ...values)]
  const x = (index: number): number => ((index + 0.5) / days.length) * width
  const y = (value: number): number => height - ((value - low) / (high - low)) * height
  const line = (name: LineName): string => days.map((day, index) => `${x(index)},${y(day[name])}`).join(' ')
  const today = days.at(-1)
  return (
    <section class="card" aria-labelledby="load-title" data-testid="load">
      <h2 id="load-title">Training load</h2>
      <dl class="load-legend">
        {names.map((name) => (
          <div key={name} class={name}>
            <dt>{labels[name]}</dt>
            <dd>{Math.round(today?.[name] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <svg
        class="load-chart"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Fitness, fatigue and form over ${days.length} days`}
      >
        {days.map(({ date, load }, index) =>
          load > 0 ? (
            <rect
              key={date}
              class="load"
              x={x(index) - width / days.length / 3}
              width={(width / days.length) * 0.66}
              y={y(load)}
              height={y(0) - y(load)}
            />
          ) : null,
        )}
        <line class="zero" x1="0" x2={width} y1={y(0)} y2={y(0)} />
        {names.map((name) => (
          <polyline key={name} class={name} points={line(name)} />
        ))}
      </svg>
      <p class="load-days muted">
        <span>{days[0]?.date}</span>
        <span>{today?.date}</span>
      </p>
    </section>
  )
}
