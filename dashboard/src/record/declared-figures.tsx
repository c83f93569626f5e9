import { declaredRows } from '../figures/declared-rows.js'
import type { Workout } from '../wire.js'

/** Where the file or recorder that it is from says otherwise than the samples: its figures beside ours. */
export const DeclaredFigures = ({ workout }: { readonly workout: Workout }) => {
  const rows = declaredRows(workout)
  if (rows.length === 0) return null
  return (
    <details class="declared" data-testid="declared">
      <summary>Its recorder says otherwise of {rows.length === 1 ? 'one figure' : `${rows.length} figures`}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Recorder</th>
            <th scope="col">From the samples</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, declared, ours }) => (
            <tr key={`${label} ${declared}`}>
              <th scope="row">{label}</th>
              <td>{declared}</td>
              <td>{ours}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
