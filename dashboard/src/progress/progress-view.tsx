import { usePage } from '../components/context.js'
import { useLoaded, Waiting } from '../components/loaded.js'
import { liveHash } from '../route.js'
import { LoadChart } from './load-chart.js'
import { Records } from './records-table.js'

const days = 90
const dayMs = 86_400_000

const NothingYet = () => (
  <section class="card message" data-testid="no-progress">
    <h2>Nothing to compare yet</h2>
    <p>
      Records and training load come from finished workouts. <a href={liveHash}>Start one</a>, or bring old ones in with{' '}
      <code>vitald import FILE</code>.
    </p>
  </section>
)

/** What the workouts make of a person: training load of the last weeks, and personal records. */
export const ProgressView = ({ user }: { readonly user: string }) => {
  const { api, now } = usePage()
  const load = async () => {
    const since = new Date(now.peek() - days * dayMs).toISOString().slice(0, 10)
    const [loads, records] = await Promise.all([api.trainingLoad(user, since), api.records(user)])
    return { loads: loads.items, records: records.items }
  }
  const loaded = useLoaded(load, [user])
  return (
    <section class="progress" aria-labelledby="progress-title">
      <h1 id="progress-title">Progress</h1>
      {loaded.state !== 'ready' && <Waiting loaded={loaded} />}
      {loaded.state === 'ready' && loaded.value.records.length === 0 && <NothingYet />}
      {loaded.state === 'ready' && loaded.value.records.length > 0 && (
        <>
          <LoadChart days={loaded.value.loads} />
          <Records records={loaded.value.records} />
        </>
      )}
    </section>
  )
}
