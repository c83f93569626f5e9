import { formatDistance, formatDuration, formatWhole } from '../format.js'
import type { LapRow } from '../live/laps.js'
import { heartRateOf, powerOf } from '../live/quantities.js'

const Row = ({ lap }: { readonly lap: LapRow }) => {
  const distance = formatDistance(lap.distance)
  const heartRate = heartRateOf(lap.statistics)
  return (
    <tr class={lap.running ? 'running' : ''} data-testid="lap-row">
      <th scope="row">
        {lap.number}
        {lap.running && <span class="unseen"> (running)</span>}
      </th>
      <td>{formatDuration(lap.elapsed)}</td>
      <td>
        {distance.value} <span class="unit">{distance.unit}</span>
      </td>
      <td>{formatWhole(heartRate?.average)}</td>
      <td>{formatWhole(heartRate?.max)}</td>
      <td>{formatWhole(powerOf(lap.statistics)?.average)}</td>
    </tr>
  )
}

/** The laps as a table: time, distance, heart rate in beats a minute, power in watts. */
export const Laps = ({ laps }: { readonly laps: readonly LapRow[] }) => (
  <section class="card" aria-labelledby="laps-title">
    <h2 id="laps-title">Laps</h2>
    <table class="laps">
      <thead>
        <tr>
          <th scope="col">Lap</th>
          <th scope="col">Time</th>
          <th scope="col">Distance</th>
          <th scope="col">
            Avg <abbr title="heart rate, beats per minute">HR</abbr>
          </th>
          <th scope="col">
            Max <abbr title="heart rate, beats per minute">HR</abbr>
          </th>
          <th scope="col">
            Avg <abbr title="power, watts">W</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {laps.map((lap) => (
          <Row key={lap.number} lap={lap} />
        ))}
      </tbody>
    </table>
  </section>
)
