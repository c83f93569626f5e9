import { formatDistance, formatDuration, formatPace, formatSpeed } from '../format.js'
import { isPaced } from '../live/quantities.js'
import type { Split } from '../wire.js'

interface SplitsProps {
  readonly splits: readonly Split[]
  readonly activityType: string
}

const whole = ({ distance }: Split): boolean => distance >= 999.5

const heartOf = ({ statistics }: Split): number | undefined => statistics?.heartRate?.average

/** The fastest whole kilometre, when there are several. */
const fastestOf = (splits: readonly Split[]): Split | undefined => {
  const all = splits.filter(whole)
  return all.length < 2 ? undefined : all.reduce((best, one) => (one.elapsed < best.elapsed ? one : best))
}

/** A workout kilometre by kilometre; a bar is as long as the kilometre was fast. */
export const Splits = ({ splits, activityType }: SplitsProps) => {
  const paced = isPaced(activityType)
  const speeds = splits.map(({ distance, elapsed }) => (elapsed > 0 ? distance / elapsed : 0))
  const hasHeart = splits.some((split) => heartOf(split) !== undefined)
  const [fastest, most] = [fastestOf(splits), Math.max(...speeds)]
  return (
    <section class="card" aria-labelledby="splits-title" data-testid="splits">
      <h2 id="splits-title">Splits</h2>
      <table class="laps">
        <thead>
          <tr>
            <th scope="col">km</th>
            <th scope="col">Time</th>
            <th scope="col">
              {paced ? <abbr title="minutes a kilometre">Pace</abbr> : <abbr title="speed">km/h</abbr>}
            </th>
            {hasHeart && (
              <th scope="col">
                <abbr title="average heart rate">bpm</abbr>
              </th>
            )}
            <th scope="col">
              <span class="unseen">How fast</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {splits.map((split, index) => (
            <tr key={split.start} class={split === fastest ? 'fastest' : ''}>
              <th scope="row">{whole(split) ? index + 1 : `${formatDistance(split.distance).value} m`}</th>
              <td>
                {formatDuration(split.elapsed)}
                {split === fastest && <span class="unseen"> (fastest)</span>}
              </td>
              <td>{(paced ? formatPace : formatSpeed)(speeds[index]).value}</td>
              {hasHeart && <td>{heartOf(split)?.toFixed(0) ?? '–'}</td>}
              <td class="split-bar" aria-hidden="true">
                <span style={{ width: `${(100 * (speeds[index] ?? 0)) / most}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
