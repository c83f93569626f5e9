import { formatDistance, formatDuration, formatPace, formatSpeed, formatWhole } from '../format.js'
import { heartRateOf, isPaced, powerOf } from '../live/quantities.js'
import type { LapRow } from './lap-rows.js'

interface RowProps {
  readonly lap: LapRow
  readonly paced: boolean
}

/** Metres per second of a lap. */
const speedOf = ({ distance, elapsed }: LapRow): number | undefined =>
  distance === undefined || elapsed <= 0 ? undefined : distance / elapsed

const Row = ({ lap, paced }: RowProps) => {
  const distance = formatDistance(lap.distance)
  const heartRate = heartRateOf(lap.statistics)
  return (
    <tr class={lap.running ? 'running' : ''} data-testid="lap-row">
      <th scope="row">
        {lap.number}
        {lap.running && <span class="unseen"> (running)</span>}
        {lap.automatic && (
          <abbr class="auto" title="ended by itself">
            auto
          </abbr>
        )}
      </th>
      <td>{formatDuration(lap.elapsed)}</td>
      <td>
        {distance.value} <span class="unit">{distance.unit}</span>
      </td>
      <td>{(paced ? formatPace : formatSpeed)(speedOf(lap)).value}</td>
      <td>{formatWhole(heartRate?.average)}</td>
      <td class="roomy">{formatWhole(heartRate?.max)}</td>
      <td>{formatWhole(powerOf(lap.statistics)?.average)}</td>
    </tr>
  )
}

interface LapsProps {
  readonly laps: readonly LapRow[]
  readonly activityType: string
}

/** The laps as a table: time, distance, speed or pace, heart rate in beats a minute, power in watts. */
export const Laps = ({ laps, activityType }: LapsProps) => {
  const paced = isPaced(activityType)
  return (
    <section class="card" aria-labelledby="laps-title">
      <h2 id="laps-title">Laps</h2>
      <table class="laps">
        <thead>
          <tr>
            <th scope="col">Lap</th>
            <th scope="col">Time</th>
            <th scope="col">Distance</th>
            <th scope="col">
              {paced ? <abbr title="minutes a kilometre">Pace</abbr> : <abbr title="speed">km/h</abbr>}
            </th>
            <th scope="col">
              Avg <abbr title="heart rate, beats per minute">HR</abbr>
            </th>
            <th scope="col" class="roomy">
              Max <abbr title="heart rate, beats per minute">HR</abbr>
            </th>
            <th scope="col">
              Avg <abbr title="power, watts">W</abbr>
            </th>
          </tr>
        </thead>
        <tbody>
          {laps.map((lap) => (
            <Row key={lap.number} lap={lap} paced={paced} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
