import { formatDuration, formatTime } from '../format.js'
import type { Interruption } from '../wire.js'

const most = 6

const secondsOf = ({ start, end }: Interruption): number => (Date.parse(end) - Date.parse(start)) / 1000

const Gap = (gap: Interruption) => (
  <li>
    <time dateTime={gap.start}>{formatTime(gap.start)}</time>–<time dateTime={gap.end}>{formatTime(gap.end)}</time>
    <span class="muted"> {formatDuration(secondsOf(gap))}</span>
  </li>
)

/** When nothing was heard because the daemon was down: what is missing is said, not guessed. */
export const Interruptions = ({
  interruptions = [],
}: {
  readonly interruptions?: readonly Interruption[] | undefined
}) => {
  if (interruptions.length === 0) return null
  const seconds = interruptions.reduce((sum, gap) => sum + secondsOf(gap), 0)
  const more = interruptions.length - most
  return (
    <section class="card gaps" aria-label="Interruptions" data-testid="interruptions">
      <p>
        <strong>{formatDuration(seconds)} not recorded.</strong> vitald was not running, and nothing came from then.
      </p>
      <ul>
        {interruptions.slice(0, most).map((gap) => (
          <Gap key={gap.start} {...gap} />
        ))}
        {more > 0 && <li class="muted">and {more} more</li>}
      </ul>
    </section>
  )
}
