import { useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import { formatName } from '../format.js'
import { isPaced } from '../live/quantities.js'
import type { WorkoutFigures } from '../wire.js'
import {
  type SplitPart,
  type SplitRow,
  type SplitUnit,
  splitParts,
  splitRows,
  splitScales,
  splitUnitOf,
} from './split-rows.js'

type Choose = (unit: SplitUnit) => void

const unitNames = { km: 'Kilometres', mi: 'Miles' } as const

const UnitSwitch = ({ unit, choose }: { readonly unit: SplitUnit; readonly choose: Choose }) => (
  <fieldset class="options small">
    <legend class="unseen">Splits by</legend>
    {(['km', 'mi'] as const).map((one) => (
      <label class="option" key={one}>
        <input type="radio" name="split-unit" value={one} checked={unit === one} onChange={() => choose(one)} />
        <span>
          <abbr title={unitNames[one]}>{one}</abbr>
        </span>
      </label>
    ))}
  </fieldset>
)

/** Which columns have a figure in any row. */
type Columns = Readonly<Record<'heartRate' | 'power' | 'climb', boolean>>

const columnsOf = (rows: readonly SplitRow[]): Columns => ({
  heartRate: rows.some(({ heartRate }) => heartRate !== undefined),
  power: rows.some(({ power }) => power !== undefined),
  climb: rows.some(({ climb }) => climb !== undefined),
})

interface HeadProps {
  readonly unit: SplitUnit
  readonly paced: boolean
  readonly columns: Columns
}

const Head = ({ unit, paced, columns }: HeadProps) => {
  const { pace, speed, height } = splitScales[unit]
  return (
    <tr>
      <th scope="col">{unit}</th>
      <th scope="col">Time</th>
      <th scope="col">{paced ? <abbr title={pace}>Pace</abbr> : <abbr title="speed">{speed}</abbr>}</th>
      {columns.heartRate && (
        <th scope="col">
          <abbr title="average heart rate">bpm</abbr>
        </th>
      )}
      {columns.power && (
        <th scope="col">
          <abbr title="average power, watts">W</abbr>
        </th>
      )}
      {columns.climb && (
        <th scope="col">
          <abbr title="up and down">±</abbr> {height}
        </th>
      )}
      <th scope="col" class="roomy">
        <span class="unseen">How fast</span>
      </th>
    </tr>
  )
}

const Row = ({ row, columns }: { readonly row: SplitRow; readonly columns: Columns }) => (
  <tr class={row.isFastest ? 'fastest' : row.isRunning ? 'running' : ''} data-testid="split-row">
    <th scope="row">
      {row.label}
      {row.isRunning && <span class="unseen"> (running)</span>}
    </th>
    <td>
      {row.time}
      {row.isFastest && <span class="unseen"> (fastest)</span>}
      {row.moving && <span class="moving">{row.moving} moving</span>}
    </td>
    <td>{row.speed}</td>
    {columns.heartRate && <td>{row.heartRate ?? '–'}</td>}
    {columns.power && <td>{row.power ?? '–'}</td>}
    {columns.climb && <td>{row.climb ?? '–'}</td>}
    <td class="split-bar roomy" aria-hidden="true">
      <span style={{ width: `${100 * row.share}%` }} />
    </td>
  </tr>
)

const Table = ({ part, unit }: { readonly part: SplitPart; readonly unit: SplitUnit }) => {
  const rows = splitRows(part, unit)
  const columns = columnsOf(rows)
  return (
    <table class="laps">
      <thead>
        <Head {...{ unit, columns }} paced={isPaced(part.activityType)} />
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.start} {...{ row, columns }} />
        ))}
      </tbody>
    </table>
  )
}

/** A workout kilometre by kilometre, or by miles as the person likes; a bar is as long as the split was fast. */
export const Splits = ({ workout }: { readonly workout: WorkoutFigures }) => {
  const { users, user } = usePage()
  const [chosen, choose] = useState<SplitUnit>()
  const parts = splitParts(workout)
  if (parts.length === 0) return null
  const units = users.value.find(({ id }) => id === user.value)?.units
  const unit = chosen ?? splitUnitOf(units, workout.statistics)
  return (
    <section class="card" aria-labelledby="splits-title" data-testid="splits">
      <div class="splits-title">
        <h2 id="splits-title">Splits</h2>
        <UnitSwitch {...{ unit, choose }} />
      </div>
      {parts.map((part) => (
        <div key={part.start}>
          {part.activityType !== workout.activityType && <h3>{formatName(part.activityType)}</h3>}
          <Table {...{ part, unit }} />
        </div>
      ))}
    </section>
  )
}
