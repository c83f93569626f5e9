import { usePage } from '../components/context.js'
import { useLoaded, Waiting } from '../components/loaded.js'
import { loadHistory } from '../live/history.js'
import { powerTypeFor } from '../live/quantities.js'
import type { Workout } from '../wire.js'
import { Chart } from './chart.js'
import { marksOf } from './marks.js'

interface PastChartProps {
  readonly user: string
  readonly workout: Workout
}

/** The chart of a finished workout. */
export const PastChart = ({ user, workout }: PastChartProps) => {
  const { api } = usePage()
  const { start, end, activityType } = workout
  const load = async () => {
    const types = ['heartRate', powerTypeFor(activityType)]
    const [heartRate, power] = await Promise.all(types.map((type) => loadHistory(api, user, { type, start, end })))
    return heartRate && power && { heartRate, power }
  }
  const loaded = useLoaded(load, [user, workout.id])
  if (loaded.state !== 'ready' || loaded.value === undefined) return <Waiting loaded={loaded} />
  const { value: lines } = loaded
  if (lines.heartRate.times.length + lines.power.times.length === 0) return null
  return (
    <Chart
      {...{ lines }}
      version={0}
      start={Date.parse(start)}
      end={Date.parse(end)}
      marks={marksOf(workout)}
      hasPower={lines.power.times.length > 0}
    />
  )
}
