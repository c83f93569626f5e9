import { figureRow } from '../figures/figure-rows.js'
import { formatName } from '../format.js'
import { workoutHash } from '../route.js'
import type { PersonalRecord } from './progress-wire.js'

const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant))

const Row = ({ record }: { readonly record: PersonalRecord }) => {
  const { label, show } = figureRow(record.figure)
  const { value, unit } = show(record.value)
  return (
    <tr data-testid="record-row">
      <th scope="row">{label}</th>
      <td>
        {value} <span class="unit">{unit}</span>
      </td>
      <td>
        <a href={workoutHash(record.workout)}>{dayOf(record.at)}</a>
      </td>
    </tr>
  )
}

/** The records of one activity, each with the workout that it is of. */
const Activity = ({ name, records }: { readonly name: string; readonly records: readonly PersonalRecord[] }) => (
  <section class="card" aria-label={`Records of ${formatName(name).toLowerCase()}`}>
    <h2>{formatName(name)}</h2>
    <table class="laps records">
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col">Best</th>
          <th scope="col">On</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <Row key={record.figure} record={record} />
        ))}
      </tbody>
    </table>
  </section>
)

/** Personal records, activity by activity. */
export const Records = ({ records }: { readonly records: readonly PersonalRecord[] }) => {
  const names = [...new Set(records.map(({ activityType }) => activityType))]
  return (
    <div class="records-by-activity">
      {names.map((name) => (
        <Activity key={name} name={name} records={records.filter(({ activityType }) => activityType === name)} />
      ))}
    </div>
  )
}
